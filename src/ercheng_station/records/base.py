"""The base of every record kind: what each record carries, and what a kind can be asked about its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, ClassVar, get_args
from uuid import UUID

from ercheng_station.errors import Fault
from ercheng_station.records import columns, dates, stored
from ercheng_station.records.columns import Column, Mapped
from ercheng_station.records.deadlines import due_of, term_of
from ercheng_station.records.fields import PLAIN, Choice, Context, Field, FileRef, Flag, Link, Ref, Text
from ercheng_station.records.identifiers import PersonName

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

Values = dict[str, Any]
WANTED = "待补"
"""The soft fault of a field that is still empty."""
EVERY_UNIT = frozenset({"office", "protection", "bureau", "joint"})
AUTHORITIES = EVERY_UNIT - {"protection"}
"""A 保护工作站 keeps nothing of enforcement, and no lists by which an authority chooses among firms."""


@dataclass
class Faults:
    """Why values do not do, by field name: `hard` cannot be saved, `soft` is saved and listed under 待补."""

    hard: dict[str, str] = field(default_factory=dict)
    soft: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chain:
    """The moves a state field may make; every other move is refused with the steps that are open."""

    field: str
    moves: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Count:
    """A day that the clock `rule` gives, from the day in the field `start`; only where the field `given` is filled.

    A `term` ends on its day, whether that is a day off or not. `other`: a field, a value of it, and what counts there instead.
    """

    rule: str
    start: str
    given: str = ""
    term: bool = False
    other: "tuple[str, str, Count] | None" = None

    def of(self, values: Mapping[str, Any]) -> "Count":
        """What counts for a record that holds these values."""
        if self.other and values.get(self.other[0]) == self.other[1]:
            return self.other[2]
        return self


@dataclass(frozen=True)
class Hushed:
    """Where `field` is `value`, the history tells nothing of `fields`, from before either, and no titles."""

    field: str
    value: str
    fields: frozenset[str]


class Kind(type):
    """What every kind is; that it can be a key, mypy finds in a class like this only."""


class Record(metaclass=Kind):
    """A row. `n` never leaves the file; `uid`, `revision` and `parent` do. Removal is a mark."""

    __tablename__: ClassVar[str]
    title: ClassVar[str]
    one: ClassVar[str]  # what one record is called, where the title names a list; else the title
    group: ClassVar[str] = ""  # navigation group; "" keeps a kind out of the navigation
    profiles: ClassVar[frozenset[str]] = EVERY_UNIT  # kinds of unit that keep this register
    pattern: ClassVar[str] = ""  # official number; "" = none
    issuer: ClassVar[str] = ""  # the ref whose record numbers it in its own sequence; "" = the unit does
    reissued: ClassVar[str] = ""  # the field with the number that the issuer gave it later
    dated_by: ClassVar[str] = ""  # the business day: year of the number, period of the reports
    planned: ClassVar[bool] = False  # whether that day may lie ahead, as of a roster
    owner: ClassVar[str] = ""  # the ref whose record this one belongs to and goes with
    natural_key: ClassVar[tuple[str, ...]] = ()  # what makes two rows of a ledger the same record
    names: ClassVar[tuple[str, ...]] = ()  # fields found by initials too; the title begins with the first
    chain: ClassVar[Chain | None] = None
    timed: ClassVar[Mapping[str, Count]] = {}  # days that the tables of deadlines give; see `followed`
    confided_to: ClassVar[str] = ""  # the owner's field with the one person told of it, besides the head
    hushed: ClassVar[Hushed | None] = None  # what its history does not tell
    called_by_number: ClassVar[bool] = False  # no title but its number: no index keeps these in order
    guard: ClassVar[str] = "write"  # the right that it takes to change one, of resources/permissions.csv
    watches: ClassVar[frozenset[str]] = (
        frozenset()
    )  # refs whose records may not change past the gate of this one
    kept: ClassVar[Mapping[str, Field]]  # name → Field, in the order written

    table: ClassVar[Mapping[str, Column[Any]]]  # its columns, in their order

    n: Mapped[int] = Column(stored.ROW, needed=True)
    uid: Mapped[UUID] = Column(stored.UID, needed=True)
    origin: Mapped[UUID] = Column(stored.UID, needed=True)  # the unit that keeps it
    number: Mapped[str | None] = Column(stored.TEXT)
    label: Mapped[str] = Column(stored.TEXT, needed=True)
    label_key: Mapped[str] = Column(stored.TEXT, needed=True)
    revision: Mapped[UUID] = Column(stored.UID, needed=True)
    parent: Mapped[UUID | None] = Column(stored.UID)
    created_at: Mapped[datetime] = Column(stored.MOMENT, needed=True)
    changed_at: Mapped[datetime] = Column(stored.MOMENT, needed=True)
    attachments: Mapped[tuple[FileRef, ...] | None] = columns.files("附件", section="附件")
    removed_at: Mapped[datetime | None] = Column(stored.MOMENT)
    removed_why: Mapped[str | None] = Column(stored.TEXT)

    def __init__(self, **values: Any) -> None:
        """Of stored values or of imagined ones; refs as records or as Links."""
        self.__dict__ |= values

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.one = vars(cls).get("one", getattr(cls, "title", ""))
        cls.kept = _inherit_sections(_read_fields(cls))
        cls.table = _columns(cls)

    @classmethod
    def follow(cls, values: Values) -> Values:  # noqa: ARG003
        """What follows from the values: every derived field, and others that nobody filled in; see `timed` for days."""
        return {}

    def check(self, faults: Faults) -> None:
        """Add what is wrong between fields; each field has checked its own. Refs are Links here."""

    def refuse_before(self, later: str, earlier: str, faults: Faults) -> None:
        """A hard fault at `later` if both are there and in the wrong order; a moment and a day compare by their days."""
        first, last = getattr(self, earlier), getattr(self, later)
        if first and last and dates.is_before(last, first):
            faults.hard[later] = f"{self.kept[later].label}早于{self.kept[earlier].label}"

    @classmethod
    def gate(cls, whole: "Whole") -> dict[str, str]:  # noqa: ARG003
        """Why an act must not leave the record and what it owns like this: field → one sentence."""
        return {}

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        """What the record and what it owns should be and are not, though they may be kept so: field → one sentence."""
        return {}

    @classmethod
    def aliases(cls, whole: "Whole") -> dict[str, str]:  # noqa: ARG003
        """Names that a masked copy must not tell → what stands for each, throughout."""
        return {}

    def __str__(self) -> str:
        return self.number or str(self.uid)


def typed(kind: type[Record]) -> dict[str, Field]:
    """What a person fills in."""
    return {name: described for name, described in kind.kept.items() if not described.derived}


def listed(kind: type[Record]) -> dict[str, Field]:
    return {name: described for name, described in kind.kept.items() if described.listed}


def sortable(kind: type[Record]) -> list[str]:
    """The listed fields a list can be sorted by; long text cannot."""
    return [name for name, described in listed(kind).items() if getattr(described, "lines", 1) == 1]


def walked(kind: type[Record]) -> list[str]:
    """The sortable fields that an index keeps in order. Those of a handful of values are filtered by, seldom sorted."""
    return [name for name in sortable(kind) if not isinstance(kind.kept[name], Choice | Flag)]


@cache
def indexes(kind: type[Record]) -> Mapping[str, str]:
    """Index → the column that it keeps in order.

    The living rows by number and by what is walked, and by age; all rows by title, which lists of children sort by, unless
    that is the number, and by what is sought; the void numbers.
    """
    walks = ("number", *(sort_column(kind, name) for name in walked(kind)))
    sought = (name for name, column in kind.table.items() if column.sought)
    titles = () if kind.called_by_number else ("label_key",)
    named = {**{name: name for name in (*walks, *sought, *titles)}, "alive": "n", "void": "number"}
    return {f"ix_{kind.__tablename__}_{name}": column for name, column in named.items()}


@cache
def refs_of(kind: type[Record]) -> Mapping[str, Ref]:
    return {name: described for name, described in kind.kept.items() if isinstance(described, Ref)}


@cache
def asked_for(kind: type[Record]) -> Mapping[str, Field]:
    """What must be filled in, and what is listed under 待补 while it is not."""
    return {
        name: described for name, described in kind.kept.items() if described.required or described.wanted
    }


@cache
def needed(kind: type[Record]) -> tuple[str, ...]:
    """What no record may leave empty."""
    return tuple(name for name, described in kind.kept.items() if described.required)


def stored_as(kind: type[Record], name: str) -> str:
    """The column that keeps a field."""
    return f"{name}_n" if isinstance(kind.kept.get(name), Ref) else name


def sort_column(kind: type[Record], name: str) -> str:
    """The column of the kind's own table that sorts it; a ref sorts by its record's `label_key` instead."""
    if name == "label" or _has_key(kind.kept.get(name)):
        return f"{name}_key"
    return stored_as(kind, name)


def names_person(kind: type[Record], name: str) -> bool:
    """Whether the field, or the title under "label", is a person's name, which sorts by its surname."""
    named = kind.names[0] if name == "label" and kind.names else name
    return isinstance(kind.kept.get(named), PersonName)


def followed(kind: type[Record], values: Values, context: Context) -> Values:
    """What `follow` says, and the days of `timed`: a derived one unless `follow` gave it, another if it is empty."""
    found = kind.follow(values)
    for name, count in kind.timed.items():
        known = {**values, **found}
        typed_day = None if kind.kept[name].derived and name not in found else known.get(name)
        found[name] = typed_day or _counted(count, known, context)
    return found


def _counted(count: Count, values: Values, context: Context) -> date | None:
    count = count.of(values)
    start = values.get(count.start)
    if start is None or (count.given and values.get(count.given) is None):
        return None
    if count.term:
        return term_of(count.rule, start, context.calendar)
    due = due_of(count.rule, start, context.calendar)
    return due.on if due else None


def parse(kind: type[Record], raw: Mapping[str, object], context: Context = PLAIN) -> tuple[Values, Faults]:
    """Every field of the kind read at once; names the kind does not know are the caller's fault.

    A state that is not given begins where its chain does.
    """
    if kind.chain:
        raw = {kind.chain.field: kind.kept[kind.chain.field].default, **raw}
    values: Values = {}
    faults = Faults()
    for name, described in kind.kept.items():
        try:
            values[name] = described.parse(raw.get(name), context)
        except Fault as fault:
            faults.hard[name] = fault.why
        else:
            if described.wanted and values[name] is None:
                faults.soft[name] = WANTED
    return values, faults


def values_of(record: Record) -> Values:
    """What the record holds, refs as Links; the counterpart of `parse`."""
    kind = type(record)
    return {name: link_to(getattr(record, name)) for name in kind.kept}


def link_to(value: Any) -> Any:
    """A record as the Link to it; any other value as it is."""
    if isinstance(value, Record):
        return Link(uid=value.uid, title=value.label, kind=value.__tablename__)
    return value


def _read_fields(kind: type[Record]) -> dict[str, Field]:
    found: dict[str, Field] = {}
    for name, value in [*vars(kind).items(), ("attachments", Record.__dict__["attachments"])]:
        described = columns.described(value)
        if described is None:
            continue
        empty, target = _annotated(kind, name)
        if isinstance(described, Ref) and not described.kind:
            described = replace(described, kind=target.__tablename__)
        found[name] = replace(described, name=name, required=not empty)
    return found


def _annotated(kind: type[Record], name: str) -> tuple[bool, Any]:
    """Whether the field may be empty, and its type, both read from `Mapped[…]`."""
    annotation = {**Record.__annotations__, **kind.__annotations__}[name]
    (inner,) = get_args(annotation)
    options = get_args(inner)
    return NoneType in options, next((option for option in options if option is not NoneType), inner)


def _inherit_sections(found: dict[str, Field]) -> dict[str, Field]:
    section = ""
    for name, described in found.items():
        section = described.section or section
        found[name] = replace(described, section=section)
    return found


def _columns(kind: type[Record]) -> dict[str, Column[Any]]:
    """Every record's first, then the kind's own, those it points by and the keys it is sorted by."""
    head = {name: column for name, column in vars(Record).items() if isinstance(column, Column)}
    tail = {name: head.pop(name) for name in ("attachments", "removed_at", "removed_why")}
    own = {name: column for name, column in vars(kind).items() if isinstance(column, Column)}
    for name, described in kind.kept.items():
        if name in own:
            own[name].needed = described.required
    found = head | {name: column for name, column in own.items() if not isinstance(column.field, Ref)}
    for name, described in kind.kept.items():
        if isinstance(described, Ref):
            found[f"{name}_n"] = Column(stored.ROW, needed=described.required, target=described.kind)
        elif described.listed and _has_key(described):
            found[f"{name}_key"] = Column(stored.TEXT)
    return found | tail


def _has_key(described: Field | None) -> bool:
    """Chinese sorts by a stored pinyin key; identifiers sort as they stand."""
    return (
        isinstance(described, Text)
        and type(described) in {Text, PersonName}
        and described.listed
        and described.lines == 1
    )
