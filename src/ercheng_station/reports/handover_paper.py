"""工作交接清单 of a handover as it was read."""

from pathlib import Path

from ercheng_station.documents.handover import Line, List, write_list
from ercheng_station.records.wording import Typefaces
from ercheng_station.services.handover import Handover, Item
from ercheng_station.services.open_matters import title_of


def write_handover(path: Path, unit: str, told: Handover, supervisor: str, typefaces: Typefaces) -> int:
    """How many pages."""
    lines = [_line(one) for one in told.items]
    made = List(unit, told.giver, told.receiver, supervisor, told.on, lines, told.drafts, told.papers)
    return write_list(path, made, typefaces).pages


def _line(one: Item) -> Line:
    matter = one.standing.matter
    note = one.still or (matter.kind.kept[matter.person].label if matter.thing else "")
    return Line(title_of(matter), one.standing.words, one.standing.began, one.standing.state, note)
