"""线索（诉求）报送单: what a 保护工作站 hands to the 市场监管所 of its place."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Text, ticked
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import form_page, needed
from ercheng_station.documents.page import Paper
from ercheng_station.documents.protection.heading import under_title
from ercheng_station.records.protection.slip import Slip
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "知识产权线索（诉求）报送单"
_NOTE = "说明：本单由保护工作站填写，交所在地市场监管所；所报情况如实填写，市场监管所对报送单位和联系人保密。"
_SIZE, _LEADING = 11.5, 18


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    page = form_page(TITLE, copy, top_mm=22, bottom_mm=20, left_mm=24, right_mm=22)
    return Paper(page, list(_blocks(whole.about if whole else None, copy)))


def _blocks(slip: Slip | None, copy: Copy) -> Iterator[Block]:
    yield from under_title(TITLE, "报送站", slip, copy, copy.text(slip, "from_station"))
    yield Form((15, 35, 15, 35), [*_head(slip, copy), *_matter(slip, copy)], size=_SIZE, leading=_LEADING)
    yield ByHand(
        [["报送人签名（盖章）：", "接收人签名："], ["日期：", "日期："]], size=_SIZE, leading=28, above=0.5
    )
    yield Text(_NOTE, size=9.5, indent=0, leading=14)


def _head(slip: Slip | None, copy: Copy) -> list[list[Cell]]:
    kinds = [code.label for code in copy.context.codes("slip_kind").active(copy.context.today)]
    return [
        [label("报送单位"), Cell(needed(slip, "to", copy, size=_SIZE)), label("报送日期"), Cell(copy.text(slip, "written_on"))],
        [label("报送事项"), Cell(ticked(kinds, [copy.text(slip, "kind")] if slip else []), 3)],
        [label("企　　业"), Cell(copy.text(slip.enterprise if slip else None, "name"), 3)],
        [label("联 系 人"), Cell(copy.text(slip, "contact")), label("联系电话"), Cell(copy.text(slip, "contact_phone"))],
    ]  # fmt: skip


def _matter(slip: Slip | None, copy: Copy) -> list[list[Cell]]:
    long = [
        ("涉及的权利", _right(slip, copy), 2),
        ("情况或诉求", copy.text(slip, "content"), 8),
        ("被反映单位\n（人）", copy.text(slip, "suspect"), 1),
        ("地址或网址", copy.text(slip, "suspect_place"), 2),
        ("已有材料", copy.text(slip, "evidence"), 2),
        ("希望如何\n处理", copy.text(slip, "wish"), 2),
        ("接收和办理\n答复", copy.text(slip, "answer"), 4),
    ]
    return [[label(name), Cell(words, 3, lines=lines, align="left")] for name, words, lines in long]


def _right(slip: Slip | None, copy: Copy) -> str:
    right = slip.right if slip else None
    named = f"{copy.text(right, 'name')}（{copy.text(right, 'right_number')}）" if right else ""
    return named or copy.text(slip, "right_note")
