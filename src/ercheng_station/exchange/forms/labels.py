"""What the words of a form mean: a figure, a column of time, a unit of measure, or who fills it in."""

import csv
import re
from collections.abc import Sequence
from functools import cache

from ercheng_station.exchange.importing.words import folded
from ercheng_station.paths import resources
from ercheng_station.services.form_values import BEFORE, NOW, PERIOD, TODAY, UNIT, YEAR, YEAR_BEFORE
from ercheng_station.services.indicators import INDICATORS

_NUMBERED = re.compile(
    r"^(?:其中[:：]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:\.\d{1,2})*[、.．]?|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳])"
)
_VERB, _COUNTED = re.compile("^(?:组织|开展|举办|举行)"), re.compile("(?:总数|数量|数)$")
_MEASURES = frozenset("个家次条项份件人场篇所台套起户期%元") | {
    "人次",
    "家次",
    "万元",
    "台套",
    "件次",
    "场次",
    "单位",
    "计量单位",
    "百分比",
}
_PLANNED = re.compile("目标|任务|计划|应完成|备注|说明|增减|同比|增长|环比|完成率|得分|分值")
_BEFORE, _YEAR = re.compile("去年|上年|同期"), re.compile("累计|年初至|全年|至今|本年|1-")
_NOW = re.compile("本期|本月|当月|本季|当季|数量|数值|合计|完成|当期|填报|数据|小计")
_OURS = {
    "填报单位": UNIT,
    "报送单位": UNIT,
    "单位名称": UNIT,
    "上报单位": UNIT,
    "填表单位": UNIT,
    "报表期间": PERIOD,
    "填报期间": PERIOD,
    "报告期": PERIOD,
    "统计时间": PERIOD,
    "填报日期": TODAY,
    "填报时间": TODAY,
    "填表日期": TODAY,
    "报送日期": TODAY,
    "上报时间": TODAY,
}
PLANNED = "planned"
"""A column that no figure of ours belongs in: a target, a remark, a rate of change."""


def figure_of(text: str) -> str:
    """Its name, or "" where the words are not those of one: exactly, or but for 开展 before and 数 behind."""
    bare = folded(_NUMBERED.sub("", text.strip()))
    counted = _COUNTED.sub("", bare)
    ways = (bare, counted, _VERB.sub("", bare), _VERB.sub("", counted))
    found = next((name for words in ways if (name := _figures().get(words))), "")
    return found if found and not _other_money(text, found) else ""


def ours(text: str) -> str:
    return _OURS.get(folded(text), "")


def column_of(text: str) -> str:
    """One of the columns, PLANNED, or ""."""
    if _PLANNED.search(text):
        return PLANNED
    if _BEFORE.search(text):
        return YEAR_BEFORE if "累计" in text else BEFORE
    if _YEAR.search(text):
        return YEAR
    return NOW if _NOW.search(text) else ""


def is_measure(text: str) -> bool:
    return folded(text) in _MEASURES


def is_serial(above: Sequence[str]) -> bool:
    """The numbers of the lines are no figures."""
    return bool(above) and folded(above[0]) in {"序号", "编号", "行次", "no"}


def _other_money(text: str, figure: str) -> bool:
    """Ours is in 万元; a form that asks for 元 is for a person."""
    return _UNITS[figure] == "万元" and bool(re.search(r"(?<!万)元[)）\]】]?$", text.strip()))


_UNITS = {one.name: one.unit for one in INDICATORS}


@cache
def _figures() -> dict[str, str]:
    """Words to figure: the titles, then the words of the editable list. Words that mean two figures mean none."""
    found: dict[str, str] = {}
    for one in INDICATORS:
        for word in (one.title, f"{one.title}数", f"{one.title}{one.unit}数", f"{one.title}{one.unit}"):
            found.setdefault(folded(word), one.name)
    with (resources() / "forms" / "figure_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("、"):
                found.setdefault(folded(word), row["figure"])
    return found
