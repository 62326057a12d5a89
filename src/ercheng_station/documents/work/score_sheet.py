"""站点年度自评表: every item with its points, figure and evidence, the sums, and room for the reviewers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.lib.pagesizes import A4, landscape

from ercheng_station.documents.blocks import Block, ByHand, Gap, Text, lacking, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.documents.sheet import Page
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.records.work import ScoreItem, ScoreSheet

TITLE = "知识产权工作站年度自评表"
_SIZE, _LEADING = 10, 14.5
_COLUMNS = (4.5, 10, 12, 5, 23, 9, 7, 6, 6, 12, 8)
_HEADS = ("项目", "一级指标", "二级指标", "分值", "评分标准", "数据", "自评分", "所评分", "局评分", "扣分原因", "佐证编号")  # fmt: skip
_SCORES = ("self_score", "office_score", "bureau_score")
_EMPTY_ROWS = 20
_SOURCES = (
    "数据：自动项目由工作台按登记的记录统计，口径见附注；其余由填表人填写。佐证材料按佐证编号归入文件夹。"
)


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    page = Page(
        title=TITLE, author=copy.unit, size=landscape(A4), top_mm=18, bottom_mm=20, left_mm=16, right_mm=16,
        leading=18, numbers="counted", watermark=copy.watermark,
    )  # fmt: skip
    return Paper(page, list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    sheet: ScoreSheet | None = whole.record if whole else None
    station = copy.text(sheet.at, "name") if sheet else ""
    year = copy.text(sheet, "year") or "　　　　"
    yield title(TITLE, 18)
    line = f"站点：{station or '　　　　　　　　　　　　'}　　　评价年度：{year}年　　　评分标准：{copy.text(sheet, 'version')}"
    yield Text(line, size=11, indent=0, leading=20, align="center", join="next")
    items = sorted(whole.all(ScoreItem), key=lambda one: one.serial) if whole else []
    yield Form(_COLUMNS, _rows(items, copy), repeated=1, size=_SIZE, leading=_LEADING)
    yield Text(_SOURCES, size=9, indent=0, leading=14, join="previous")
    yield Gap(0.5)
    yield Form(
        (12, 88), [[label("自评说明"), Cell(copy.text(sheet, "summary"), lines=5, align="left")]], size=11
    )
    yield ByHand([_signers(sheet, copy)], size=11, leading=26, above=0.5)
    yield Text("（单位盖章）　　　　　　", size=11, indent=0, align="right", leading=20, join="previous")
    yield from _notes(items, copy)


def _rows(items: Sequence[ScoreItem], copy: Copy) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [[label(head) for head in _HEADS]]
    part = ""
    for item in items:
        own = copy.text(item, "part")
        rows.append(_row(item, "" if own == part else own, copy))
        part = own
    rows += [[Cell("") for _ in _HEADS] for _ in range(0 if items else _EMPTY_ROWS)]
    return [*rows, _sums(items, copy)]


def _row(item: ScoreItem, part: str, copy: Copy) -> list[Cell]:
    return [
        Cell(copy.text(item, "serial"), align="center"),
        Cell(part, align="left"),
        Cell(copy.text(item, "name"), align="left"),
        Cell(f"-{_points(item, 'points', copy)}" if copy.value(item, "is_deduction") else _points(item, "points", copy), align="center"),
        Cell(copy.text(item, "standard"), align="left"),
        Cell(copy.text(item, "figure"), align="center"),
        *(Cell(_scored(item, name, copy), align="center") for name in _SCORES),
        Cell(copy.text(item, "why_less"), align="left"),
        Cell(copy.text(item, "evidence_number"), align="center"),
    ]  # fmt: skip


def _scored(item: ScoreItem, name: str, copy: Copy) -> Content:
    if name == "self_score" and item.self_score is None and not copy.by_hand:
        return [replace(lacking("", size=_SIZE), text="〔待补〕")]
    return _points(item, name, copy)


def _points(item: ScoreItem, name: str, copy: Copy) -> str:
    value = copy.value(item, name)
    return "" if value is None else f"{value / 100:g}"


def _sums(items: Sequence[ScoreItem], copy: Copy) -> list[Cell]:
    """Points without bonus and deduction are what a sheet is out of; scores count both."""
    return [
        label("合　计", 3),
        Cell("", align="center"),
        Cell("加分项计入，扣分项减去", 2, align="left"),
        *(Cell(_sum(items, name, copy), align="center") for name in _SCORES),
        Cell("", 2),
    ]


def _sum(items: Sequence[ScoreItem], name: str, copy: Copy) -> str:
    given = [(copy.value(one, name), copy.value(one, "is_deduction")) for one in items]
    scored = [-score if minus else score for score, minus in given if score is not None]
    return f"{sum(scored) / 100:g}" if scored else ""


def _signers(sheet: ScoreSheet | None, copy: Copy) -> list[str]:
    return [
        f"填表人：{copy.text(sheet, 'filled_by')}",
        f"负责人：{copy.text(sheet, 'head')}",
        f"自评日期：{copy.text(sheet, 'assessed_on')}",
    ]


def _notes(items: Sequence[ScoreItem], copy: Copy) -> Iterator[Block]:
    told = [(copy.text(one, "serial"), copy.text(one, "name"), copy.text(one, "meaning")) for one in items]
    lines = [f"{serial}. {name}：{meaning}。" for serial, name, meaning in told if meaning]
    if lines:
        yield Text("附注：自动项目的口径", "hei", 11, indent=0, join="next")
        yield Text("\n".join(lines), size=10, indent=0, leading=16)
