"""知识产权维权援助申请表, which the applicant signs, and the 转送单 with which a station passes it on."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Gap, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_SIZE, day_of, form_page, needed, signing_on, ticks
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.records.assistance import AssistCase
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

APPLICATION, TRANSFER = "知识产权维权援助申请表", "知识产权维权援助申请转送单"
_COLUMNS = (15, 31, 15, 31)
_MARGINS = {"top_mm": 18, "bottom_mm": 16}
_TICKED = 10.5
_SMALL, _NOTE_LEADING = 9.5, 14
_PROMISE = (
    "本人（本单位）保证所填内容和所交材料真实、合法，同意受理单位将申请和材料转送维权援助机构，"
    "用于审查、提供援助和请专家出具参考意见。"
)
_PERSONAL = (
    "个人信息告知：所填姓名、证件号码、联系方式、地址只用于办理本次维权援助和回访，随申请材料保存；"
    "申请人可以要求查阅、复制或者更正。（依据《中华人民共和国个人信息保护法》）"
)
_SEAL = "工作站不另刻印章的，由所在市场监管所或者依托单位盖章。"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(
        form_page(APPLICATION, copy, **_MARGINS), list(_application(whole.about if whole else None, copy))
    )


def lay_out_transfer(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(TRANSFER, copy, **_MARGINS), list(_transfer(whole.about if whole else None, copy)))


def _application(case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    yield title(APPLICATION, 20)
    yield _number(case, copy)
    yield _form(
        [
            *_applicant(case, copy),
            [label("属地依据"), _ticks(case, "territory", copy)],
            *_request(case, copy, 5),
            [label("已交材料"), _ticks(case, "materials", copy)],
        ]
    )
    yield Text(_PROMISE, size=FORM_SIZE, leading=18)
    yield from signing_on([["申请人（签名或者盖章）："]])
    yield Gap(0.3)
    yield _form([_received(case, copy), [label("核对情况"), Cell("", 3, lines=2)]])
    yield Gap(0.3)
    yield Text(_PERSONAL, size=_SMALL, indent=0, leading=_NOTE_LEADING)


def _transfer(case: AssistCase | None, copy: Copy) -> Iterator[Block]:
    to = copy.text(case, "passed_to")
    yield title(TRANSFER, 20)
    yield _number(case, copy)
    yield Text(f"{to or '　　　　　　　　　　　　　　'}：", size=FORM_SIZE, indent=0)
    yield Text(
        "现将下列知识产权维权援助申请和材料转送你单位审查办理。请将受理情况和办理结果告知申请人，并函告我单位。",
        size=FORM_SIZE,
    )
    yield _form(
        [
            *_applicant(case, copy, short=True),
            *_request(case, copy, 4),
            [label("随送材料"), Cell(_materials(case, copy), 3, align="left")],
            _received(case, copy),
        ]
    )
    yield ByHand(
        [["转送单位（盖章）：", "经办人（签名）："]],
        size=FORM_SIZE,
        leading=28,
        above=0.5,
    )
    yield Text(day_of(copy.value(case, "passed_on")), size=FORM_SIZE, align="right")
    yield Text(_SEAL, size=_SMALL, indent=0, leading=_NOTE_LEADING)
    yield Text("回　　执", "hei", FORM_SIZE, align="center", indent=0, join="next")
    yield _form(
        [
            [label("收件单位"), Cell(""), label("收 件 人"), Cell("")],
            [label("收件日期"), Cell(""), label("是否受理"), Cell("☐受理　☐补正\n☐不予受理")],
            [label("办理意见"), Cell("", 3, lines=2)],
        ]
    )


def _applicant(case: AssistCase | None, copy: Copy, *, short: bool = False) -> list[list[Cell]]:
    """`short`: without what only the one who decides asks."""
    return [
        [label("申 请 人"), Cell(copy.text(case, "applicant"), 3)],
        *([] if short else [[label("类　　型"), _ticks(case, "applicant_kind", copy)]]),
        [label("信用代码"), Cell(copy.text(case, "credit_code")), label("身份证号"), Cell(copy.text(case, "id_number"))],
        [label("联 系 人"), Cell(copy.text(case, "contact")), label("联系电话"), Cell(needed(case, "contact_phone", copy))],
        [label("地　　址"), Cell(copy.text(case, "address"), 3)],
    ]  # fmt: skip


def _request(case: AssistCase | None, copy: Copy, empty: int) -> list[list[Cell]]:
    overseas = copy.text(case, "overseas_place") or ("是" if copy.value(case, "is_overseas") else "")
    return [
        [label("请求援助"), _ticks(case, "services", copy)],
        [label("权利类型"), Cell(copy.text(case, "right_kind")), label("海外地区"), Cell(overseas)],
        [label("知识产权"), Cell(_right(case, copy), 3)],
        [label("对　　方"), Cell(copy.text(case, "opponent"), 3)],
        [label("申请事由"), Cell(copy.text(case, "facts"), 3, lines=3 if case else empty, align="left")],
    ]  # fmt: skip


def _received(case: AssistCase | None, copy: Copy) -> list[Cell]:
    return [
        label("收件日期"),
        Cell(day_of(copy.value(case, "received_on"))),
        label("承 办 人"),
        Cell(copy.text(case, "handler")),
    ]


def _materials(case: AssistCase | None, copy: Copy) -> str:
    note = copy.text(case, "material_note")
    return ticks(AssistCase, case, "materials", copy) + (f"\n{note}" if note else "")


def _right(case: AssistCase | None, copy: Copy) -> str:
    return "；".join(filter(None, (copy.text(case, "right"), copy.text(case, "right_note"))))


def _ticks(case: AssistCase | None, name: str, copy: Copy) -> Cell:
    content: Content = ticks(AssistCase, case, name, copy)
    return Cell(content, 3, align="left")


def _number(case: AssistCase | None, copy: Copy) -> Text:
    words = f"收件单位：{copy.unit}　　编号：{copy.number(case) or '　　　　　　　'}"
    return Text(words, size=_TICKED, indent=0, leading=22, align="center")


def _form(rows: list[list[Cell]]) -> Form:
    return Form(_COLUMNS, rows, size=11, leading=16)
