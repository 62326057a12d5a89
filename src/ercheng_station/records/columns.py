"""The words a record is written in: each makes the column and carries the Field that describes it."""

from datetime import date, datetime
from typing import Any, Generic, Self, TypedDict, TypeVar, Unpack, overload

from ercheng_station.records import fields, identifiers, stored
from ercheng_station.records.dates import EARLIEST
from ercheng_station.records.fields import Field, FileRef
from ercheng_station.records.stored import Form

T_co = TypeVar("T_co", covariant=True)


class Mapped(Generic[T_co]):
    """Annotates what a record holds: the class has the column here, a record its own value, None where it has none."""

    @overload
    def __get__(self, record: None, kind: type[Any]) -> Self: ...

    @overload
    def __get__(self, record: object, kind: type[Any]) -> T_co: ...

    def __get__(self, record: object | None, kind: type[Any]) -> Any:
        return self if record is None else None


class Column(Mapped[T_co]):
    """A column of a kind's table; `target` is the table that it points into. `sought`: rows are looked up by it."""

    def __init__(
        self, form: Form, field: Field | None = None, *,
        needed: bool = False, sought: bool = False, target: str = "",
    ) -> None:  # fmt: skip
        self.form, self.field, self.needed, self.sought, self.target = form, field, needed, sought, target


class Common(TypedDict, total=False):
    """What any word may say of its field; `section` opens a heading that holds until the next one."""

    wanted: bool
    listed: bool
    width: int
    help: str
    section: str
    private: bool
    default: str
    pinned: bool
    derived: bool


def text(
    label: str, *, lines: int = 1, longest: int = 0, sought: bool = False, **common: Unpack[Common]
) -> Column[str]:
    """`sought`: rows are looked up by it, removed ones too, though no list sorts by it."""
    return Column(
        stored.TEXT, fields.Text(label=label, lines=lines, longest=longest, **common), sought=sought
    )


def person_name(label: str, **common: Unpack[Common]) -> Column[str]:
    return Column(stored.TEXT, identifiers.PersonName(label=label, **common))


def credit_code(label: str = "统一社会信用代码", **common: Unpack[Common]) -> Column[str]:
    return Column(stored.TEXT, identifiers.CreditCode(label=label, **common))


def id_number(label: str = "身份证号", **common: Unpack[Common]) -> Column[str]:
    return Column(stored.TEXT, identifiers.IdNumber(label=label, **common))


def phone(label: str = "联系电话", **common: Unpack[Common]) -> Column[str]:
    return Column(stored.TEXT, identifiers.Phone(label=label, **common))


def area(label: str = "乡镇街道", **common: Unpack[Common]) -> Column[str]:
    return Column(stored.TEXT, identifiers.AreaCode(label=label, **common))


def whole(
    label: str, *, unit: str = "", low: int | None = None, high: int | None = None, **common: Unpack[Common]
) -> Column[int]:
    return Column(stored.WHOLE, fields.Whole(label=label, unit=unit, low=low, high=high, **common))


def calendar_year(label: str, *, high: int = 2100, **common: Unpack[Common]) -> Column[int]:
    return Column(stored.WHOLE, fields.Year(label=label, low=2000, high=high, **common))


def money(label: str, *, unit: str = "元", summed: bool = True, **common: Unpack[Common]) -> Column[int]:
    """Kept as integer fen, read and written in yuan. `summed`: False for the price of one piece."""
    return Column(stored.WHOLE, fields.Money(label=label, unit=unit, summed=summed, **common))


def day(label: str, *, earliest: date = EARLIEST, **common: Unpack[Common]) -> Column[date]:
    """`earliest`: LONG_AGO for births, foundings and old rights; other days before 1984 are slips."""
    return Column(stored.DAY, fields.Day(label=label, earliest=earliest, **common))


def moment(label: str, **common: Unpack[Common]) -> Column[datetime]:
    return Column(stored.MOMENT, fields.Moment(label=label, **common))


def choice(label: str, codes: str, **common: Unpack[Common]) -> Column[str]:
    """`codes` names a code list."""
    return Column(stored.TEXT, fields.Choice(label=label, codes=codes, **common))


def choices(label: str, codes: str, **common: Unpack[Common]) -> Column[tuple[str, ...]]:
    return Column(stored.CODES, fields.Choices(label=label, codes=codes, **common))


def flag(label: str, **common: Unpack[Common]) -> Column[bool]:
    return Column(stored.FLAG, fields.Flag(label=label, **common))


def files(label: str, **common: Unpack[Common]) -> Column[tuple[FileRef, ...]]:
    return Column(stored.FILES, fields.Files(label=label, **common))


def ref(label: str, *, to: str = "", **common: Unpack[Common]) -> Column[Any]:
    """Another record. Outside the file it is that record's uid, in it the column `<name>_n`.

    The annotation names its kind, or says Record where `to` has the kind's table: modules must not import in a circle.
    """
    return Column(stored.ROW, fields.Ref(label=label, kind=to, **common))


def described(column: object) -> Field | None:
    """The Field that a class attribute carries, if a word of this page made it."""
    return column.field if isinstance(column, Column) else None
