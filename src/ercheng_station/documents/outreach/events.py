"""通知, 签到表 and 小结 of a training or an activity: what its file is made of (一训一档, 一活动一档)."""

from collections.abc import Iterator
from dataclasses import dataclass

from ercheng_station.documents.blocks import Block, Gap, Signed, Text, body, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_LEADING, FORM_SIZE, day_of, form_page, needed, page
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Run
from ercheng_station.documents.sheet import SIZE
from ercheng_station.records.fields import counted
from ercheng_station.records.outreach import Publicity, Training
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

Event = Training | Publicity
_SIGN_IN_COLUMNS = (9, 14, 33, 15, 20, 15)
_SIGN_IN_HEADS = ("序号", "姓　名", "单　位", "职　务", "联系电话", "签　名")
_SIGN_IN_ROWS = 18
_COLUMNS = (15, 31, 15, 31)
_BLANK = "　　　　　　　　"


@dataclass(frozen=True)
class Words:
    """What a training and an activity call the same thing."""

    kind: type[Training] | type[Publicity]
    what: str
    content: str

    def name(self, paper: str) -> str:
        return f"{self.what}{paper}"


TRAINING, ACTIVITY = Words(Training, "培训", "outline"), Words(Publicity, "活动", "content")


def training_notice(whole: Whole | None, copy: Copy) -> Paper:
    return _notice(TRAINING, whole, copy)


def publicity_notice(whole: Whole | None, copy: Copy) -> Paper:
    return _notice(ACTIVITY, whole, copy)


def training_sign_in(whole: Whole | None, copy: Copy) -> Paper:
    return _sign_in(TRAINING, whole, copy)


def publicity_sign_in(whole: Whole | None, copy: Copy) -> Paper:
    return _sign_in(ACTIVITY, whole, copy)


def training_summary(whole: Whole | None, copy: Copy) -> Paper:
    return _summary(TRAINING, whole, copy)


def publicity_summary(whole: Whole | None, copy: Copy) -> Paper:
    return _summary(ACTIVITY, whole, copy)


def _notice(words: Words, whole: Whole | None, copy: Copy) -> Paper:
    event: Event | None = whole.about if whole else None
    return Paper(page(words.name("通知"), copy), list(_notice_blocks(words, event, copy)))


def _notice_blocks(words: Words, event: Event | None, copy: Copy) -> Iterator[Block]:
    theme = copy.text(event, "theme") or _BLANK
    yield title(f"关于举办{theme}的通知")
    yield Gap(1)
    yield Text("各有关单位：", indent=0)
    yield body(f"为做好知识产权保护和服务工作，定于{_when(event, copy)}举办“{theme}”。现将有关事项通知如下：")
    for number, (head, content) in enumerate(_items(words, event, copy)):
        told = [Run(content)] if isinstance(content, str) else content
        yield body([Run(f"{'一二三四五六七'[number]}、{head}：", "hei"), *told])
    host = copy.text(event, "host") or copy.unit
    yield Signed([host], day_of(None), join="previous")


def _items(words: Words, event: Event | None, copy: Copy) -> Iterator[tuple[str, str | list[Run]]]:
    yield "时间", _time(event, copy)
    yield "地点", needed(event, "place", copy, size=SIZE) or _BLANK
    if words is TRAINING:
        yield "参加人员", copy.text(event, "audience") or _BLANK
        yield "培训内容", needed(event, "outline", copy, size=SIZE) or _BLANK
        told = "，".join(filter(None, (copy.text(event, "lecturer"), copy.text(event, "lecturer_post"))))
        yield "讲师", told or _BLANK
    else:
        yield "参与单位", copy.text(event, "partners") or "有关单位"
        yield "活动内容", needed(event, "content", copy, size=SIZE) or _BLANK
        yield "活动形式", copy.text(event, "forms") or _BLANK
    yield "其他事项", f"请按时参加，并在签到表上签名。{words.what}不收取任何费用。"


def _sign_in(words: Words, whole: Whole | None, copy: Copy) -> Paper:
    """Always blank: people sign it. What is known of the event stands above."""
    event: Event | None = whole.about if whole else None
    name = words.name("签到表")
    blocks: list[Block] = [
        title(name, 20),
        Text(f"{words.what}主题：{copy.text(event, 'theme')}", size=12, indent=0, leading=22),
        Text(f"时间：{_time(event, copy)}　　地点：{copy.text(event, 'place')}", size=12, indent=0, leading=22),
        Form(
            _SIGN_IN_COLUMNS,
            [
                [label(head) for head in _SIGN_IN_HEADS],
                *([Cell(str(row), align="center"), *[Cell("")] * 5] for row in range(1, _SIGN_IN_ROWS + 1)),
            ],
            repeated=1, size=FORM_SIZE, leading=21,
        ),
        Text("所填信息只用于本次签到和统计人次，随档案保管，不向他人提供。", size=10, indent=0, leading=16),
    ]  # fmt: skip
    return Paper(form_page(name, copy), blocks)


def _summary(words: Words, whole: Whole | None, copy: Copy) -> Paper:
    event: Event | None = whole.about if whole else None
    name = words.name("小结")
    rows = [
        [label(f"{words.what}主题"), Cell(copy.text(event, "theme"), 3)],
        [label("时　　间"), Cell(_time(event, copy)), label("地　　点"), Cell(copy.text(event, "place"))],
        [label("主办单位"), Cell(copy.text(event, "host")), *_beside_host(words, event, copy)],
        *(_training_rows(event, copy) if words is TRAINING else _publicity_rows(event, copy)),
        [label(f"{words.what}内容"), Cell(copy.text(event, words.content), 3, lines=4, align="left")],
        [label("小　　结"), Cell(needed(event, "summary", copy), 3, lines=14, align="left")],
        [label("经 办 人"), Cell(copy.text(event, "filled_by")), label("日　　期"), Cell("")],
    ]
    number = copy.number(event) or _BLANK
    under = Text(f"填报单位：{copy.unit}　　编号：{number}", size=11, indent=0, leading=22, align="center")
    form = Form(_COLUMNS, rows, size=FORM_SIZE, leading=FORM_LEADING)
    return Paper(form_page(name, copy), [title(name, 20), under, form])


def _beside_host(words: Words, event: Event | None, copy: Copy) -> list[Cell]:
    if words is TRAINING:
        return [label("讲　　师"), Cell(copy.text(event, "lecturer"))]
    return [label("参与单位"), Cell(copy.text(event, "partners"))]


def _training_rows(event: Event | None, copy: Copy) -> list[list[Cell]]:
    return [
        [label("模　　式"), Cell(copy.text(event, "mode")), label("培训对象"), Cell(copy.text(event, "audience"))],
        [label("参加人次"), Cell(_counted(event, copy, "attended")), label("参加企业"), Cell(_counted(event, copy, "firms"))],
        [label("发放资料"), Cell(_counted(event, copy, "leaflets")), label("考核合格率"), Cell(_counted(event, copy, "pass_rate"))],
    ]  # fmt: skip


def _publicity_rows(event: Event | None, copy: Copy) -> list[list[Cell]]:
    shown = "，".join(
        f"{Publicity.kept[name].label}{said}"
        for name in ("banners", "boards", "screens")
        if (said := _counted(event, copy, name))
    )
    return [
        [label("宣传节点"), Cell(copy.text(event, "occasion")), label("五　　进"), Cell(copy.text(event, "places"))],
        [label("受　　众"), Cell(_counted(event, copy, "audience")), label("接受咨询"), Cell(_counted(event, copy, "asked"))],
        [label("发放资料"), Cell(_counted(event, copy, "leaflets")), label("横幅展板"), Cell(shown)],
    ]  # fmt: skip


def _counted(event: Event | None, copy: Copy, name: str) -> str:
    return counted(copy.text(event, name), type(event).kept[name].unit) if event else ""


def _time(event: Event | None, copy: Copy) -> str:
    begun = copy.text(event, "begun")
    return f"{_when(event, copy)}{f' {begun}' if begun else ''}"


def _when(event: Event | None, copy: Copy) -> str:
    first, last = copy.value(event, "held_on"), None
    if isinstance(event, Publicity):
        last = copy.value(event, "until")
    return f"{day_of(first)}至{day_of(last)}" if last else day_of(first)
