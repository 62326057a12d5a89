"""The papers there are: each one's name, what it is about, what it must not lack, and how it is laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ercheng_station.documents.fonts import usual_faces
from ercheng_station.documents.page import Built, Paper, build_all
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.records.wording import Copy


@dataclass(frozen=True)
class PaperForm:
    """One kind of paper. `printed` is the record's field for the day it was last printed, "" if it has none."""

    name: str
    title: str
    kind: type[Record]
    lay_out: Callable[[Any, Copy], Paper]
    missing: Callable[[Any], list[str]]
    printed: str = ""

    def build(
        self, records: Sequence[Record | None], path: Path, copy: Copy, report: Report = silent
    ) -> Built:
        """All of them in one file, an empty form for each None. Raises MissingGlyph, naming the characters."""
        return build_all(path, [self.lay_out(record, copy) for record in records], usual_faces(), report)
