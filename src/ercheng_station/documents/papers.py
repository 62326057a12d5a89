"""The papers there are: each one's name, what it is about and what it must not lack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.wording import Copy

if TYPE_CHECKING:  # loads reportlab, which nobody needs before the first paper
    from ercheng_station.documents.page import Built


@dataclass(frozen=True)
class PaperForm:
    """One kind of paper.

    `printed` is the record's field for the day it was last printed, "" if it has none. `by_hand` holds what `missing`
    may tell and a pen may still fill in on the paper. `not_shown` are fields that may change without a new version.
    """

    name: str
    title: str
    kind: type[Record]
    missing: Callable[[Any], list[str]]
    printed: str = ""
    by_hand: frozenset[str] = frozenset()
    not_shown: frozenset[str] = frozenset()

    def build(
        self, records: Sequence[Record | None], path: Path, copy: Copy, report: Report = silent
    ) -> "Built":
        """All of them in one file, an empty form for each None; what lacks something is a draft.

        Raises MissingGlyph, naming the characters.
        """
        from ercheng_station.documents.layouts import build_papers  # noqa: PLC0415  loads reportlab: 0.3 s

        wanted = [(record, self._copy(record, copy)) for record in records]
        return build_papers(self.name, wanted, path, report)

    def _copy(self, record: Record | None, copy: Copy) -> Copy:
        lacks = record is not None and not copy.by_hand and bool(self.missing(record))
        return replace(copy, draft=copy.draft or lacks)
