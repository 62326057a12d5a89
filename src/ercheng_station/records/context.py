"""What reading and writing a value needs to know besides the value, and the values that are not plain types."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ercheng_station.codes import CodeList, shipped
from ercheng_station.errors import Fault
from ercheng_station.records.characters import clean, fold
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.deadlines import Calendar


@dataclass(frozen=True)
class Link:
    """Another record as it is known outside the file; the title may age, only the uid counts."""

    uid: UUID
    title: str = field(compare=False)
    kind: str = field(compare=False)

    def __str__(self) -> str:
        return self.title


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
    """`codes` gives a list by its name; `resolve` gives the record of a kind that a text means, or raises Fault.

    `closed` is the last year that was closed, 0 for none. `tables` gives the days off and the deadline rules: the shipped ones and, before them, what the unit has entered.
    """

    today: date
    codes: Callable[[str], CodeList]
    resolve: Callable[[str, str], Link]
    tables: Callable[[], Calendar] = Calendar.shipped
    closed: int = 0

    @property
    def calendar(self) -> Calendar:
        return self.tables()


def only_uids(kind: str, raw: str) -> Link:
    """A resolver that knows no record."""
    try:
        return Link(UUID(raw), "", kind)
    except ValueError:
        raise Fault(f"找不到“{raw[:30]}”") from None


PLAIN = Context(datetime.now(BEIJING).date(), shipped, only_uids)
"""Shipped lists, links by uid only, the day the program started: who stays up over midnight makes another."""

_FILE_FIELDS = {one.name: int if one.name == "size" else str for one in fields(FileRef)}


def plain_files(files: Iterable[FileRef]) -> list[dict[str, Any]]:
    """Attachments as JSON objects."""
    return [dict(vars(one)) for one in files]


def read_files(raw: object) -> tuple[FileRef, ...]:
    """Attachments from FileRefs or from what `plain_files` gave."""
    if not isinstance(raw, list | tuple):
        raise Fault("附件不能用文字填写，请在附件栏添加")
    return tuple(one if isinstance(one, FileRef) else _file(one) for one in raw)


def _file(raw: object) -> FileRef:
    if not isinstance(raw, dict) or not {"sha256", "name", "size"} <= raw.keys() <= _FILE_FIELDS.keys():
        raise Fault("附件的写法不对：要有摘要、名称和大小")
    if any(type(value) is not _FILE_FIELDS[name] for name, value in raw.items()):
        raise Fault("附件的写法不对：名称和大小的类型不符")
    sha256 = fold(raw["sha256"]).lower()
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise Fault("附件的摘要不对")
    return FileRef(**{**raw, "sha256": sha256, "name": clean(raw["name"])})
