"""Official numbers: one sequence a kind, issuing body and year; a number given out is never given out again.

The unit itself issues them, or the body that a record names (`Record.issuer`): all its rooms share one sequence, by
blocks of numbers, or by provisional numbers of the unit until the body assigns its own. Where a unit has several
computers each has a block of its own.
"""

import logging
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ercheng_station.db.connection import Connection, Error, writing
from ercheng_station.db.pending import Pending
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Link

_log = logging.getLogger(__name__)
_MARK = re.compile(r"\{(unit|issuer|year|serial)(?::0([1-9]))?\}")
_BLOCK = re.compile(r"([1-9][0-9]{0,5})-([1-9][0-9]{0,5})")


@dataclass(frozen=True)
class Gap:
    """A number without a living record, and why."""

    number: str
    why: str


@dataclass(frozen=True)
class Sequence:
    """Whose sequence it is, and the first and last number of it that may be given out here."""

    owner: UUID
    short_name: str
    first: int = 1
    last: int | None = None
    provisional: bool = False


Key = tuple[str, bytes, int]
"""Of a sequence: kind, owner and year."""


class Count(NamedTuple):
    """How far a sequence has come, and how far its row says."""

    last: int
    written: int


Counts = MutableMapping[Key, Count]

BEHIND = 64
"""A row of a sequence is written once it is so far behind: until then the records tell, which bear the numbers."""
_STEP = (
    "INSERT INTO number_sequence (kind, origin, year, last) VALUES (?,?,?,?)"
    " ON CONFLICT (kind, origin, year) DO UPDATE SET last = excluded.last"
)
PROVISIONAL = "临{year}-{unit}-{serial:03}"


def wrong_pattern(pattern: str, *, dated: bool, issued: bool = False) -> str | None:
    """Why numbers cannot be made so; `dated` kinds have a day to take the year from, `issued` ones an issuer."""
    marks = [name for name, _ in _MARK.findall(pattern)]
    rest = _MARK.sub("", pattern)
    if "{" in rest or "}" in rest:
        return "花括号里只能写 {unit}、{issuer}、{year}、{serial} 或 {serial:04}"
    if marks.count("serial") != 1:
        return "要有一个 {serial}，写顺序号的位置"
    if "year" in marks and not dated:
        return "这本登记簿没有业务日期，编号里不能有 {year}"
    if "issuer" in marks and not issued:
        return "这本登记簿由本单位编号，编号里不能有 {issuer}"
    return None


def block_of(text: str | None) -> tuple[int, int | None] | None:
    """The first and last number that a setting means, all where there is none; None if it means nothing."""
    if not text:
        return 1, None
    found = _BLOCK.fullmatch(text)
    return (int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def write_down(connection: Connection, counts: Counts) -> None:
    """What rows do not say yet, for whoever closes a store; a disk without room does not keep him from it."""
    behind = [(*key, one.last) for key, one in counts.items() if one.last > one.written]
    try:
        if behind:
            with writing(connection):
                connection.executemany(_STEP, behind)
    except Error as error:
        _log.warning("cannot write down the numbers: %s", error)


class Numbering:
    """`pattern(kind)` gives the form in use: `{unit}`, `{year}` and `{serial:04}` are filled in.

    Where the form has no year the sequence goes on from year to year. `block`: as the setting of this computer has it.
    `counts` is what a store knows that nobody else gives numbers in; without it every number is written down at once.
    For one act, which calls `write` before its end and `keep` behind it.
    """

    def __init__(
        self,
        connection: Connection,
        unit: str,
        pattern: Callable[[type[Record]], str],
        block: str | None = None,
        counts: Counts | None = None,
    ) -> None:
        self._connection = connection
        self._counts = counts
        self._now: dict[Key, Count] = {}
        self._block = block_of(block) or (1, None)
        self._unit = unit
        self._pattern = pattern

    def next(self, kind: type[Record], values: Values, origin: UUID, pending: Pending) -> str | None:
        """Within the caller's transaction; None for kinds without numbers. The year is that of the business day."""
        pattern = self._pattern(kind)
        if not pattern:
            return None
        sequence = self._sequence(kind, values, origin)
        if sequence.provisional:
            pattern = PROVISIONAL
        on = values.get(kind.dated_by)
        year = on.year if isinstance(on, date) and "{year" in pattern else 0
        while True:
            serial = self._step(kind, sequence, year)
            number = self._written(pattern, year, serial, sequence.short_name)
            if not (
                pending.has_number(kind.__tablename__, number, origin) or self.used(kind, number, origin)
            ):
                return number

    def used(self, kind: type[Record], number: str, origin: UUID) -> bool:
        """Whether a record of that unit has it or had it: brought along by an import, void, or numbered so later."""
        had = f'SELECT 1 FROM "{kind.__tablename__}" WHERE number = ?1 AND origin = ?2 AND removed_at IS'
        query = f"{had} NULL UNION ALL {had} NOT NULL"  # each has its own index
        if kind.reissued:
            query += f' UNION ALL SELECT 1 FROM "{kind.__tablename__}" WHERE "{kind.reissued}" = ?1'
        query += " LIMIT 1"
        return self._connection.execute(query, (number, origin.bytes)).fetchone() is not None

    def gaps(self, kind: type[Record], origin: UUID) -> list[Gap]:
        """Void numbers with their reasons; since every number goes with a record, there are no others."""
        query = (
            f'SELECT number, removed_why FROM "{kind.__tablename__}"'
            " WHERE origin=? AND number IS NOT NULL AND removed_at IS NOT NULL ORDER BY number"
        )
        return [Gap(number, why or "") for number, why in self._connection.execute(query, (origin.bytes,))]

    def _sequence(self, kind: type[Record], values: Values, origin: UUID) -> Sequence:
        link = values.get(kind.issuer)
        if not isinstance(link, Link):
            return Sequence(origin, self._unit, *self._block)
        query = f'SELECT short_name, numbering, block_from, block_to FROM "{link.kind}" WHERE uid = ?'
        short_name, mode, first, last = self._connection.execute(query, (link.uid.bytes,)).fetchone()
        if mode == "provisional":
            return Sequence(origin, self._unit, provisional=True)
        if mode == "block":
            return Sequence(link.uid, short_name, first, last)
        return Sequence(link.uid, short_name, *self._block)

    def write(self) -> None:
        """The rows that are far behind, in the caller's transaction."""
        least = 1 if self._counts is None else BEHIND
        for key, (last, written) in self._now.items():
            if last - written >= least:
                self._connection.execute(_STEP, (*key, last))
                self._now[key] = Count(last, last)

    def forget(self) -> None:
        """What was given out by this act is not."""
        self._now.clear()

    def keep(self) -> None:
        """The act stands: its numbers are given out."""
        if self._counts is not None:
            self._counts.update(self._now)

    def _step(self, kind: type[Record], sequence: Sequence, year: int) -> int:
        key = (kind.__tablename__, sequence.owner.bytes, year)
        last, written = self._now.get(key) or (self._counts or {}).get(key) or self._read(key)
        serial = max(last + 1, sequence.first)
        self._now[key] = Count(serial, written)
        if sequence.last and serial > sequence.last:
            raise UserError("number-block-full", first=sequence.first, last=sequence.last)
        return serial

    def _read(self, key: Key) -> Count:
        query = "SELECT last FROM number_sequence WHERE kind = ? AND origin = ? AND year = ?"
        found = self._connection.execute(query, key).fetchone()
        last = int(found[0]) if found else 0
        return Count(last, last)

    def _written(self, pattern: str, year: int, serial: int, issuer: str) -> str:
        words = {"unit": self._unit, "issuer": issuer, "year": str(year), "serial": str(serial)}
        return _MARK.sub(lambda mark: words[mark[1]].zfill(int(mark[2] or 0)), pattern)
