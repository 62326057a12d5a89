"""One line of a ledger, cell by cell: what each holds for its field, and which records it points to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from ercheng_station.db.changes import Create
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.importing.firms import Firms
from ercheng_station.exchange.importing.headers import Columns, Meaning
from ercheng_station.exchange.importing.table import Line, letters
from ercheng_station.exchange.importing.values import raw_of
from ercheng_station.exchange.importing.verdict import CellFault, Source, Wishes
from ercheng_station.exchange.plain import Kind
from ercheng_station.exchange.reading.book import Cell
from ercheng_station.records.base import Values, refs_of
from ercheng_station.records.characters import mask, shorten
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Choice, Choices, Field, Link, Ref, Whole, is_masked

_LONGEST = 60
_UNSOLVED = "公式没有结果，请在 WPS 中打开并保存"
_ANY = Enterprise.kept["note"]


@dataclass
class Read:
    """One line, cell by cell: raw values by field, what stood where, and what cannot be taken.

    `tidied` are the letters of cells that were tidied; `strange` one whose firm is not known and not to be made.
    """

    number: int
    raw: dict[str, object] = field(default_factory=dict)
    firm: dict[str, object] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)
    tidied: set[str] = field(default_factory=set)
    candidates: tuple[Link, ...] = ()
    strange: bool = False
    key: tuple[object, ...] | None = None


class _Column:
    """What the cells of one column hold; a word that comes again is looked at once."""

    def __init__(self, at: int, meaning: Meaning, described: Field, label: str) -> None:
        self.at, self.letter, self.label = at, letters(at), label
        self.of_firm = "." in meaning.field
        self.name = meaning.field.rpartition(".")[2]
        self._described, self._unit = described, meaning.unit
        self._known: dict[tuple[type, Cell], tuple[object, bool]] = {}

    def raw(self, cell: Cell) -> tuple[object, bool]:
        """What the field gets, and whether it was tidied; masked values are as blanks. Raises Fault."""
        try:
            return self._known[cell.__class__, cell]
        except KeyError:
            raw, tidied = raw_of(cell, self._described, self._unit)
        found = (None if self._described.private and is_masked(raw) else raw, tidied)
        if not isinstance(cell, str) or len(cell) <= _LONGEST:
            self._known[cell.__class__, cell] = found
        return found


class LineReader:
    """`fixed` are choices that the ledger has no column for; `firms` the enterprises, where the kind is about them."""

    def __init__(self, store: Store, kind: Kind, source: Source, wishes: Wishes) -> None:
        self._store, self._kind, self._context = store, kind, store.context
        self._table, self._columns = source.table, source.columns
        self._create_refs, self._decided = wishes.create_refs, wishes.decided
        self.firm_ref = next(
            (name for name, one in refs_of(kind).items() if one.kind == Enterprise.__tablename__), ""
        )
        self.firms = Firms(store) if self.firm_ref or kind is Enterprise else None
        self._resolved: dict[tuple[str, str], Link | str] = {}
        self._made: dict[UUID, Create] = {}
        self.fixed = _defaults(kind, source.columns)
        self._read_columns = [
            _Column(at, meaning, self.described(meaning.field), self.label(meaning.field))
            for at, meaning in source.columns.columns.items()
        ]

    def read(self, line: Line) -> Read:
        read, unsolved = Read(line.number), self._table.unsolved
        for column in self._read_columns:
            cell = line.cell(column.at)
            if unsolved and f"{column.letter}{line.number}" in unsolved:
                read.faults.append(CellFault(column.letter, column.label, "", _UNSOLVED))
                continue
            try:
                raw, tidied = column.raw(cell)
            except Fault as fault:
                read.faults.append(CellFault(column.letter, column.label, shorten(str(cell)), fault.why))
                continue
            if tidied:
                read.tidied.add(column.letter)
            (read.firm if column.of_firm else read.raw)[column.name] = raw
        for name, code in self.fixed.items():
            read.raw.setdefault(name, code)
        self._find_refs(read)
        if read.faults:
            self._find_further(read)
        return read

    def pass_over(self, read: Read, line: Line, kept: Row) -> None:
        """Drops each cell that stands as our own ledger shows the record: it changes nothing, however it would be read."""
        same = {
            column.name: column.letter
            for column in self._read_columns
            if column.name in kept.values and not column.of_firm
            if (cell := line.cell(column.at)) is not None
            and cell == self._kind.kept[column.name].cell(kept.values[column.name], self._context)
        }
        for name in same:
            read.raw.pop(name, None)
        labels = {self.label(name) for name in same}
        read.faults = [fault for fault in read.faults if fault.label not in labels]
        read.tidied.difference_update(same.values())
        if self.firm_ref in same:
            read.candidates, read.strange = (), False

    def _find_further(self, read: Read) -> None:
        """A row that comes back comes back once: with all that is wrong in it."""
        told = {fault.label for fault in read.faults}
        for name, raw in read.raw.items():
            described = self._kind.kept.get(name)
            if described is None or described.label in told or raw is None:
                continue
            if why := described.wrong(raw, self._context):
                read.faults.append(self.fault(name, why, read))

    def _find_refs(self, read: Read) -> None:
        if self.firm_ref and self.firms and (read.raw.get(self.firm_ref) or read.firm.get("credit_code")):
            self._find_firm(read)
        for name, described in refs_of(self._kind).items():
            raw = read.raw.get(name)
            if raw is None or isinstance(raw, Link):
                continue
            found = self._resolve(described, str(raw))
            if isinstance(found, Link):
                read.raw[name] = found
            else:
                read.faults.append(self.fault(name, found, read))

    def _find_firm(self, read: Read) -> None:
        assert self.firms is not None
        name, code = str(read.raw.get(self.firm_ref) or ""), str(read.firm.get("credit_code") or "")
        decided = self._decided.get(read.number)
        found = decided or self.firms.certain(name, code) or self._by_uid(name)
        if found:
            read.raw[self.firm_ref] = found
            return
        near = tuple(self.firms.namesakes(name) if code else self.firms.near(name)) if name else ()
        if self._create_refs and name:
            if near and read.number not in self._decided:
                read.candidates = near
            else:
                self._make_firm(read, name)
            return
        read.strange = bool(name and not near)
        hint = f"，相近的有：{titles(near)}" if near else ""
        read.faults.append(self.fault(self.firm_ref, f"企业里没有“{shorten(name or code, 30)}”{hint}", read))
        read.raw[self.firm_ref] = None

    def _by_uid(self, word: str) -> Link | None:
        try:
            uid = UUID(word)
        except ValueError:
            return None
        found = self._resolve(refs_of(self._kind)[self.firm_ref], str(uid))
        return found if isinstance(found, Link) else None

    def _make_firm(self, read: Read, name: str) -> None:
        assert self.firms is not None
        values, faults = self._store.examine(Enterprise, {**read.firm, "name": name})
        if faults.hard:
            read.faults += [
                self.fault(f"{self.firm_ref}.{field}", why, read) for field, why in faults.hard.items()
            ]
            read.raw[self.firm_ref] = None
            return
        made = Create(Enterprise, values)
        link = Link(made.uid, values["name"], Enterprise.__tablename__)
        self.firms.add(link, values["name"], values["credit_code"])
        self._made[made.uid] = made
        read.raw[self.firm_ref] = link

    def made_for(self, values: Values) -> list[Create]:
        """The firms that the first row which comes in with them brings along."""
        firm = values.get(self.firm_ref)
        made = self._made.pop(firm.uid, None) if firm else None
        return [made] if made else []

    def _resolve(self, described: Ref, word: str) -> Link | str:
        key = (described.kind, word)
        if key not in self._resolved:
            try:
                self._resolved[key] = described.parse(word, self._context)
            except Fault as fault:
                self._resolved[key] = fault.why
        return self._resolved[key]

    def fault(self, name: str, why: str, read: Read) -> CellFault:
        at = self._columns.at(name)
        source = read.firm if "." in name else read.raw
        value = source.get(name.rpartition(".")[2])
        shown = value.title if isinstance(value, Link) else "" if value is None else str(value)
        described = self.described(name)
        return CellFault(
            letters(at) if at is not None else "",
            self.label(name),
            mask(shown) if described.private else shorten(shown),
            why,
        )

    def described(self, name: str) -> Field:
        if "." in name:
            return Enterprise.kept[name.split(".")[1]]
        return self._kind.kept.get(name) or _ANY

    def label(self, name: str) -> str:
        return {"id": "系统标识", "number": "编号", "revision": "系统版本"}.get(name) or self.described(
            name
        ).label


def _defaults(kind: Kind, columns: Columns) -> dict[str, str]:
    """A required choice or count that the ledger has no column for begins as it does in the window, and that is told."""
    state = kind.chain.field if kind.chain else ""
    return {
        name: described.default
        for name, described in kind.kept.items()
        if isinstance(described, Choice | Choices | Whole)
        and described.required
        and described.default
        and name != state
        and name not in columns.fields
    }


def titles(links: Sequence[Link]) -> str:
    return "、".join(link.title for link in links)
