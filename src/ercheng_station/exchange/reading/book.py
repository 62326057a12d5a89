"""What was read from a file: sheets of plain cells, each with what a person should be told of it."""

from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True)
class Limits:
    """How much is read of one file; what is beyond is refused with its number."""

    file: int = 50 << 20
    unpacked: int = 500 << 20
    ratio: int = 100
    """Of a part of more than 20 MB to its size in the file."""
    parts: int = 5_000
    rows: int = 200_000
    columns: int = 200
    text: int = 30_000
    seconds: int = 120
    memory: int = 2 << 30


LIMITS = Limits()


@dataclass(frozen=True)
class Merged:
    """Cells joined into one, counted from 0; the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Sheet:
    """`rows` begin with the file's row 1 and column A. `hidden` counts rows from 1; `unsolved` are formulas without a result."""

    title: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    hidden: frozenset[int] = frozenset()
    unsolved: frozenset[str] = frozenset()
    concealed: bool = False


@dataclass(frozen=True)
class Book:
    """`sha256` tells the same file again; `notes` are sentences for the person who brings it in. `partial`: its first rows."""

    name: str
    sha256: str
    form: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    partial: bool = False
