"""知识产权侵权风险排查记录表: a service, with advice (改进建议) that the firm is free to take."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Text, lacking, ticked
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import form_page
from ercheng_station.documents.page import Paper
from ercheng_station.documents.protection.heading import under_title
from ercheng_station.records.protection.risk_check import RiskCheck, RiskItem
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "知识产权侵权风险排查记录表"
_NOTE = (
    "说明：排查是服务企业的工作，不是行政检查，不收费；“是”为符合，“否”为有风险；改进建议由企业自愿采纳，企业签字自愿。"
    "（依据国办发〔2024〕54号关于严格规范涉企行政检查的要求）"
)
_HEADS = ("序号", "项目", "排查内容和依据", "结论", "风险", "说明和改进建议", "改进期限")
_COLUMNS = (6, 10, 36, 9, 7, 20, 12)
_SIZE, _TABLE, _LEADING = 11, 10, 15
_EMPTY_ROWS = 12


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    page = form_page(TITLE, copy, top_mm=20, bottom_mm=20, left_mm=20, right_mm=18)
    return Paper(page, list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    check: RiskCheck | None = whole.record if whole else None
    yield from under_title(TITLE, "排查单位", check, copy)
    yield Form((13, 37, 13, 37), _circumstances(check, copy), size=_SIZE, leading=17)
    yield Form(
        _COLUMNS,
        [[label(head) for head in _HEADS], *_items(whole, copy)],
        repeated=1,
        size=_TABLE,
        leading=_LEADING,
    )
    yield Form((13, 87), _results(check, copy), size=_SIZE, leading=17)
    yield ByHand(
        [["企业参加人（自愿签字）：", "排查人员签字："], ["日期：", "日期："]],
        size=_SIZE,
        leading=26,
        above=0.4,
    )
    yield Text(_NOTE, size=9.5, indent=0, leading=14)


def _circumstances(check: RiskCheck | None, copy: Copy) -> list[list[Cell]]:
    firm = check.enterprise if check else None
    ways = [code.label for code in copy.context.codes("risk_way").active(copy.context.today)]
    post = copy.text(check, "receiver_post")
    return [
        [label("企业名称"), Cell(copy.text(firm, "name"), 3)],
        [label("信用代码"), Cell(copy.text(firm, "credit_code")), label("排查日期"), Cell(copy.text(check, "checked_on"))],
        [label("排查人员"), Cell(copy.text(check, "checkers")), label("企业参加人"), Cell(copy.text(check, "receiver") + (f"（{post}）" if post else ""))],
        [label("排查方式"), Cell(ticked(ways, [copy.text(check, "way")] if check else []), 3)],
    ]  # fmt: skip


def _items(whole: Whole | None, copy: Copy) -> list[list[Cell]]:
    if whole is None:
        return [[Cell("") for _ in _HEADS] for _ in range(_EMPTY_ROWS)]
    items = sorted(whole.all(RiskItem), key=lambda one: one.place or 999)
    if not items:
        return [[Cell([lacking(RiskItem.title, size=_TABLE)], len(_HEADS))]]
    return [_row(number, one, copy) for number, one in enumerate(items, 1)]


def _row(number: int, one: RiskItem, copy: Copy) -> list[Cell]:
    basis = copy.text(one, "basis")
    said = "\n".join(part for part in (copy.text(one, "note"), copy.text(one, "advice")) if part)
    by = copy.value(one, "improve_by")
    done = "（已改进）" if copy.value(one, "improved") else ""
    return [
        _middle(str(number)),
        _middle(copy.text(one, "topic")),
        Cell(copy.text(one, "item") + (f"（{basis}）" if basis else ""), align="left"),
        _middle(copy.text(one, "answer")),
        _middle(copy.text(one, "level")),
        Cell(said, align="left"),
        _middle((f"{by.year}.{by.month}.{by.day}" if by else "") + done),
    ]


def _results(check: RiskCheck | None, copy: Copy) -> list[list[Cell]]:
    lines = 2 if check else 3
    return [
        [label("总体风险"), Cell(copy.text(check, "level"))],
        [label("排查情况"), Cell(copy.text(check, "findings"), lines=lines, align="left")],
        [label("改进建议"), Cell(copy.text(check, "advice"), lines=lines, align="left")],
        [label("企业意见\n（自愿填写）"), Cell("", lines=2)],
    ]


def _middle(text: str) -> Cell:
    return Cell(text, align="center")
