"""来访来电接待登记簿, 咨询服务记录表 and 专家意见书."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Gap, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import (
    FORM_LEADING,
    FORM_SIZE,
    day_of,
    form_page,
    needed,
    signing_on,
    ticks,
)
from ercheng_station.documents.page import Paper
from ercheng_station.records.assistance import Consultation, ExpertOpinion, Reception
from ercheng_station.records.assistance.opinion import ABOUT, NO_EFFECT
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

BOOK, CONSULTATION, OPINION = "来访来电接待登记簿", "咨询服务记录表", "专家意见书"
_ROWS = 11
_BOOK_HEADS = ("日期", "来访（来电）人\n和电话", "来访事项", "答复情况和去向", "接待人", "反馈")
_BOOK_COLUMNS = (11, 17, 28, 26, 10, 12)
_COLUMNS = (15, 31, 15, 31)


def lay_out_reception(whole: Whole | None, copy: Copy) -> Paper:
    """One entry as a sheet; without one, a page of the book for a pen."""
    blocks = _entry(whole.about, copy) if whole else _book(copy)
    return Paper(form_page(BOOK, copy), list(blocks))


def lay_out_consultation(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(CONSULTATION, copy), list(_consultation(whole.about if whole else None, copy)))


def lay_out_opinion(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(OPINION, copy), list(_opinion(whole.about if whole else None, copy)))


def _book(copy: Copy) -> Iterator[Block]:
    yield title(BOOK, 20)
    yield Text(f"登记单位：{copy.unit}　　　　　　年", size=11, indent=0, leading=22, align="center")
    rows = [[Cell("", lines=3) for _ in _BOOK_HEADS] for _ in range(_ROWS)]
    yield Form(_BOOK_COLUMNS, [[label(head) for head in _BOOK_HEADS], *rows], repeated=1, size=10, leading=15)


def _entry(one: Reception, copy: Copy) -> Iterator[Block]:
    yield title(BOOK, 20)
    yield _under_title("登记单位", one, copy)
    went = "，".join(filter(None, (copy.text(one, "track"), copy.text(one, "passed_to"))))
    yield Form(
        _COLUMNS,
        [
            [label("来　　访\n（来电）人"), Cell(copy.text(one, "visitor")), label("联系电话"), Cell(copy.text(one, "phone"))],
            [label("所在企业"), Cell(copy.text(one, "enterprise"), 3)],
            [label("接待日期"), Cell(day_of(copy.value(one, "came_on"))), label("方　　式"), Cell(copy.text(one, "way"))],
            [label("来访事项"), Cell(copy.text(one, "matter"), 3, lines=8, align="left")],
            [label("答复情况"), Cell(needed(one, "reply", copy), 3, lines=6, align="left")],
            [label("去　　向"), Cell(went, 3)],
            [label("回复日期"), Cell(copy.text(one, "told_on")), label("满 意 度"), Cell(copy.text(one, "satisfaction"))],
            [label("办理结果\n和 反 馈"), Cell(copy.text(one, "feedback"), 3, lines=4, align="left")],
            [label("接 待 人"), Cell(needed(one, "by", copy), 3)],
        ],
        size=FORM_SIZE,
        leading=FORM_LEADING,
    )  # fmt: skip


def _consultation(one: Consultation | None, copy: Copy) -> Iterator[Block]:
    unit = copy.text(one, "enterprise") or copy.text(one, "asker_unit")
    yield title(CONSULTATION, 20)
    yield _under_title("服务单位", one, copy)
    yield Form(
        _COLUMNS,
        [
            [label("咨 询 人"), Cell(copy.text(one, "asker")), label("联系电话"), Cell(copy.text(one, "phone"))],
            [label("单　　位"), Cell(unit, 3)],
            [label("咨询日期"), Cell(day_of(copy.value(one, "asked_on"))), label("人　　次"), Cell(copy.text(one, "persons"))],
            [label("咨询方式"), Cell(ticks(Consultation, one, "way", copy), 3, align="left")],
            [label("咨询类别"), Cell(ticks(Consultation, one, "category", copy), 3, align="left")],
            [label("咨询问题"), Cell(copy.text(one, "question"), 3, lines=6 if one else 9, align="left")],
            [label("答复内容"), Cell(needed(one, "answer", copy), 3, lines=8 if one else 11, align="left")],
            [label("转　　办"), Cell(copy.text(one, "onward")), label("答 复 人"), Cell(needed(one, "answered_by", copy))],
            [label("满 意 度"), Cell(ticks(Consultation, one, "satisfaction", copy), 3, align="left")],
        ],
        size=FORM_SIZE,
        leading=FORM_LEADING,
    )  # fmt: skip
    yield ByHand([["咨询人（自愿签名）：", "答复人（签名）："]], size=FORM_SIZE, leading=28, above=0.5)


def _opinion(one: ExpertOpinion | None, copy: Copy) -> Iterator[Block]:
    expert = one.expert if one else None
    who = "，".join(filter(None, (copy.text(expert, name) for name in ("unit", "post"))))
    about = "；".join(filter(None, (copy.text(one, name) for name in ABOUT)))
    yield title(OPINION, 20)
    yield Text(f"（{NO_EFFECT}）", "kai", 12, align="center", indent=0, leading=20, join="next")
    yield _under_title("委托单位", one, copy)
    yield Form(
        _COLUMNS,
        [
            [label("专　　家"), Cell(copy.text(expert, "name")), label("单位职务"), Cell(who)],
            [label("意见种类"), Cell(ticks(ExpertOpinion, one, "kind", copy), 3, align="left")],
            [label("关于事项"), Cell(about), label("委托日期"), Cell(day_of(copy.value(one, "asked_on")))],
            [label("咨询的\n问　　题"), Cell(copy.text(one, "question"), 3, lines=4, align="left")],
            [label("提供的\n材　　料"), Cell(copy.text(one, "given"), 3, lines=2, align="left")],
            [label("专家意见"), Cell(needed(one, "opinion", copy), 3, lines=8 if one else 9, align="left")],
            [label("依　　据"), Cell(needed(one, "basis", copy), 3, lines=4, align="left")],
            [label("回避声明"), Cell(_recusal(one, copy), 3, align="left")],
        ],
        size=FORM_SIZE,
        leading=FORM_LEADING,
    )  # fmt: skip
    yield Gap(0.2)
    yield Text(
        f"本意见由专家根据委托单位提供的材料出具，{NO_EFFECT}，不作为行政处理、人民调解和司法裁判的依据。",
        size=10.5,
        leading=17,
    )
    yield from signing_on([["专家（签名）："]], copy.value(one, "signed_on"))


def _recusal(one: ExpertOpinion | None, copy: Copy) -> str:
    mark = "☑" if copy.value(one, "no_recusal") else "☐"
    return f"{mark}本人与有关各方没有利害关系，没有应当回避的情形。"


def _under_title(who: str, one: Reception | Consultation | ExpertOpinion | None, copy: Copy) -> Text:
    words = f"{who}：{copy.unit}　　编号：{copy.number(one) or '　　　　　　　'}"
    return Text(words, size=11, indent=0, leading=22, align="center")
