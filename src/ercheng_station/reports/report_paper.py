"""A report as a paper on the official page: prose, corrections, table, months, records, definitions, the history's head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.platypus import Flowable

from ercheng_station.documents.blocks import (
    Block,
    ByHand,
    Gap,
    Join,
    NewPage,
    Signed,
    Text,
    body,
    heading,
    title,
)
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Built, Paper, build
from ercheng_station.documents.sheet import Page, Sheet
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.reports.charts import Bars, Ink, Ranked, Series, drawing
from ercheng_station.services.report_issue import Behind, Issue
from ercheng_station.services.report_words import ordinal, paragraphs
from ercheng_station.services.reporting import (
    Against,
    Line,
    Monthly,
    Report,
    change_text,
    number_text,
)

_COLUMNS = (37, 13, 18, 17, 17, 20, 17, 17)
_MEANINGS = (34, 14, 92)
_ORDINAL = 6
_MOST_CHARTS, _CHART_HEIGHT = 2, 200.0
_SIZE, _LEADING = 10, 13
_SPANS = ("本期", "累计")


@dataclass(frozen=True)
class Chart:
    """A chart over the width of the page, readable in black and white."""

    chart: Bars | Ranked
    height: float
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        font = sheet.faces.cut("song").main.source.font.fontName
        ink = Ink("#000000", "#000000", ("#404040", "#ffffff"), font, hatched=True, size=8.5)
        return [drawing(self.chart, sheet.page.width, self.height, ink)]


def write_paper(path: Path, issue: Issue, typefaces: Typefaces = BUNDLED) -> Built:
    """MissingGlyph names the characters of the unit's name that no face has."""
    paper = paper_of(issue)
    return build(path, paper.blocks, paper.page, faces_for(typefaces))


def paper_of(issue: Issue, *, drawn: bool = True) -> Paper:
    """Unless `drawn`, the months stand as a table where the charts would: Word has no other form for them."""
    report = issue.report
    page = Page(title=report.title, author=report.unit, watermark="练习" if report.practice else "")
    return Paper(page, list(_blocks(issue, drawn=drawn)))


def _blocks(issue: Issue, *, drawn: bool) -> Iterator[Block]:
    report = issue.report
    yield from _letter(issue)
    charted = [one for one in report.monthly if one.is_something][:_MOST_CHARTS]
    parts = [list(_table(report))]
    if charted:
        parts.append(list(_months(report, charted, drawn=drawn)))
    if issue.behind:
        parts.append(list(_records(report, issue.behind)))
    parts.append(list(_meanings(report)))
    for number, part in enumerate(parts, start=1):
        yield NewPage()
        yield Text(f"附件{number}", face="hei", indent=0, join="next")
        yield from part
    entries, head = report.sealed
    yield Text(
        f"数据校验：{entries}条修改记录，最后一条的校验值{head}。凭此可以在系统中核对本表的数据。",
        size=9.5, indent=0, leading=14, align="left", join="previous",
    )  # fmt: skip


def _letter(issue: Issue) -> Iterator[Block]:
    report = issue.report
    period = report.span.period
    yield title(report.title)
    yield Text(
        f"{report.unit}　{period.first}至{period.last}",
        face="kai",
        align="center",
        indent=0,
        join="next",
    )
    found = paragraphs(issue.words)
    for one in found:
        yield heading(one.words) if one.is_heading else body(one.words)
    if issue.corrections:
        yield heading(f"{ordinal(sum(one.is_heading for one in found) + 1)}、更正说明")
        for words in issue.corrected:
            yield body(words)
    on = report.on
    yield Signed([report.unit, "（单位盖章）"], f"{on.year}年{on.month}月{on.day}日")


def _table(report: Report) -> Iterator[Block]:
    yield title(f"{report.title}统计表", 18)
    head = [
        [label("", 2), *(label(span, 3) for span in _SPANS)],
        [
            label("指标"),
            label("单位"),
            *(label(words) for span in _SPANS for words in (f"{span}数", "去年同期", "增减")),
        ],
    ]
    rows: list[Sequence[Cell]] = []
    for block, lines in report.printed:
        rows.append([Cell(block.title, len(_COLUMNS), head=True, align="left")])
        rows += [_row(line, stays=at == 0) for at, line in enumerate(lines)]
    yield Form(_COLUMNS, [*head, *rows], repeated=2, size=_SIZE, leading=_LEADING)
    yield Text(f"说明：{''.join(report.notes)}", size=_SIZE, indent=0, leading=_LEADING)
    yield ByHand([["填报人：", "审核人：", "签发人："]], size=12, leading=30)


def _row(line: Line, *, stays: bool) -> list[Cell]:
    marked = "*" if line.now.entered or line.year.entered else ""
    return [
        Cell(f"{line.indicator.title}{marked}", align="left", stays=stays),
        Cell(line.indicator.unit, align="center"),
        *_cells(line.now),
        *_cells(line.year),
    ]


def _cells(span: Against) -> list[Cell]:
    words = (number_text(span.value), number_text(span.before.value), change_text(span.change))
    return [Cell(text, align="right") for text in words]


def _months(report: Report, charted: Sequence[Monthly], *, drawn: bool) -> Iterator[Block]:
    yield title(f"{report.span.year}年各月情况", 18)
    count = len(charted[0].values)
    labels = [f"{month}月" for month in range(1, count + 1)]
    years = (f"{report.span.year}年", f"{report.span.year - 1}年")
    if drawn:
        for one in charted:
            yield Text(
                f"{one.indicator.title}（{one.indicator.unit}）", face="hei", size=14, indent=0, join="next"
            )
            series = [Series(year, of) for year, of in zip(years, (one.values, one.before), strict=True)]
            yield Chart(Bars(labels, series), _CHART_HEIGHT)
            yield Gap()
        return
    rows = [
        [
            Cell(f"{one.indicator.title}（{one.indicator.unit}）", align="left", stays=bool(at)),
            label(years[at]),
            *(Cell(number_text(value), align="right") for value in values),
        ]
        for one in charted
        for at, values in enumerate((one.values, one.before))
    ]
    head = [label("指标"), label("年份"), *map(label, labels)]
    yield Form((28, 18, *([110 / count] * count)), [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)


def _records(report: Report, behind: Sequence[Behind]) -> Iterator[Block]:
    """No names of people: what is told of a record is chosen in `report_issue`."""
    yield title(f"{report.span.title}有关记录", 18)
    for one in behind:
        words = f"{one.title}：{one.total}条记录"
        yield Text(words, face="hei", size=12, indent=0, leading=24, join="next")
        head = [label("序号"), *(label(name) for name, _ in one.columns)]
        rows = [
            [Cell(str(number), align="center"), *(Cell(words, align="left") for words in row)]
            for number, row in enumerate(one.rows, start=1)
        ]
        widths = (_ORDINAL, *(width for _, width in one.columns))
        yield Form(widths, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)
        if one.total > len(one.rows):
            yield Text(
                f"以上是前{len(one.rows)}条，其余{one.total - len(one.rows)}条在台账里查看。",
                size=_SIZE, indent=0, leading=_LEADING,
            )  # fmt: skip
        yield Gap(0.5)


def _meanings(report: Report) -> Iterator[Block]:
    yield title("指标口径和记录数", 18)
    rows = [
        [
            Cell(line.indicator.title, align="left"),
            Cell(str(line.rows), align="right"),
            Cell(line.indicator.meaning, align="left"),
        ]
        for line in report.lines
    ]
    head = [label("指标"), label("记录数"), label("口径")]
    yield Form(_MEANINGS, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)
