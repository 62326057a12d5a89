"""What a field is to a person: its label, and how its value is read and written.

`parse` takes what was typed, found in a cell or in JSON and gives a value or raises Fault. For every legal value v
and the same context: parse(text(v)) == parse(cell(v)) == parse(plain(v)) == v, except the text and cell of files.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from ercheng_station import codes as code_lists
from ercheng_station.codes import CodeList
from ercheng_station.errors import Fault
from ercheng_station.records import dates
from ercheng_station.records.characters import clean, is_blank, is_masked, mask
from ercheng_station.records.money import read_fen, yuan
from ercheng_station.records.numbers import LIMIT, read_number

Cell = str | int | Decimal | date | datetime | None

ONE_LINE = 200
MANY_LINES = 30_000
_EXCEL_CELL = 32_767
_SAME_AS_ABOVE = frozenset({"同上", "〃", "″", '"', "''", "同前", "同左"})
_NOTHING = frozenset({"/", "\\", "-", "—", "——", "--", "无内容", "／", "、", "。", "."})


@dataclass(frozen=True)
class Link:
    """Another record as it is known outside the file; the title may age, the uid counts."""

    uid: UUID
    title: str
    kind: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Link) and other.uid == self.uid

    def __hash__(self) -> int:
        return hash(self.uid)


@dataclass(frozen=True)
class FileRef:
    """An attachment: its content by SHA-256, its name as the person knows it."""

    sha256: str
    name: str
    size: int
    mime: str = ""
    taken_at: str = ""
    notes: str = ""


@dataclass(frozen=True)
class Context:
    """What reading and writing need to know besides the value."""

    today: date
    codes: Callable[[str], CodeList]
    resolve: Callable[[str, str], Link]


def _only_uids(kind: str, raw: str) -> Link:
    try:
        return Link(UUID(raw), "", kind)
    except ValueError:
        raise Fault(f"找不到“{raw}”") from None


PLAIN = Context(datetime.now(dates.BEIJING).date(), code_lists.shipped, _only_uids)
"""Shipped lists, links by uid only, the day the program started; a caller that stays up makes its own."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """`wanted`: empty is saved and listed under 待补. `width` counts Latin characters. `private`: masked."""

    label: str
    name: str = ""
    required: bool = False
    wanted: bool = False
    listed: bool = False
    width: int = 12
    unit: str = ""
    help: str = ""
    section: str = ""
    private: bool = False
    default: str = ""
    pinned: bool = False

    type: ClassVar[str]

    @property
    def caption(self) -> str:
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def parse(self, raw: object, context: Context = PLAIN) -> Any:
        """The value, None for nothing; Fault with the reason otherwise."""
        if _is_nothing(raw):
            if self.required:
                raise Fault("必填")
            return None
        if self.private and is_masked(raw):
            raise Fault("这是打了星号的内容，请填写完整内容或保持不变")
        return self.read(raw, context)

    def wrong(self, raw: object, context: Context = PLAIN) -> str | None:
        """Why `parse` refuses it; None if it does not."""
        try:
            self.parse(raw, context)
        except Fault as fault:
            return fault.why
        return None

    def read(self, raw: object, context: Context) -> Any:
        """`parse` for what is not empty."""
        raise NotImplementedError

    def text(self, value: Any, context: Context = PLAIN) -> str:
        """What a person reads; "" for None."""
        return "" if value is None else self.write(value, context)

    def write(self, value: Any, context: Context) -> str:
        """`text` for what is not None."""
        return str(value)

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        """What Excel gets."""
        return None if value is None else self.write(value, context)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        """What JSON gets."""
        return value

    def masked(self, value: Any, context: Context = PLAIN) -> str:
        """`text`, with the middle of a private value hidden."""
        text = self.text(value, context)
        return mask(text) if self.private else text


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text, kept exactly as typed. `longest` counts characters; 0 means the usual length for so many lines."""

    lines: int = 1
    longest: int = 0

    type: ClassVar[str] = "text"

    @property
    def limit(self) -> int:
        return self.longest or (ONE_LINE if self.lines == 1 else MANY_LINES)

    def read(self, raw: object, context: Context) -> str:
        text = clean(as_text(raw))
        if text.strip() in _SAME_AS_ABOVE:
            raise Fault(f"“{text.strip()}”不能当作内容，请写明")
        if self.required and text.strip() in _NOTHING:
            raise Fault(f"必填，“{text.strip()}”不能当作内容")
        if len(text) > self.limit:
            raise Fault(f"有 {len(text)} 个字，最多 {self.limit} 个字，请缩短")
        if len(text) > _EXCEL_CELL // 2 and len(text.encode("utf-16-le")) // 2 > _EXCEL_CELL:
            raise Fault(f"有 {len(text)} 个字且生僻字很多，Excel 的一格放不下，请缩短")
        return text


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    low: int | None = None
    high: int | None = None

    type: ClassVar[str] = "whole"

    def read(self, raw: object, context: Context) -> int:
        number = read_number(self._without_unit(raw))
        if number != number.to_integral_value():
            raise Fault("要填整数")
        return within(int(number), -LIMIT if self.low is None else self.low, LIMIT if self.high is None else self.high, str)

    def _without_unit(self, raw: object) -> object:
        if self.unit and isinstance(raw, str):
            return raw.strip().removesuffix(self.unit)
        return raw

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        return None if value is None else int(value)


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """Whole fen; the limits too."""

    low: int = 0
    high: int = LIMIT
    unit: str = "元"

    type: ClassVar[str] = "money"

    def read(self, raw: object, context: Context) -> int:
        return within(read_fen(raw), self.low, self.high, lambda fen: f"{yuan(fen):,.2f} 元")

    def write(self, value: Any, context: Context) -> str:
        return f"{yuan(value):,.2f}"

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        return None if value is None else yuan(value)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return None if value is None else f"{yuan(value):.2f}"


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    earliest: date = dates.EARLIEST
    latest: date = dates.LATEST

    type: ClassVar[str] = "day"

    def read(self, raw: object, context: Context) -> date:
        day = dates.read_day(raw, context.today)
        if not self.earliest <= day <= self.latest:
            raise Fault(f"日期不合理：{day}")
        return day

    def write(self, value: Any, context: Context) -> str:
        return str(value.isoformat())

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        return None if value is None else date(value.year, value.month, value.day)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return self.text(value) or None


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """An aware UTC datetime in whole seconds, shown in Beijing time."""

    width: int = 18
    earliest: date = dates.EARLIEST
    latest: date = dates.LATEST

    type: ClassVar[str] = "moment"

    def read(self, raw: object, context: Context) -> datetime:
        moment = dates.read_moment(raw, context.today)
        if not self.earliest <= dates.beijing(moment).date() <= self.latest:
            raise Fault(f"日期不合理：{dates.beijing(moment).date()}")
        return moment

    def write(self, value: Any, context: Context) -> str:
        local = dates.beijing(value)
        return local.isoformat(" ", "seconds" if local.second else "minutes")

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        return None if value is None else dates.beijing(value)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return None if value is None else value.astimezone(dates.BEIJING).isoformat()


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """A code of the list named `codes`."""

    codes: str

    type: ClassVar[str] = "choice"

    def read(self, raw: object, context: Context) -> str:
        return context.codes(self.codes).read(raw)

    def write(self, value: Any, context: Context) -> str:
        return context.codes(self.codes).label(value)


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Several codes of one list: a tuple in the list's order, each once."""

    codes: str

    type: ClassVar[str] = "choices"

    def read(self, raw: object, context: Context) -> tuple[str, ...] | None:
        listed = context.codes(self.codes)
        found = {listed.read(part) for part in _parts(raw)}
        return tuple(sorted(found, key=listed.order))

    def write(self, value: Any, context: Context) -> str:
        listed = context.codes(self.codes)
        return "、".join(listed.label(code) for code in value)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return None if value is None else list(value)


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    YES: ClassVar = frozenset({"是", "√", "✓", "✔", "有", "对", "true", "yes", "y", "1", "1.0", "☑"})
    NO: ClassVar = frozenset({"否", "×", "✗", "✘", "x", "无", "没有", "不是", "错", "false", "no", "n", "0", "0.0", "☐"})

    type: ClassVar[str] = "flag"

    def read(self, raw: object, context: Context) -> bool:
        word = str(raw).strip().casefold()
        if word in self.YES:
            return True
        if word in self.NO:
            return False
        raise Fault(f"“{raw}”看不懂，可填：是、否、√、×、有、无")

    def write(self, value: Any, context: Context) -> str:
        return "是" if value else "否"


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """Another record of that kind, as a Link."""

    kind: str

    type: ClassVar[str] = "ref"

    def read(self, raw: object, context: Context) -> Link:
        if isinstance(raw, Link):
            return raw
        return context.resolve(self.kind, clean(as_text(raw)).strip())

    def write(self, value: Any, context: Context) -> str:
        return str(value.title)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return None if value is None else str(value.uid)


@dataclass(frozen=True, kw_only=True)
class Files(Field):
    """Attachments: a tuple of FileRef. They come in as objects only; their names are for reading."""

    type: ClassVar[str] = "files"

    def read(self, raw: object, context: Context) -> tuple[FileRef, ...]:
        return read_files(raw)

    def write(self, value: Any, context: Context) -> str:
        return "、".join(one.name for one in value)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        return None if value is None else plain_files(value)


def plain_files(files: Iterable[FileRef]) -> list[dict[str, Any]]:
    """Attachments as JSON objects."""
    return [dict(vars(one)) for one in files]


def read_files(raw: object) -> tuple[FileRef, ...]:
    """Attachments from FileRefs or what `plain_files` gave."""
    if not isinstance(raw, list | tuple):
        raise Fault("附件不能用文字填写，请在附件栏添加")
    return tuple(one if isinstance(one, FileRef) else _file(one) for one in raw)


def _file(raw: object) -> FileRef:
    try:
        return FileRef(**raw)  # type: ignore[arg-type]
    except TypeError:
        raise Fault("附件的写法不对") from None


def as_text(raw: object) -> str:
    """What a cell or JSON value reads as; a whole number loses its ".0"."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal | date):
        raise Fault("不是文字")
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def within(number: int, low: int, high: int, show: Callable[[int], str]) -> int:
    if number < low:
        raise Fault("不能是负数" if low == 0 else f"不能小于 {show(low)}")
    if number > high:
        raise Fault(f"不能大于 {show(high)}")
    return number


def _is_nothing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and is_blank(raw)) or (isinstance(raw, list | tuple) and not raw)


def _parts(raw: object) -> Iterable[object]:
    if isinstance(raw, list | tuple):
        return raw
    text = as_text(raw)
    for mark in code_lists.SEPARATORS:
        text = text.replace(mark, "\n")
    return [part for part in text.split("\n") if part.strip()]
