"""How each paper is laid out, by its name, and the making of the file. It loads reportlab, the registry does not."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ercheng_station.documents import photos, visit
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.page import Built, Paper, build_all
from ercheng_station.progress import Report
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

LAYOUTS: Mapping[str, Callable[[Whole | None, Copy], Paper]] = {
    "visit_sheet": visit.lay_out,
    "photo_page": photos.two_a_page,
    "photo_page_4": photos.four_a_page,
}


def build_papers(name: str, wanted: Sequence[tuple[Whole | None, Copy]], path: Path, report: Report) -> Built:
    """All of them in one file, with the typefaces of the first copy. Raises MissingGlyph, naming the characters."""
    papers = [LAYOUTS[name](whole, copy) for whole, copy in wanted]
    return build_all(path, papers, faces_for(wanted[0][1].typefaces), report)
