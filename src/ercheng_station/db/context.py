"""What reading and writing values needs from the store: its code lists, and which record a person means."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station import codes
from ercheng_station.codes import Code, CodeList
from ercheng_station.db.acts import Unit
from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import key_of
from ercheng_station.db.tables import read_calendar
from ercheng_station.errors import Fault
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.characters import shorten
from ercheng_station.records.deadlines import Calendar
from ercheng_station.records.fields import Context, Link
from ercheng_station.records.office import CLOSED_SETTING

_NEAR = 3
_REPEATED = 60


@dataclass(frozen=True)
class Known:
    """What of the store every act and every reading needs; read anew when an act has touched it.

    `unit`: as its own record says; None while it is being founded.
    """

    code_lists: Mapping[str, CodeList]
    settings: Mapping[str, str | None]
    calendar: Callable[[], Calendar]
    unit: Unit | None


def read_known(connection: Connection, unit: UUID) -> Known:
    return Known(
        read_code_lists(connection),
        read_settings(connection),
        read_calendar(connection),
        read_unit(connection, unit),
    )


def read_code_lists(connection: Connection) -> Mapping[str, CodeList]:
    """The shipped lists that the store adds to or retires rows of."""
    entries: dict[str, dict[str, Code]] = {}
    query = "SELECT list, code, name, since, until, note FROM code_entry WHERE removed_at IS NULL ORDER BY n"
    for name, code, label, since, until, note in connection.execute(query):
        entries.setdefault(name, {})[code] = Code(code, label, _day(since), _day(until), note or "")
    return {name: _merged(name, own) for name, own in entries.items()}


def read_settings(connection: Connection) -> Mapping[str, str | None]:
    """Of several with one key the latest holds."""
    query = "SELECT key, value FROM setting WHERE removed_at IS NULL ORDER BY n"
    return dict(connection.execute(query).fetchall())


def read_unit(connection: Connection, uid: UUID) -> Unit | None:
    """The unit as its own record says; None while it is being founded."""
    columns = ("name", "short_name", "kind", "host_kind")
    query = f"SELECT {', '.join(columns)} FROM station WHERE uid = ?"
    found = connection.execute(query, (uid.bytes,)).fetchone()
    return unit_of(uid, dict(zip(columns, found, strict=True))) if found else None


def unit_of(uid: UUID, values: Mapping[str, Any]) -> Unit:
    """From the values of its own record."""
    short = values["short_name"] or values["name"]
    return Unit(uid, values["name"], short, values["kind"], values["host_kind"])


def make_context(
    today: date,
    known: Known,
    catalogue: Catalogue,
    reading: Callable[[], AbstractContextManager[Connection]],
) -> Context:
    def resolve(kind: str, raw: str) -> Link:
        with reading() as connection:
            return find_link(connection, catalogue, kind, raw)

    def listed(name: str) -> CodeList:
        return known.code_lists.get(name) or codes.shipped(name)

    closed = int(known.settings.get(CLOSED_SETTING) or 0)
    return Context(today, listed, resolve, known.calendar, closed)


def find_link(connection: Connection, catalogue: Catalogue, kind: str, raw: str) -> Link:
    """By uid, number, or a title that one living record has; Fault names the candidates otherwise."""
    wanted = raw.strip()
    tried: list[tuple[str, tuple[Any, ...]]] = [("number=?", (wanted,))]
    if not catalogue[kind].called_by_number:
        tried.append(
            ("label_key=? AND label=?", (key_of(catalogue[kind], "label", wanted), wanted))
        )  # by its index
    tried.append(("label=?", (wanted,)))  # keys made with older readings
    key = catalogue[kind].natural_key
    if len(key) == 1 and key[0] in catalogue[kind].kept:
        tried.append((f'"{key[0]}"=?', (wanted,)))
    if later := catalogue[kind].reissued:
        tried.append((f'"{later}"=?', (wanted,)))
    with suppress(ValueError):
        tried = [("uid=?", (UUID(wanted).bytes,))]
    for where, values in tried:
        query = f'SELECT uid, label FROM "{kind}" WHERE {where} AND removed_at IS NULL LIMIT 2'
        found = connection.execute(query, values).fetchall()
        if len(found) == 1:
            return Link(UUID(bytes=found[0][0]), found[0][1], kind)
        if found:
            raise Fault(f"有多条记录叫“{shorten(wanted, _REPEATED)}”，请用编号或从列表中选择")
    near = _near(connection, kind, wanted)
    hint = f"，相近的有：{'、'.join(near)}" if near else ""
    raise Fault(f"{catalogue[kind].title}里没有“{shorten(wanted, _REPEATED)}”{hint}")


def _near(connection: Connection, kind: str, wanted: str) -> list[str]:
    query = (
        f'SELECT DISTINCT label FROM "{kind}" WHERE instr(label, ?) > 0 AND removed_at IS NULL LIMIT {_NEAR}'
    )
    pieces = [wanted, wanted[:6], wanted[:4], wanted[:2]]
    for piece in dict.fromkeys(piece for piece in pieces if len(piece) > 1):
        found = [str(label) for (label,) in connection.execute(query, (piece,))]
        if found:
            return found
    return []


def _merged(name: str, own: Mapping[str, Code]) -> CodeList:
    """Own rows replace shipped rows of the same code and follow the others."""
    if name not in codes.titles():
        return CodeList(name, name, tuple(own.values()))
    base = codes.shipped(name)
    kept = {one.code: one for one in base.codes}
    return CodeList(name, base.title, tuple({**kept, **own}.values()))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
