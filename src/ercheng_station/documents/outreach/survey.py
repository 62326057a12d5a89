"""The questionnaire as people fill it in, and the sheet of its tally."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, Gap, Text, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import FORM_LEADING, FORM_SIZE, day_of, form_page, needed, page
from ercheng_station.documents.page import Paper
from ercheng_station.records.outreach import Survey
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

PAPER, TALLY = "调查问卷", "问卷汇总表"
_SIZE, _LEADING = 13, 26
_ANSWERS = {
    "satisfaction": (("best", "很满意"), ("good", "满意"), ("fair", "一般"), ("bad", "不满意"), ("worst", "很不满意")),
    "awareness": (("best", "很了解"), ("good", "了解"), ("fair", "听说过"), ("bad", "不了解")),
}  # fmt: skip
_BASIC = {
    "satisfaction": "您对我们的知识产权服务总体是否满意？",
    "awareness": "您是否了解知识产权工作站和知识产权保护的有关知识？",
}
_RATES = {"satisfaction": "满意率", "awareness": "知晓率"}
_MEANING = {
    "satisfaction": "满意率＝（很满意＋满意）÷有效答卷×100%。",
    "awareness": "知晓率＝（很了解＋了解＋听说过）÷有效答卷×100%。",
}
_COLUMNS = (17, 29, 19, 27)


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    """Blank, with the topic and the questions of the survey where there is one; 满意度 otherwise."""
    survey: Survey | None = whole.about if whole else None
    return Paper(page(PAPER, copy, top_mm=28, bottom_mm=25), list(_blank(survey, copy)))


def lay_out_tally(whole: Whole | None, copy: Copy) -> Paper:
    survey: Survey | None = whole.about if whole else None
    return Paper(form_page(TALLY, copy), list(_tally(survey, copy)))


def _blank(survey: Survey | None, copy: Copy) -> Iterator[Block]:
    kind = copy.value(survey, "kind") or "satisfaction"
    answers = "　　".join(f"☐{word}" for _, word in _ANSWERS[kind])
    topic = copy.text(survey, "topic") or "知识产权服务满意度"
    yield title(topic if "问卷" in topic else f"{topic}{PAPER}", 20)
    yield Gap(0.5)
    yield _text(
        "您好！为改进知识产权服务，请您抽出两分钟回答下面的问题，在☐内打“√”。问卷不记名，只用于统计。谢谢！",
        2,
    )
    questions = [_BASIC[kind], *filter(None, (copy.text(survey, "questions") or "").splitlines())]
    for number, question in enumerate(questions, start=1):
        yield _text(f"{number}．{question}", join="next")
        yield _text(answers, 2)
    yield _text(f"{len(questions) + 1}．您的意见和建议：", join="next")
    yield Form((100,), [[Cell("", lines=5)]], size=_SIZE, leading=_LEADING)
    yield _text(f"{copy.unit}　　　　填写日期：{day_of(None)}")


def _text(words: str, indent: float = 0, join: str = "") -> Text:
    return Text(words, size=_SIZE, indent=indent, leading=_LEADING, join="next" if join else "")


def _tally(survey: Survey | None, copy: Copy) -> Iterator[Block]:
    kind = copy.value(survey, "kind") or "satisfaction"
    yield title(TALLY, 20)
    number = copy.number(survey) or "　　　　　　　"
    yield Text(f"填报单位：{copy.unit}　　编号：{number}", size=11, indent=0, leading=22, align="center")
    counts = [
        [
            label(word),
            Cell(_copies(survey, name, copy)),
            label("占有效答卷"),
            Cell(_share(survey, name, copy)),
        ]
        for name, word in _ANSWERS[kind]
    ]
    rate = copy.text(survey, "rate")
    rows = [
        [label("问卷名称"), Cell(copy.text(survey, "topic"), 3)],
        [label("调查日期"), Cell(day_of(copy.value(survey, "held_on"))), label("调查方式"), Cell(copy.text(survey, "way"))],
        [label("调查对象"), Cell(copy.text(survey, "asked"), 3)],
        [label("发　　出"), Cell(_copies(survey, "sent", copy)), label("收　　回"), Cell(needed(survey, "returned", copy))],
        *counts,
        [label("有效答卷"), Cell(_copies(survey, "valid", copy)), label(_RATES[kind]), Cell(f"{rate}%" if rate else "")],
        [label("主要意见\n和 建 议"), Cell(copy.text(survey, "opinions"), 3, lines=6, align="left")],
        [label("汇 总 人"), Cell(copy.text(survey, "tallied_by"), 3)],
    ]  # fmt: skip
    yield Form(_COLUMNS, rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield Text(f"注：{_MEANING[kind]}", size=10, indent=0, leading=18)


def _copies(survey: Survey | None, name: str, copy: Copy) -> str:
    told = copy.text(survey, name)
    return f"{told} 份" if told else ""


def _share(survey: Survey | None, name: str, copy: Copy) -> str:
    count, valid = copy.value(survey, name), copy.value(survey, "valid")
    return f"{100 * (count or 0) / valid:.1f}%" if valid else ""
