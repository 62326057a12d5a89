"""经费使用情况表: one budget line with every spending of it, and what is left."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import form_page
from ercheng_station.documents.page import Paper
from ercheng_station.records.money import in_ten_thousands
from ercheng_station.records.resources import Fund, Spending
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "经费使用情况表"
_COLUMNS = (8, 15, 30, 13, 14, 20)
_HEADS = ("序号", "日期", "支出内容", "用途", "凭证号", "金额（元）")
_EMPTY_ROWS = 12


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(TITLE, copy), list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    fund: Fund | None = whole.record if whole else None
    year = copy.text(fund, "year") or "　　　　"
    yield title(f"{year}年{TITLE}", 20)
    told = f"预算科目：{copy.text(fund, 'name')}　　资金来源：{copy.text(fund, 'source')}"
    for line in (f"填报单位：{copy.unit}", told):
        yield Text(line, size=11, indent=0, leading=20, align="center", join="next")
    spendings = sorted(whole.all(Spending), key=lambda one: one.spent_on) if whole else []
    rows = [_row(number, one, copy) for number, one in enumerate(spendings, start=1)]
    rows += [[Cell("") for _ in _HEADS] for _ in range(0 if whole else _EMPTY_ROWS)]
    yield Form(
        _COLUMNS,
        [[label(head) for head in _HEADS], *rows, *_sums(fund, spendings, copy)],
        repeated=1,
        size=11,
    )
    yield ByHand([["填表人（签名）：", "审核人（签名）："]], size=12, leading=28, above=0.5)


def _row(number: int, one: Spending, copy: Copy) -> list[Cell]:
    words = [str(number), *(copy.text(one, name) for name in ("spent_on", "content", "use", "voucher"))]
    return [*map(Cell, words), Cell(copy.text(one, "amount"), align="right")]


def _sums(fund: Fund | None, spendings: list[Spending], copy: Copy) -> list[list[Cell]]:
    """In yuan, and in 万元 as reports have it."""
    budget = copy.value(fund, "budget")
    spent = sum(copy.value(one, "amount") for one in spendings)
    sums = (("预算数", budget), ("支出合计", spent), ("结余", budget - spent if fund else None))
    return [
        [label(head, 3), Cell("" if fen is None else f"{in_ten_thousands(fen)} 万元", 2, align="right"), Cell(_yuan(fen), align="right")]
        for head, fen in (sums if fund else ((head, None) for head, _ in sums))
    ]  # fmt: skip


def _yuan(fen: int | None) -> str:
    return "" if fen is None else Spending.kept["amount"].text(fen)
