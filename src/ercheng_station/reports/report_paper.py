"""A report as a paper on the official page: the prose, the table, corrections, definitions, and the history's head."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ercheng_station.documents.blocks import Block, ByHand, NewPage, Signed, Text, body, heading, title
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Built, Paper, build
from ercheng_station.documents.sheet import Page
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.services.reporting import Against, Line, Report, change_text, number_text, prose

_NUMBERS = "一二三四五六七八九十"
_COLUMNS = (37, 13, 18, 17, 17, 20, 17, 17)
_MEANINGS = (34, 14, 92)
_SIZE, _LEADING = 10, 13
_SPANS = ("本期", "累计")


def write_paper(
    path: Path, report: Report, corrections: Sequence[str] = (), typefaces: Typefaces = BUNDLED
) -> Built:
    """MissingGlyph names the characters of the unit's name that no face has."""
    paper = paper_of(report, corrections)
    return build(path, paper.blocks, paper.page, faces_for(typefaces))


def paper_of(report: Report, corrections: Sequence[str] = ()) -> Paper:
    page = Page(title=report.title, author=report.unit, watermark="练习" if report.practice else "")
    return Paper(page, list(_blocks(report, corrections)))


def _blocks(report: Report, corrections: Sequence[str]) -> Iterator[Block]:
    period = report.span.period
    yield title(report.title)
    yield Text(
        f"{report.unit}　{period.first}至{period.last}",
        face="kai",
        align="center",
        indent=0,
        join="next",
    )
    found = prose(report)
    for number, (name, words) in enumerate(found):
        yield heading(f"{_NUMBERS[number]}、{name}")
        yield body(words)
    if corrections:
        yield heading(f"{_NUMBERS[len(found)]}、更正说明")
        for words in corrections:
            yield body(words)
    on = report.on
    yield Signed([report.unit, "（单位盖章）"], f"{on.year}年{on.month}月{on.day}日")
    yield NewPage()
    yield from _table(report)
    yield ByHand([["填报人：", "审核人：", "签发人："]], size=12, leading=30)
    yield NewPage()
    yield from _meanings(report)
    entries, head = report.sealed
    yield Text(
        f"数据校验：{entries}条修改记录，最后一条的校验值{head}。凭此可以在系统中核对本表的数据。",
        size=9.5, indent=0, leading=14, align="left",
    )  # fmt: skip


def _table(report: Report) -> Iterator[Block]:
    yield Text("附件1", face="hei", indent=0, join="next")
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


def _meanings(report: Report) -> Iterator[Block]:
    yield Text("附件2", face="hei", indent=0, join="next")
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
