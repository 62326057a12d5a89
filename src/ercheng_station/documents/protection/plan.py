"""《一企一策》: what a station and a firm agree to do in a year, in the four blocks of the notice."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Text
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import form_page, needed
from ercheng_station.documents.page import Paper
from ercheng_station.documents.protection.heading import under_title
from ercheng_station.records.protection.plan import EnterprisePlan, PlanMeasure
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "知识产权保护“一企一策”"
_NOTE = "说明：本方案是服务企业的建议，不收费，不是行政命令；措施由企业自愿采纳，企业确认自愿。"
_HEADS = ("类别", "序号", "措施", "责任人", "完成时限", "进展")
_COLUMNS = (10, 7, 45, 12, 15, 11)
_SIZE, _LEADING = 11, 17
_EMPTY_ROWS = 2


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    page = form_page(TITLE, copy, top_mm=22, bottom_mm=20, left_mm=24, right_mm=22)
    return Paper(page, list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    plan: EnterprisePlan | None = whole.record if whole else None
    yield from under_title(TITLE, "制定单位", plan, copy)
    yield Form((13, 37, 13, 37), _firm(plan, copy), size=_SIZE, leading=_LEADING)
    rows = [[label(head) for head in _HEADS], *_measures(whole, copy)]
    yield Form(_COLUMNS, rows, repeated=1, size=_SIZE, leading=_LEADING)
    yield Form((13, 37, 13, 37), _evaluation(plan, copy), size=_SIZE, leading=_LEADING)
    yield ByHand(
        [["企业（自愿确认）：", "制定人："], ["日期：", "日期："]], size=_SIZE, leading=26, above=0.4
    )
    yield Text(_NOTE, size=9.5, indent=0, leading=14)


def _firm(plan: EnterprisePlan | None, copy: Copy) -> list[list[Cell]]:
    firm = plan.enterprise if plan else None
    year, version = copy.text(plan, "year"), copy.text(plan, "version")
    return [
        [label("企业名称"), Cell(copy.text(firm, "name"), 3)],
        [label("信用代码"), Cell(copy.text(firm, "credit_code")), label("所属乡镇"), Cell(copy.text(firm, "area"))],
        [label("年　　度"), Cell(f"{year} 年（第 {version} 版）" if plan else ""), label("风险等级"), Cell(copy.text(plan, "level"))],
        [label("现状诊断"), _long(plan, "diagnosis", copy, 5)],
        [label("目　　标"), _long(plan, "goals", copy, 3)],
    ]  # fmt: skip


def _long(plan: EnterprisePlan | None, name: str, copy: Copy, lines: int) -> Cell:
    return Cell(needed(plan, name, copy, size=_SIZE), 3, lines=lines, align="left")


def _measures(whole: Whole | None, copy: Copy) -> list[list[Cell]]:
    """Every block of the notice, also one without a measure yet: its room is for a pen."""
    rows = []
    for block in copy.context.codes("plan_block").codes:
        found = [one for one in whole.all(PlanMeasure) if one.block == block.code] if whole else []
        rows += [_row(block.label, number, one, copy) for number, one in enumerate(found, 1)]
        if not found:
            rows += [
                [Cell(block.label, align="center"), *(Cell("") for _ in _HEADS[1:])]
                for _ in range(1 if whole else _EMPTY_ROWS)
            ]
    return rows


def _row(block: str, number: int, one: PlanMeasure, copy: Copy) -> list[Cell]:
    copy.value(one, "block")
    return [
        _middle(block),
        _middle(str(number)),
        Cell(copy.text(one, "content"), align="left"),
        _middle(copy.text(one, "by")),
        _middle(copy.text(one, "due_on")),
        _middle(copy.text(one, "state")),
    ]


def _evaluation(plan: EnterprisePlan | None, copy: Copy) -> list[list[Cell]]:
    return [
        [label("制定日期"), Cell(copy.text(plan, "made_on")), label("计划评估"), Cell(copy.text(plan, "evaluate_on"))],
        [label("评估情况"), Cell(copy.text(plan, "evaluation"), 3, lines=2 if plan else 3, align="left")],
    ]  # fmt: skip


def _middle(text: str) -> Cell:
    return Cell(text, align="center")
