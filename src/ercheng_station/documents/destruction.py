"""销毁证明: what was destroyed when, by whom and on what ground; it names nobody that the records were about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ercheng_station.documents.blocks import Block, ByHand, Signed, Text, title
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Built, build
from ercheng_station.documents.sheet import Page
from ercheng_station.records.wording import Typefaces
from ercheng_station.services.retention import Destroyed, number_of

TITLE = "销毁证明"
_HEADS = ("序号", "登记簿", "编号", "起算日期", "保管到", "依据")
_COLUMNS = (6, 16, 24, 12, 12, 30)
_SIZE = 10.5
_DONE = (
    "上列记录里的文字、姓名、证件号码、电话、附件、文书各版本，以及它们的修改记录的内容，已经从数据文件中销毁；"
    "编号、日期、选项和数额留作统计。修改记录的链条保持完整。销毁以前做的备份按备份的轮换期限逐份删除，期满前只用于恢复数据。"
)


@dataclass(frozen=True)
class Line:
    """One record; `until` is the last day that it was kept."""

    register: str
    number: str
    start: date
    until: date
    source: str


@dataclass(frozen=True)
class Certificate:
    """`count` are all records that went with those of the lines, `head` is the history's last entry."""

    unit: str
    on: date
    why: str
    actor: str
    checker: str
    count: int
    files: int
    head: str
    lines: Sequence[Line]


def certify(path: Path, unit: str, done: Destroyed, typefaces: Typefaces) -> Built:
    """The certificate of what `retention.destroy` has done."""
    lines = [
        Line(one.kind.title, number_of(one), one.start, one.until or one.start, one.source)
        for one in done.kept
    ]
    count, mac = done.head
    told = Certificate(
        unit, done.on, done.why, done.actor, done.checker, done.count, done.files,
        f"第 {count} 号，校验值 {mac[:16]}", lines,
    )  # fmt: skip
    return write_certificate(path, told, typefaces)


def write_certificate(path: Path, told: Certificate, typefaces: Typefaces) -> Built:
    page = Page(title=TITLE, author=told.unit, leading=22, numbers="counted")
    return build(path, list(_blocks(told)), page, faces_for(typefaces))


def _blocks(told: Certificate) -> Iterator[Block]:
    yield title(TITLE)
    checker = told.checker or f"{told.actor}（一人站，本人确认）"
    said = (
        f"{_day(told.on)}，{told.unit}依法销毁保管期满的记录 {len(told.lines)} 条（连同所附共 {told.count} 条）、"
        f"附件和文书文件 {told.files} 个。原因：{told.why}。销毁人：{told.actor}。核对人：{checker}。"
    )
    yield Text(said, size=14)
    rows = [
        [Cell(str(number), align="center"), Cell(one.register), Cell(one.number), Cell(str(one.start)), Cell(str(one.until)), Cell(one.source)]
        for number, one in enumerate(told.lines, 1)
    ]  # fmt: skip
    yield Form(_COLUMNS, [[label(head) for head in _HEADS], *rows], repeated=1, size=_SIZE, leading=16)
    yield Text(_DONE, size=14)
    yield Text(f"修改记录到此为{told.head}。", size=14)
    yield ByHand([["销毁人（签名）：", "核对人（签名）："]], size=14, leading=28)
    yield Signed([f"{told.unit}（印章）"], _day(told.on), above=1, size=14)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
