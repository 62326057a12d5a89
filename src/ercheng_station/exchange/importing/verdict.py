"""What becomes of each row, told before anything is written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from ercheng_station.db.changes import Alter, Create
from ercheng_station.exchange.importing.headers import Columns
from ercheng_station.exchange.importing.table import Header, Line, Table
from ercheng_station.exchange.plain import Kind
from ercheng_station.records.fields import Link


class Ways(StrEnum):
    """What is done with a row whose record is there already."""

    SKIP = "skip"
    UPDATE = "update"
    FILL = "fill"
    NEW = "new"


class Verdict(StrEnum):
    NEW = "created"
    UPDATED = "updated"
    FILLED = "filled"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"
    TO_DECIDE = "decide"


MAKE_FIRMS = "名录里没有的企业，按这一行新增"
WORDS: Mapping[Verdict, str] = {
    Verdict.NEW: "新增",
    Verdict.UPDATED: "更新",
    Verdict.FILLED: "补空",
    Verdict.UNCHANGED: "无变化",
    Verdict.SKIPPED: "跳过",
    Verdict.REFUSED: "退回",
    Verdict.TO_DECIDE: "待定",
}


@dataclass(frozen=True)
class Wishes:
    """How a person wants it: `sheet` by name or number, `given` header or letter → field, above all that is guessed.

    `decided`: row number → the enterprise that is meant, None for a new one.
    """

    ways: Ways = Ways.SKIP
    create_refs: bool = False
    sheet: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[int, Link | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """The table that is brought in, and what its columns mean."""

    file: Path
    sha256: str
    table: Table
    columns: Columns


@dataclass(frozen=True)
class CellFault:
    """`letter` and `label` name the column, "" where no column is to blame; `value` is masked if it is personal."""

    letter: str
    label: str
    value: str
    why: str


@dataclass(frozen=True)
class CellChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowPlan:
    line: Line
    verdict: Verdict
    title: str = ""
    uid: UUID | None = None
    changes: tuple[Create | Alter, ...] = ()
    cells: tuple[CellChange, ...] = ()
    faults: tuple[CellFault, ...] = ()
    doubts: tuple[CellFault, ...] = ()
    candidates: tuple[Link, ...] = ()

    @property
    def number(self) -> int:
        return self.line.number


@dataclass(frozen=True)
class Plan:
    """What will be done, row by row; running it does this and nothing else."""

    kind: Kind
    source: Source
    rows: Sequence[RowPlan]
    ways: Ways
    notes: tuple[str, ...] = ()
    tidied: int = 0
    counts: Mapping[Verdict, int] = field(default_factory=dict)

    @property
    def changes(self) -> list[Create | Alter]:
        return [change for row in self.rows for change in row.changes]

    @property
    def unread(self) -> list[Header]:
        """Columns that go nowhere."""
        columns = self.source.columns
        known = {*columns.columns, *columns.passed}
        return [one for one in self.source.table.headers if one.at not in known]


def counted(rows: Sequence[RowPlan]) -> dict[Verdict, int]:
    found = Counter(row.verdict for row in rows)
    return {verdict: found[verdict] for verdict in Verdict}
