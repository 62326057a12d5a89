"""The cover of the file and its back: 人民调解卷宗封面, 封底."""

from collections.abc import Iterator, Sequence

from ercheng_station.documents.blocks import Block, Gap, Text
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content, Run
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.mediation.states import REJECTED
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE, BACK = "人民调解卷宗", "封底"
_TITLE_SIZE, _BODY_SIZE, _SIZE, _LEADING = 42, 22, 15, 34
_COLUMNS = (19.5, 80.5)
_LINES_ABOVE_FOOT = 28


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    page = parts.page(TITLE, copy, numbers="none", leading=20, top_mm=30, bottom_mm=25)
    return Paper(page, list(_blocks(whole, copy)))


def back(whole: Whole | None, copy: Copy) -> Paper:
    """Nothing but whose file it is."""
    page = parts.page(BACK, copy, numbers="none", leading=20)
    return Paper(page, [Text(""), Gap(_LINES_ABOVE_FOOT), parts.committee_line(whole, copy, _SIZE)])


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    yield Gap(3)
    yield parts.committee_line(whole, copy, _BODY_SIZE)
    yield Gap(2)
    yield Text(TITLE, "song", _TITLE_SIZE, bold=True, align="center", indent=0, leading=64, join="next")
    yield Gap(4)
    yield Form(_COLUMNS, _rows(whole, copy), size=_SIZE, leading=_LEADING, lined=True)


def _rows(whole: Whole | None, copy: Copy) -> Sequence[Sequence[Cell]]:
    case = parts.case_of(whole)
    return [
        _row("卷　　名", copy.text(case, "name")),
        _row("卷　　号", parts.file_number(whole, copy)),
        _row("人民调解员", _mediators(case, copy)),
        _row("调解日期", _days(case, copy)),
        _row("立 卷 人", parts.needed(case, "archivist", copy, size=_SIZE)),
        _row("立卷日期", parts.day(case, "archived_on", copy, size=_SIZE)),
        _row("保管期限", parts.needed(case, "retention", copy, size=_SIZE)),
        _row("备　　注", "", lines=2),
    ]


def _row(name: str, content: Content, lines: int = 1) -> list[Cell]:
    return [label(name), Cell(content, lines=lines)]


def _mediators(case: Mediation | None, copy: Copy) -> Content:
    names = parts.mediators(case, copy)
    if copy.value(case, "outcome") == REJECTED:
        return "、".join(names)  # nobody mediates what was not taken in
    return "、".join(names) or parts.needed(case, "mediator", copy, size=_SIZE)


def _days(case: Mediation | None, copy: Copy) -> Content:
    """From acceptance, or for a case that was refused from registration, to its end."""
    first = copy.value(case, "accepted_on") or copy.value(case, "applied_on")
    last = parts.day(case, "ended_on", copy, size=_SIZE)
    begun = f"{parts.day_of(first)}　至　"
    return f"{begun}{last}" if isinstance(last, str) else [Run(begun, size=_SIZE), *last]
