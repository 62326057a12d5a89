"""人民调解回访记录: how the agreement was kept, and what the parties say afterwards."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Gap, Signed, ticked
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import (
    FORM_LEADING,
    FORM_SIZE,
    day_of,
    file_number,
    form_page,
    heading,
    needed,
    of_role,
    sides_of,
    ticks,
)
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import FollowUp
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "人民调解回访记录"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(TITLE, copy), list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    visit: FollowUp | None = whole.about if whole else None
    again = copy.value(visit, "disputed")
    told = {True: ["是"], False: ["否"], None: []}[again]
    on = day_of(copy.value(visit, "done_on"))
    yield from heading(TITLE, whole, copy, numbered=False)
    yield Gap(0.3)
    rows = [
        [label("当 事 人"), Cell(all_names(whole, copy), 3)],
        [label("调解协议\n编　　号"), Cell(file_number(whole, copy), 3)],
        [label("回访事由"), Cell(copy.text(visit, "reason"), 3)],
        [label("回访时间"), Cell(on), label("回访方式"), Cell(ticks(FollowUp, visit, "way", copy))],
        [label("被回访人"), Cell(copy.text(visit, "asked")), label("回 访 人"), Cell(copy.text(visit, "by"))],
        [label("履行情况"), Cell(ticks(FollowUp, visit, "extent", copy), 3)],
        [label("满 意 度"), Cell(ticks(FollowUp, visit, "satisfaction", copy), 3)],
        [label("又起争议\n或者诉讼"), Cell(ticked(("是", "否"), told), 3)],
        [label("隐　　患"), Cell(copy.text(visit, "hazard"), 3, lines=3)],
        [label("回访情况"), Cell(needed(visit, "content", copy), 3, lines=10)],
    ]
    yield Form((14, 28, 14, 28), rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand([["", "回访人（签名）："]], size=FORM_SIZE, leading=28, above=0.5)
    yield Signed([], on, above=0, size=FORM_SIZE)


def all_names(whole: Whole | None, copy: Copy) -> str:
    """申请人：甲、乙；被申请人：丙"""
    told = []
    for role, side in sides_of(whole, copy).items():
        names = [copy.text(party, "name") for party in of_role(whole, role, copy)]
        if names:
            told.append(f"{side}：{'、'.join(names)}")
    return "；".join(told)
