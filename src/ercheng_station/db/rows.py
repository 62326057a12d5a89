"""Between a kind's Values and the rows of its table: statements and converters made once per kind."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.pending import Place
from ercheng_station.db.pinyin import sort_key
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, Values, names_person, refs_of, sort_column, stored_as
from ercheng_station.records.fields import PLAIN, Field, Link

Convert = Callable[[Any], Any] | None
HEAD = (
    "n",
    "uid",
    "origin",
    "number",
    "label",
    "revision",
    "parent",
    "created_at",
    "changed_at",
    "removed_at",
    "removed_why",
)


class Row:
    """One stored record: its head columns and its Values, refs as Links."""

    __slots__ = ("head", "values")

    def __init__(self, head: dict[str, Any], values: Values) -> None:
        self.head = head
        self.values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self.head[name]
        except KeyError:
            raise AttributeError(name) from None


class Shape:
    """How one kind lies in its table. Statements are text, values are what the driver takes."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.table = kind.__tablename__
        self._refs = refs_of(kind)
        self._bind = {name: column.form.bind for name, column in kind.table.items()}
        self._load = {name: column.form.load for name, column in kind.table.items()}
        self._pointers = {name: stored_as(kind, name) for name in self._refs}
        self.targets = {column: self._refs[name].kind for name, column in self._pointers.items()}
        self._keys = {
            name: (key, names_person(kind, name))
            for name in kind.kept
            if (key := sort_column(kind, name)) == f"{name}_key"
        }
        self._converted = [(name, bind) for name, bind in self._bind.items() if bind]
        self._dumped = [
            (name, described.dump)
            for name, described in kind.kept.items()
            if type(described).dump is not Field.dump
        ]
        self._plain = [name for name in kind.kept if name not in self._refs]
        self._columns = [*HEAD, *self._plain]
        self.joins = joins(kind)
        self.columns = self._select()
        self.select = f'{self.columns} FROM "{self.table}" AS t{self.joins}'

    def bind(self, column: str, value: Any) -> Any:
        convert = self._bind[column]
        return convert(value) if convert and value is not None else value

    def loader(self, column: str) -> Convert:
        """From what the driver gives, but NULL, to the value; None where they are the same."""
        return self._load[column]

    def row(self, found: Sequence[Any]) -> Row:
        """From one row of `select`."""
        loaded = {}
        for name, raw in zip(self._columns, found, strict=False):
            convert = self._load[name]
            loaded[name] = convert(raw) if convert and raw is not None else raw
        head = {name: loaded[name] for name in HEAD}
        at = len(self._columns)
        values: Values = {}
        for name, described in self._refs.items():
            uid, label = found[at : at + 2]
            values[name] = Link(uid=UUID(bytes=uid), title=label, kind=described.kind) if uid else None
            at += 2
        return Row(head, {name: values[name] if name in values else loaded[name] for name in self.kind.kept})

    def one(self, connection: Connection, uid: UUID) -> Row:
        found = self.known(connection, uid)
        if not found:
            raise UserError("record-gone", kind=self.kind.one)
        return found

    def known(self, connection: Connection, uid: UUID) -> Row | None:
        """None if there is no such record, not even in the trash."""
        found = connection.execute(f"{self.select} WHERE t.uid = ?", (uid.bytes,)).fetchone()
        return self.row(found) if found else None

    def stored(self, place: Callable[[str, bytes], Place | None], values: Values) -> dict[str, Any]:
        """Column → what the driver takes, for the fields and head columns named in `values`, and what they are sorted by.

        `place` finds the records they point to.
        """
        found = dict(values)
        for name, convert in self._converted:
            if (value := found.get(name)) is not None:
                found[name] = convert(value)
        for name, column in self._pointers.items():
            if name in found:
                found[column] = self._local(place, name, found.pop(name))
        for name, (column, person) in self._keys.items():
            if name in found:
                found[column] = sort_key(found[name], person=person) if found[name] else None
        return found

    def titled(self, record: Record) -> dict[str, Any]:
        """The columns of its title."""
        label = str(record)
        return {"label": label, "label_key": key_of(self.kind, "label", label)}

    def plain(self, values: Values) -> Values:
        """As the history tells them."""
        found = dict(values)
        for name, dump in self._dumped:
            if (value := found.get(name)) is not None:
                found[name] = dump(value, PLAIN)
        return found

    def update(self, connection: Connection, n: int, columns: dict[str, Any]) -> None:
        marks = ",".join(f'"{name}"=?' for name in columns)
        connection.execute(f'UPDATE "{self.table}" SET {marks} WHERE n=?', (*columns.values(), n))

    def imagined(self, values: Values, **head: Any) -> Record:
        """A record of these values, stored or not."""
        return self.kind(**values, **head)

    def _local(self, place: Callable[[str, bytes], Place | None], name: str, link: Link | None) -> int | None:
        if link is None:
            return None
        found = place(self._refs[name].kind, link.uid.bytes)
        if not found:
            raise UserError("record-gone", kind=self._refs[name].label)
        return found.n

    def _select(self) -> str:
        joined = "".join(f', "{name}".uid, "{name}".label' for name in self._refs)
        own = ", ".join(f't."{name}"' for name in self._columns)
        return f"SELECT {own}{joined}"


def joins(kind: type[Record], *, but: str = "") -> str:
    """The parents of the row `t`, each under the name of its ref."""
    return "".join(
        f' LEFT JOIN "{described.kind}" AS "{name}" ON "{name}".n = t."{name}_n"'
        for name, described in refs_of(kind).items()
        if name != but
    )


def key_of(kind: type[Record], name: str, text: str) -> str:
    """What the field, or the title under "label", is sorted by."""
    return sort_key(text, person=names_person(kind, name))
