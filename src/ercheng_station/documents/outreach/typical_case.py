"""典型案例 as it is passed on or published: nothing but what the public may read."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, Gap, Text, body, heading, lacking, title
from ercheng_station.documents.mediation.parts import page
from ercheng_station.documents.page import Paper
from ercheng_station.records.outreach import TypicalCase
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "典型案例"
_PARTS = (
    ("当事人", "parties"),
    ("案情", "facts"),
    ("调处（查办）过程", "process"),
    ("结果", "result"),
    ("典型意义", "meaning"),
    ("法律依据", "basis"),
)
_ROOM = "\n\n"
_NUMBERS = "一二三四五六"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    case: TypicalCase | None = whole.about if whole else None
    return Paper(page(TITLE, copy), list(_blocks(case, copy)))


def _blocks(case: TypicalCase | None, copy: Copy) -> Iterator[Block]:
    yield title(copy.text(case, "headline") or TITLE)
    number = copy.text(case, "case_number")
    if number:
        yield Text(number, size=12, align="center", indent=0, leading=22)
    yield Gap(1)
    for place, (head, name) in enumerate(_PARTS):
        yield heading(f"{_NUMBERS[place]}、{head}")
        text = copy.text(case, name)
        if text or case is None:
            yield body(text or _ROOM)
        else:
            yield body([lacking(TypicalCase.kept[name].label)])
    facts = [f"推荐单位：{copy.text(case, 'recommender')}", f"公开级别：{copy.text(case, 'level')}"]
    yield Gap(1)
    yield Text("　　".join(facts), size=14, indent=0, join="previous")
