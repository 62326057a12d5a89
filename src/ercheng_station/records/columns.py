"""The words a record is written in: each makes the column and carries the Field that describes it."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypedDict, Unpack, cast
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from ercheng_station.records import fields, identifiers
from ercheng_station.records.dates import EARLIEST
from ercheng_station.records.fields import Field, FileRef


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


class Uid(TypeDecorator[UUID]):
    """UUID as 16 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        return value.bytes if value else None

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> UUID | None:
        return UUID(bytes=value) if value else None


class Instant(TypeDecorator[datetime]):
    """Aware moment as UTC text of one width, so that text order is time order."""

    impl = String
    cache_ok = True
    FORM = "%Y-%m-%dT%H:%M:%S.%fZ"

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return value.astimezone(UTC).strftime(self.FORM) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


class Codes(TypeDecorator[tuple[str, ...]]):
    """Several codes as `,a,b,`: one code is found by `LIKE '%,a,%'`."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return f",{','.join(value)}," if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return tuple(value.strip(",").split(",")) if value else None


class FileList(TypeDecorator[tuple[FileRef, ...]]):
    """Attachments by their SHA-256, in the order given, as JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: tuple[FileRef, ...] | None, dialect: Dialect) -> str | None:
        return json.dumps(fields.plain_files(value), ensure_ascii=False) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[FileRef, ...] | None:
        return fields.read_files(json.loads(value)) if value else None


class RefWord:
    """Stands in a class body until Record makes its column `<name>_n` and the relationship `<name>`."""

    def __init__(self, field: fields.Ref) -> None:
        self.field = field


def text(
    label: str, *, lines: int = 1, longest: int = 0, sought: bool = False, **common: Unpack[Common]
) -> MappedColumn[str]:
    """`sought`: rows are looked up by it, removed ones too, though no list sorts by it."""
    return _column(fields.Text(label=label, lines=lines, longest=longest, **common), String, sought)


def person_name(label: str, **common: Unpack[Common]) -> MappedColumn[str]:
    return _column(identifiers.PersonName(label=label, **common), String)


def credit_code(label: str = "统一社会信用代码", **common: Unpack[Common]) -> MappedColumn[str]:
    return _column(identifiers.CreditCode(label=label, **common), String)


def id_number(label: str = "身份证号", **common: Unpack[Common]) -> MappedColumn[str]:
    return _column(identifiers.IdNumber(label=label, **common), String)


def phone(label: str = "联系电话", **common: Unpack[Common]) -> MappedColumn[str]:
    return _column(identifiers.Phone(label=label, **common), String)


def area(label: str = "乡镇街道", **common: Unpack[Common]) -> MappedColumn[str]:
    return _column(identifiers.AreaCode(label=label, **common), String)


def whole(
    label: str, *, unit: str = "", low: int | None = None, high: int | None = None, **common: Unpack[Common]
) -> MappedColumn[int]:
    return _column(fields.Whole(label=label, unit=unit, low=low, high=high, **common), BigInteger)


def calendar_year(label: str, *, high: int = 2100, **common: Unpack[Common]) -> MappedColumn[int]:
    return _column(fields.Year(label=label, low=2000, high=high, **common), BigInteger)


def money(
    label: str, *, unit: str = "元", summed: bool = True, **common: Unpack[Common]
) -> MappedColumn[int]:
    """Kept as integer fen, read and written in yuan. `summed`: False for the price of one piece."""
    return _column(fields.Money(label=label, unit=unit, summed=summed, **common), BigInteger)


def day(label: str, *, earliest: date = EARLIEST, **common: Unpack[Common]) -> MappedColumn[date]:
    """`earliest`: LONG_AGO for births, foundings and old rights; other days before 1984 are slips."""
    return _column(fields.Day(label=label, earliest=earliest, **common), Date)


def moment(label: str, **common: Unpack[Common]) -> MappedColumn[datetime]:
    return _column(fields.Moment(label=label, **common), Instant)


def choice(label: str, codes: str, **common: Unpack[Common]) -> MappedColumn[str]:
    """`codes` names a code list."""
    return _column(fields.Choice(label=label, codes=codes, **common), String)


def choices(label: str, codes: str, **common: Unpack[Common]) -> MappedColumn[tuple[str, ...]]:
    return _column(fields.Choices(label=label, codes=codes, **common), Codes)


def flag(label: str, **common: Unpack[Common]) -> MappedColumn[bool]:
    return _column(fields.Flag(label=label, **common), Boolean)


def files(label: str, **common: Unpack[Common]) -> MappedColumn[tuple[FileRef, ...]]:
    return _column(fields.Files(label=label, **common), FileList)


def ref(label: str, *, to: str = "", **common: Unpack[Common]) -> Mapped[Any]:
    """Another record. Outside the file it is that record's uid.

    The annotation names its kind, or says Record where `to` has the kind's table: modules must not import in a circle.
    """
    return cast(Mapped[Any], RefWord(fields.Ref(label=label, kind=to, **common)))


def described(column: object) -> Field | None:
    """The Field that a class attribute carries, if a word of this page made it."""
    if isinstance(column, RefWord):
        return column.field
    info: Mapping[str, Any] = column.column.info if isinstance(column, MappedColumn) else {}
    return info.get("field")


def _column(field: Field, kind: Any, sought: bool = False) -> MappedColumn[Any]:
    return mapped_column(kind, index=sought, info={"field": field})
