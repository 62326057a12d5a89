"""The words of a report: written by the figures, or as the staff changed them for this period; numbers stay live in both.

A number stands in them as {走访次数}, that of the year as {走访次数累计}, last year's as {走访次数去年同期}, and how they
differ as {走访次数同比}; the period as {期间}, the unit as {单位}. A line such as 一、走访服务 is a heading.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.office import Setting
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import ZERO, Line, Report, number_text, short

_SETTING = "report.text."
_PLACE = re.compile(r"[{｛]\s*([^{}｛｝\n]*?)\s*[}｝]")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；]{1,30}")
_DIGITS = "零一二三四五六七八九"
_TEN = 10
_UNIT, _PERIOD, _AGAINST = "单位", "期间", "同比"


class Paragraph(NamedTuple):
    words: str
    is_heading: bool


def text_key(span: Span) -> str:
    """The setting that holds the words of a period; their draft is kept under the same name."""
    return f"{_SETTING}{span.form}.{span.key}"


def automatic(report: Report) -> str:
    """What the figures of this moment say, with places for the numbers; what did not happen is told in the last paragraph."""
    sections = _sections(report)
    return "\n".join(
        f"{ordinal(number)}、{title}\n{words}" for number, (title, words) in enumerate(sections, start=1)
    )


def words_of(store: Store, report: Report) -> str:
    """As the staff left them, else those of the figures."""
    return store.setting(text_key(report.span)) or automatic(report)


def is_edited(store: Store, span: Span) -> bool:
    return bool(store.setting(text_key(span)))


def keep(store: Store, report: Report, words: str) -> Act:
    """For this period alone; nothing, or the words of the figures themselves, bring those back. UserError: see `filled`."""
    filled(report, words)
    words = words.strip()
    kept = words if words != automatic(report) else ""
    parsed, faults = store.examine(
        Setting, {"key": text_key(report.span), "value": kept, "note": f"{report.title}的文字"}
    )
    if faults.hard:
        raise UserError("report-text-long", why="；".join(faults.hard.values()))
    known = next(iter(store.rows(Query(Setting, where=by_value({"key": text_key(report.span)})))), None)
    change: Change = (
        Alter(Setting, known.uid, {"value": parsed["value"]}) if known else Create(Setting, parsed)
    )
    return store.act(f"{'改' if kept else '恢复'}{report.title}的{'' if kept else '自动'}文字", [change])


def filled(report: Report, words: str) -> str:
    """With the numbers of the report; UserError names every place that stands for none of them."""
    known = {_UNIT: report.unit, _PERIOD: report.span.title}
    for line in report.lines:
        known |= {f"{line.indicator.title}{of}": number for of, number in _numbers(line).items()}
    unknown = [name for name in _PLACE.findall(words) if name not in known]
    if unknown:
        places = "、".join(f"{{{name}}}" for name in dict.fromkeys(unknown))
        raise UserError("report-text-place", places=places)
    return _PLACE.sub(lambda found: known[found[1]], words)


def paragraphs(words: str) -> list[Paragraph]:
    lines = (line.strip() for line in words.splitlines())
    return [Paragraph(line, bool(_HEADING.fullmatch(line))) for line in lines if line]


def ordinal(number: int) -> str:
    """Below a hundred: 九, 十, 十一, 二十."""
    tens, ones = divmod(number, _TEN)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones or not tens else ''}"


# -- inside


def _sections(report: Report) -> list[tuple[str, str]]:
    """(the block's title, one paragraph); blocks in which nothing happened share the last one."""
    if report.is_zero:
        return [(ZERO, f"{{{_PERIOD}}}各项工作均无新增，按{ZERO}上报。")]
    found, silent = [], []
    for block, lines in report.blocks:
        words = list(_told(block.told, lines))
        if words:
            found.append((block.title, f"{'，'.join(words)}。"))
        else:
            silent.append(block.title)
    if silent:
        found.append(("其他", f"{'、'.join(silent)}本期没有发生，按{ZERO}上报。"))
    return found


def _told(names: Sequence[str], lines: Sequence[Line]) -> Iterator[str]:
    by_name = {line.indicator.name: line for line in lines}
    for line in (by_name[name] for name in names if name in by_name):
        if line.now.value:
            title = line.indicator.title
            against = f"（{{{title}{_AGAINST}}}）" if line.now.change and line.now.before.value else ""
            yield f"{short(line.indicator, f'{{{title}}}')}{against}"


def _numbers(line: Line) -> dict[str, str]:
    """By what stands behind the title of the figure."""
    return {
        "": number_text(line.now.value),
        "累计": number_text(line.year.value),
        "去年同期": number_text(line.now.before.value),
        _AGAINST: _against(line),
    }


def _against(line: Line) -> str:
    change, unit = line.now.change, "个百分点" if line.indicator.is_share else line.indicator.unit
    if change is None:
        return "没有去年同期数据"
    if not change:
        return "与去年同期持平"
    return f"比去年同期{'增加' if change > 0 else '减少'}{number_text(abs(change))}{unit}"
