"""What a field is to a person: its label, and how its value is read and written.

`parse` takes what was typed, found in a cell or in JSON and gives a value or raises Fault. For every legal value v
and the same context: parse(text(v)) == parse(cell(v)) == parse(plain(v)) == v, except the text and cell of files.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from ercheng_station.codes import SEPARATORS
from ercheng_station.errors import Fault
from ercheng_station.records import dates
from ercheng_station.records.characters import clean, is_masked, mask, shorten
from ercheng_station.records.context import PLAIN, Context, FileRef, Link, plain_files, read_files
from ercheng_station.records.money import read_fen, yuan
from ercheng_station.records.numbers import LIMIT, read_number
from ercheng_station.records.raw import as_text, between, is_nothing, parts, within

__all__ = [
    "PLAIN",
    "Cell",
    "Choice",
    "Choices",
    "Context",
    "Day",
    "Field",
    "FileRef",
    "Files",
    "Flag",
    "Link",
    "Moment",
    "Money",
    "Ref",
    "Text",
    "Whole",
    "Year",
    "as_text",
    "counted",
    "is_masked",
    "plain_files",
    "read_files",
    "with_unit",
]

Cell = str | int | Decimal | date | datetime | None

ONE_LINE = 200
MANY_LINES = 30_000
_EXCEL_CELL = 32_767
_SAME_AS_ABOVE = frozenset({"同上", "同前", "〃"})
_YEARS = {"去年": -1, "今年": 0, "明年": 1}
_NOTHING = frozenset({"/", "／", "\\", "-", "－", "—", "——"})


@dataclass(frozen=True, kw_only=True)
class Field:
    """`wanted`: empty is saved and listed under 待补. `width` counts Latin characters. `private`: masked.

    `derived`: follows from other fields and is never typed.
    """

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
    derived: bool = False

    type: ClassVar[str]

    @property
    def caption(self) -> str:
        return with_unit(self.label, self.unit)

    def parse(self, raw: object, context: Context = PLAIN) -> Any:
        """The value, None for nothing; Fault with the reason otherwise."""
        if is_nothing(raw):
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

    def text(self, value: Any, context: Context = PLAIN) -> str:
        """What a person reads; "" for None."""
        return "" if value is None else self.write(value, context)

    def cell(self, value: Any, context: Context = PLAIN) -> Cell:
        """What Excel gets."""
        return None if value is None else self.fill(value, context)

    def plain(self, value: Any, context: Context = PLAIN) -> Any:
        """What JSON gets."""
        return None if value is None else self.dump(value, context)

    def masked(self, value: Any, context: Context = PLAIN) -> str:
        """`text`, with the middle of a private value hidden."""
        text = self.text(value, context)
        return mask(text) if self.private else text

    # What a type of field makes its own: `parse`, `text`, `cell` and `plain` for what is not empty.

    def read(self, raw: object, context: Context, /) -> Any:
        raise NotImplementedError

    def write(self, value: Any, _context: Context, /) -> str:
        return str(value)

    def fill(self, value: Any, context: Context, /) -> Cell:
        return self.write(value, context)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return value


def with_unit(label: str, unit: str) -> str:
    """时长（分钟）, but 参加人次 and 年度, which say it themselves."""
    if not unit or unit in label:
        return label
    return f"{label[:-1]}，{unit}）" if label.endswith("）") else f"{label}（{unit}）"


def counted(number: str, unit: str) -> str:
    """26 人次, but 93%; "" for none."""
    return f"{number} {unit}".strip().replace(" %", "%") if number else ""


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """Free text, kept exactly as typed. `longest` counts characters; 0 means the usual length for so many lines."""

    lines: int = 1
    longest: int = 0

    type: ClassVar[str] = "text"

    @property
    def limit(self) -> int:
        return self.longest or (ONE_LINE if self.lines == 1 else MANY_LINES)

    def read(self, raw: object, _context: Context, /) -> str:
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

    def read(self, raw: object, _context: Context, /) -> int:
        if self.unit and isinstance(raw, str):
            raw = unicodedata.normalize("NFKC", raw).strip().removesuffix(self.unit)
        number = read_number(raw)
        if number != number.to_integral_value():
            raise Fault("要填整数")
        low = -LIMIT if self.low is None else self.low
        high = LIMIT if self.high is None else self.high
        return within(int(number), low, high, str)

    def fill(self, value: Any, _context: Context, /) -> Cell:
        return int(value)


@dataclass(frozen=True, kw_only=True)
class Year(Whole):
    """今年 and the years beside it are understood too."""

    def read(self, raw: object, context: Context, /) -> int:
        away = _YEARS.get(raw.strip()) if isinstance(raw, str) else None
        return super().read(raw if away is None else context.today.year + away, context)


@dataclass(frozen=True, kw_only=True)
class Money(Field):
    """Whole fen; the limits too. `summed`: a ledger adds it up, which says nothing of prices of one piece."""

    low: int = 0
    high: int = LIMIT
    unit: str = "元"
    summed: bool = True

    type: ClassVar[str] = "money"

    def read(self, raw: object, _context: Context, /) -> int:
        return within(read_fen(raw), self.low, self.high, lambda fen: f"{yuan(fen):,.2f} 元")

    def write(self, value: Any, _context: Context, /) -> str:
        return f"{yuan(value):,.2f}"

    def fill(self, value: Any, _context: Context, /) -> Cell:
        return yuan(value)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return f"{yuan(value):.2f}"


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    earliest: date = dates.EARLIEST
    latest: date = dates.LATEST

    type: ClassVar[str] = "day"

    def read(self, raw: object, context: Context, /) -> date:
        day = dates.read_day(raw, context.today)
        return between(day, self.earliest, self.latest)

    def write(self, value: Any, _context: Context, /) -> str:
        return str(value.isoformat())

    def fill(self, value: Any, _context: Context, /) -> Cell:
        return date(value.year, value.month, value.day)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return value.isoformat()


@dataclass(frozen=True, kw_only=True)
class Moment(Field):
    """An aware UTC datetime in whole seconds, shown in Beijing time."""

    width: int = 18
    earliest: date = dates.EARLIEST
    latest: date = dates.LATEST

    type: ClassVar[str] = "moment"

    def read(self, raw: object, context: Context, /) -> datetime:
        moment = dates.read_moment(raw, context.today)
        between(dates.beijing(moment).date(), self.earliest, self.latest)
        return moment

    def write(self, value: Any, _context: Context, /) -> str:
        local = dates.beijing(value)
        return local.isoformat(" ", "seconds" if local.second else "minutes")

    def fill(self, value: Any, _context: Context, /) -> Cell:
        return dates.beijing(value)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return value.astimezone(dates.BEIJING).isoformat()


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """A code of the list named `codes`."""

    codes: str

    type: ClassVar[str] = "choice"

    def read(self, raw: object, context: Context, /) -> str:
        return context.codes(self.codes).read(raw)

    def write(self, value: Any, context: Context, /) -> str:
        return context.codes(self.codes).label(value)


@dataclass(frozen=True, kw_only=True)
class Choices(Field):
    """Several codes of one list: a tuple in the list's order, each once."""

    codes: str

    type: ClassVar[str] = "choices"

    def read(self, raw: object, context: Context, /) -> tuple[str, ...]:
        listed = context.codes(self.codes)
        found = {listed.read(part) for part in parts(raw)}
        if not found:
            raise Fault("没有写选项")
        return tuple(sorted(found, key=listed.order))

    def write(self, value: Any, context: Context, /) -> str:
        labels = [(code, context.codes(self.codes).label(code)) for code in value]
        return "、".join(code if set(label) & set(SEPARATORS) else label for code, label in labels)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return list(value)


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    YES: ClassVar = frozenset(["是", "有", "对", "√", "✓", "✔", "☑", "true", "yes", "y", "1", "1.0"])
    NO: ClassVar = frozenset(
        ["否", "无", "没有", "不是", "×", "✗", "✘", "☐", "x", "false", "no", "n", "0", "0.0"]
    )

    type: ClassVar[str] = "flag"

    def read(self, raw: object, _context: Context, /) -> bool:
        word = unicodedata.normalize("NFKC", str(raw)).strip().casefold()
        if word not in self.YES | self.NO:
            raise Fault(f"“{shorten(word)}”看不懂，可填：是、否、有、无、√、×")
        return word in self.YES

    def write(self, value: Any, _context: Context, /) -> str:
        return "是" if value else "否"


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """Another record of that kind, as a Link."""

    kind: str

    type: ClassVar[str] = "ref"

    def read(self, raw: object, context: Context, /) -> Link:
        if isinstance(raw, Link):
            return raw
        text = str(raw) if isinstance(raw, UUID) else as_text(raw)
        return context.resolve(self.kind, clean(text).strip())

    def write(self, value: Any, _context: Context, /) -> str:
        return str(value.title)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return str(value.uid)


@dataclass(frozen=True, kw_only=True)
class Files(Field):
    """Attachments: a tuple of FileRef. They come in as objects only; their names are for reading."""

    type: ClassVar[str] = "files"

    def read(self, raw: object, _context: Context, /) -> tuple[FileRef, ...]:
        return read_files(raw)

    def write(self, value: Any, _context: Context, /) -> str:
        return "、".join(f"{one.name}（{one.notes}）" if one.notes else one.name for one in value)

    def dump(self, value: Any, _context: Context, /) -> Any:
        return plain_files(value)
