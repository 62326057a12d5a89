"""What a table that leaves the program looks like: columns, heading, sheet. It knows no record and no file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ercheng_station.records.fields import with_unit

Row = Sequence[object]
"""One value a column: str, int, Decimal (yuan), date, naive datetime or None, as `Field.cell` gives them."""


@dataclass(frozen=True)
class Column:
    """`width` in Latin characters; `options` become a drop-down list; a `total` stands in the last row."""

    label: str
    kind: Literal["text", "whole", "money", "day", "moment"]
    width: float
    unit: str = ""
    total: bool = False
    options: Sequence[str] = ()
    hidden: bool = False
    wrap: bool = False

    @property
    def heading(self) -> str:
        return with_unit(self.label, self.unit)


@dataclass(frozen=True)
class SheetHead:
    """The title (row 1) and what stands under it in row 2: station, period, filled by, date, count."""

    title: str
    lines: Sequence[str] = ()
    imprint: str = ""
    """Printed at the head and the foot of every page."""


@dataclass(frozen=True)
class Sheet:
    """One table. Without a head, the labels stand in row 1 and nothing is set up for print.

    `rows` is read once, in order; `count`, where known, is only for the progress.
    """

    name: str
    head: SheetHead | None
    columns: Sequence[Column]
    rows: Iterable[Row]
    count: int = 0
    state: Literal["visible", "hidden", "veryHidden"] = "visible"

    @property
    def label_row(self) -> int:
        return 1 if self.head is None else 3


@dataclass(frozen=True)
class Properties:
    """What the document says of itself; the same `created` (aware) and rows give the same bytes."""

    title: str
    author: str
    created: datetime
    subject: str = ""
    keywords: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)
