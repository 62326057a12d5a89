"""The papers there are: each one's name, what it is about, what it must not lack, and how it is laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.page import Built, Paper, build_all
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.wording import Copy


@dataclass(frozen=True)
class PaperForm:
    """One kind of paper.

    `printed` is the record's field for the day it was last printed, "" if it has none. `by_hand` holds what `missing`
    may tell and a pen may still fill in on the paper. `not_shown` are fields that may change without a new version.
    """

    name: str
    title: str
    kind: type[Record]
    lay_out: Callable[[Any, Copy], Paper]
    missing: Callable[[Any], list[str]]
    printed: str = ""
    by_hand: frozenset[str] = frozenset()
    not_shown: frozenset[str] = frozenset()

    def build(
        self, records: Sequence[Record | None], path: Path, copy: Copy, report: Report = silent
    ) -> Built:
        """All of them in one file, an empty form for each None; what lacks something is a draft.

        Raises MissingGlyph, naming the characters.
        """
        papers = [self.lay_out(record, self._copy(record, copy)) for record in records]
        return build_all(path, papers, faces_for(copy.typefaces), report)

    def _copy(self, record: Record | None, copy: Copy) -> Copy:
        lacks = record is not None and not copy.by_hand and bool(self.missing(record))
        return replace(copy, draft=copy.draft or lacks)
