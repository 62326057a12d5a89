"""工作交接清单: what one person hands to another, for the three people who sign it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ercheng_station.documents.blocks import Block, ByHand, Gap, Text, heading, ticked, title
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Built, build
from ercheng_station.documents.sheet import Page
from ercheng_station.records.wording import Typefaces

TITLE = "工作交接清单"
_HEADS = ("序号", "登记簿", "编号和事项", "登记日期", "状态", "说明")
_COLUMNS = (6, 14, 38, 13, 11, 18)
_SIZE = 10.5
_IN_PERSON = (
    "印章和用印登记簿", "恢复码信封", "备份 U 盘", "钥匙和门禁", "装备实物", "纸质卷宗和台账", "工作群和邮箱", "联系人名单",
)  # fmt: skip
_A_LINE = 4
_NONE = "　　无。"


@dataclass(frozen=True)
class Line:
    register: str
    what: str
    began: date
    state: str
    note: str


@dataclass(frozen=True)
class List:
    """Names may be empty: they are then written by hand. `drafts` and `papers` are listed by their titles."""

    unit: str
    giver: str
    receiver: str
    supervisor: str
    on: date
    lines: Sequence[Line]
    drafts: Sequence[str]
    papers: Sequence[str]


def write_list(path: Path, told: List, typefaces: Typefaces) -> Built:
    page = Page(title=TITLE, author=told.unit, leading=22, numbers="counted")
    return build(path, list(_blocks(told)), page, faces_for(typefaces))


def _blocks(told: List) -> Iterator[Block]:
    yield title(TITLE)
    receiver, supervisor = told.receiver or "　　　　", told.supervisor or "　　　　"
    said = (
        f"{_day(told.on)}，{told.unit}{told.giver}（移交人）将下列工作移交{receiver}（接收人），由{supervisor}（监交人）监交。"
        f"下列事项共 {len(told.lines)} 项，由接收人接着办理；说明栏写明另行办理的除外。"
    )
    yield Text(said, size=14)
    yield heading("一、未结事项和保管的物品")
    yield from _table(told.lines)
    yield Gap(0.5)
    yield heading("二、等签字盖章的文书")
    yield from _named(told.papers)
    yield heading("三、没有保存的草稿")
    drafts = [f"{name}（由移交人保存后移交）" for name in told.drafts]
    yield from _named(drafts)
    yield heading("四、当面交接的")
    for at in range(0, len(_IN_PERSON), _A_LINE):
        yield Text(ticked(_IN_PERSON[at : at + _A_LINE]), size=12, align="left", leading=24)
    yield Text("其他：", size=12, leading=24)
    signers = [["移交人（签名）：", "接收人（签名）："], ["监交人（签名）：", "日期："]]
    yield ByHand(signers, size=14, leading=30)
    yield Text("本清单一式三份，移交人、接收人、单位各一份。", size=12, join="previous")


def _table(lines: Sequence[Line]) -> Iterator[Block]:
    if not lines:
        yield Text(_NONE, size=14, indent=0)
        return
    rows = [
        [Cell(str(number), align="center"), Cell(one.register), Cell(one.what, align="left"), Cell(str(one.began)), Cell(one.state), Cell(one.note, align="left")]
        for number, one in enumerate(lines, 1)
    ]  # fmt: skip
    yield Form(_COLUMNS, [[label(head) for head in _HEADS], *rows], repeated=1, size=_SIZE, leading=16)


def _named(names: Sequence[str]) -> Iterator[Block]:
    for number, name in enumerate(names, 1):
        yield Text(f"{number}. {name}", size=14)
    if not names:
        yield Text(_NONE, size=14, indent=0)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
