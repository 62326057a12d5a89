"""The papers there are: each one's name, what it is about and what it must not lack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy, no_picture

if TYPE_CHECKING:  # loads reportlab, which nobody needs before the first paper
    from ercheng_station.documents.page import Built, Paper


@dataclass(frozen=True)
class PaperForm:
    """One kind of paper.

    `printed` is the record's field for the day it was last printed, "" if it has none. `by_hand` holds what `missing`
    may tell and a pen may still fill in on the paper. `editable`: it can be a Word document too. `signed`: people
    sign it, so its final copy bears the code by which the scan is known again.
    """

    name: str
    title: str
    kind: type[Record]
    missing: Callable[[Whole], list[str]]
    printed: str = ""
    by_hand: frozenset[str] = frozenset()
    editable: bool = True
    signed: bool = True

    def build(
        self, wholes: Sequence[Whole | None], path: Path, copy: Copy, report: Report = silent
    ) -> "Built":
        """All of them in one file, an empty form for each None; what lacks something is a draft.

        Raises MissingGlyph, naming the characters.
        """
        from ercheng_station.documents.layouts import build_papers  # noqa: PLC0415  loads reportlab: 0.3 s

        wanted = [(whole, self._copy(whole, copy)) for whole in wholes]
        return build_papers(self.name, wanted, path, report)

    def laid_out(self, whole: Whole | None, copy: Copy) -> "Paper":
        """To be part of a larger file; a draft where something is missing."""
        from ercheng_station.documents.layouts import LAYOUTS  # noqa: PLC0415

        return LAYOUTS[self.name](whole, self._copy(whole, copy))

    def write_word(self, whole: Whole | None, path: Path, copy: Copy) -> str:
        """The same paper as a Word document; its SHA-256."""
        from ercheng_station.documents.word import write_word  # noqa: PLC0415  loads lxml: 0.1 s

        return write_word(path, self.laid_out(whole, copy))

    def shown(self, whole: Whole, copy: Copy) -> Mapping[str, Any]:
        """Every value the paper shows, as JSON values by record and field: the same values are the same version."""
        from ercheng_station.documents.layouts import LAYOUTS  # noqa: PLC0415

        copy = replace(copy, shown={}, picture=no_picture)
        LAYOUTS[self.name](whole, copy)
        return copy.shown

    def _copy(self, whole: Whole | None, copy: Copy) -> Copy:
        lacks = whole is not None and not copy.by_hand and bool(self.missing(whole))
        return replace(copy, draft=copy.draft or lacks)
