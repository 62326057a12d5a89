"""补正清单: what a check of the file found, to be ticked off as it is mended."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ercheng_station.documents.blocks import Block, Text
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.page import Built, Paper, build_all
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.services.filecheck import SEVERITIES, Finding

TITLE = "卷宗补正清单"
_SIZE, _LEADING = 10.5, 16
_HEADS = ("序号", "轻重", "要补正的", "文书", "依据", "已补正")
_COLUMNS = (6, 7, 40, 19, 20, 8)


def write_rectification(path: Path, whole: Whole, found: Sequence[Finding], copy: Copy) -> Built:
    """No paper of the file, so it has no version: it tells the state of one day. Raises MissingGlyph."""
    return build_all(path, [lay_out(whole, found, copy)], faces_for(copy.typefaces))


def lay_out(whole: Whole, found: Sequence[Finding], copy: Copy) -> Paper:
    return Paper(parts.form_page(TITLE, copy), list(_blocks(whole, found, copy)))


def _blocks(whole: Whole, found: Sequence[Finding], copy: Copy) -> Iterator[Block]:
    yield from parts.heading(TITLE, whole, copy)
    yield _line(f"案件名称：{copy.text(whole.record, 'name')}")
    yield _line(f"自查日期：{parts.day_of(copy.context.today)}　　{_counted(found)}")
    if found:
        rows = [_row(number, one, copy) for number, one in enumerate(found, 1)]
        yield Form(
            _COLUMNS, [[label(head) for head in _HEADS], *rows], repeated=1, size=_SIZE, leading=_LEADING
        )
    yield parts.signing([["自查人：", "补正人："], ["日期：", "日期："]])


def _row(number: int, one: Finding, copy: Copy) -> list[Cell]:
    return [
        Cell(str(number), align="center"),
        Cell(one.severity, align="center"),
        Cell(copy.hidden(one.what), align="left"),
        Cell(one.paper, align="left"),
        Cell(one.source, align="left"),
        Cell("☐", align="center"),
    ]


def _counted(found: Sequence[Finding]) -> str:
    """必改3项、提醒1项。"""
    counts = [
        f"{severity}{count}项"
        for severity in SEVERITIES
        if (count := sum(one.severity == severity for one in found))
    ]
    return f"{'、'.join(counts)}。" if counts else "没有发现要补正的。"


def _line(words: str) -> Text:
    return Text(words, size=parts.FORM_SIZE, indent=0, leading=parts.FORM_LEADING, join="next")
