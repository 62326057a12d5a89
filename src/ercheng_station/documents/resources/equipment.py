"""装备领用单: who takes which equipment out, until when, and in which state it came back."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_LEADING, FORM_SIZE, day_of, form_page, needed
from ercheng_station.documents.page import Paper
from ercheng_station.records.resources import EquipmentUse
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "装备领用单"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(TITLE, copy), list(_blocks(whole.about if whole else None, copy)))


def _blocks(use: EquipmentUse | None, copy: Copy) -> Iterator[Block]:
    item = use.equipment if use else None
    amount = copy.text(use, "amount")
    yield title(TITLE, 20)
    yield Text(f"单位：{copy.unit}", size=11, indent=0, leading=22, align="center")
    rows = [
        [label("装备名称"), Cell(copy.text(item, "name")), label("型　　号"), Cell(copy.text(item, "model"))],
        [label("设备编号"), Cell(copy.text(item, "asset_number")), label("领用数量"), Cell(f"{amount} 台/套" if amount else "")],
        [label("用　　途"), Cell(needed(use, "purpose", copy), 3, lines=3, align="left")],
        [label("领用日期"), Cell(day_of(copy.value(use, "taken_on"))), label("应还日期"), Cell(day_of(copy.value(use, "due_on")))],
        [label("领 用 人"), Cell(copy.text(use, "taken_by")), label("批 准 人"), Cell(copy.text(use, "approver"))],
        [label("归还日期"), Cell(day_of(copy.value(use, "returned_on"))), label("接 收 人"), Cell(copy.text(use, "received_by"))],
        [label("归还时\n状　　况"), Cell(copy.text(use, "state"), 3, lines=3, align="left")],
    ]  # fmt: skip
    yield Form((15, 31, 15, 31), rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand(
        [["领用人（签名）：", "批准人（签名）："], ["归还人（签名）：", "接收人（签名）："]],
        size=12, leading=28, above=0.5,
    )  # fmt: skip
