"""当事人权利义务告知书: what mediation is, what it binds to, and what each party may and must do."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, Text, lacking
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Run
from ercheng_station.records.mediation import Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "当事人权利义务告知书"
_SIZE, _LEADING = 13, 22.5
_CHAPTERS = (
    (
        "一、人民调解的性质",
        "人民调解委员会是依法设立、调解民间纠纷的群众性组织。人民调解是人民调解委员会通过说服、疏导等方法，促使当事人在平等协商的"
        "基础上自愿达成调解协议、解决民间纠纷的活动。调解民间纠纷不收取任何费用。",
    ),
    (
        "二、调解的原则",
        "（一）在当事人自愿、平等的基础上进行调解；当事人一方明确拒绝调解的，不进行调解。\n（二）不违背法律、法规和国家政策。\n"
        "（三）尊重当事人的权利，不因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。",
    ),
    (
        "三、当事人的权利",
        "（一）选择或者接受人民调解员。\n（二）接受调解、拒绝调解或者要求终止调解。\n（三）要求调解公开进行或者不公开进行。\n"
        "（四）自主表达意愿、自愿达成调解协议。",
    ),
    (
        "四、当事人的义务",
        "（一）如实陈述纠纷事实。\n（二）遵守调解现场秩序，尊重人民调解员。\n（三）尊重对方当事人行使权利。",
    ),
    (
        "五、调解协议的效力",
        "（一）经人民调解委员会调解达成的调解协议具有法律约束力，当事人应当按照约定履行，人民调解委员会对履行情况进行监督。\n"
        "（二）当事人之间就调解协议的履行或者内容发生争议的，一方当事人可以向人民法院提起诉讼。\n"
        "（三）双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。",
    ),
)  # fmt: skip
_BASIS = (
    "以上内容根据《中华人民共和国人民调解法》第二条至第四条、第十七条、第二十三条、第二十四条、第三十一条至第三十三条"
    "归纳，以法律条文为准。"
)
_RECEIVED = "上述内容已经知悉，并已收到本告知书。要求调解：☐公开进行　☐不公开进行。"


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(parts.form_page(TITLE, copy), list(_blocks(whole, copy)))


def _blocks(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case = parts.case_of(whole)
    yield from parts.heading(TITLE, whole, copy)
    yield _text([Run("当事人：", "hei", _SIZE), *_parties(whole, copy)])
    for head, words in _CHAPTERS:
        yield Text(head, "hei", _SIZE, leading=_LEADING, join="next")
        yield _text(words)
    yield Text("六、个人信息的处理", "hei", _SIZE, leading=_LEADING, join="next")
    yield _text(_personal(whole, copy))
    yield _text(_BASIS)
    yield _text(_RECEIVED)
    parties = len(whole.all(Party)) if whole else 2
    yield from parts.signing_on(
        parts.signatures("当事人", "签名、盖章或按指印", parties), copy.value(case, "rights_told_on")
    )


def _text(content: str | list[Run]) -> Text:
    return Text(content, size=_SIZE, leading=_LEADING)


def _parties(whole: Whole | None, copy: Copy) -> list[Run]:
    """Everybody with the side they stand on."""
    if whole is None:
        return [Run("", size=_SIZE)]
    told = [
        f"{copy.text(party, 'name')}（{side}）"
        for role, side in parts.sides_of(whole, copy).items()
        for party in parts.of_role(whole, role, copy)
    ]
    return [Run("、".join(told), size=_SIZE)] if told else [lacking(Party.title, size=_SIZE)]


def _personal(whole: Whole | None, copy: Copy) -> str:
    """个人信息保护法 第十七条: who, what for, which kinds, how long, which rights."""
    case = parts.case_of(whole)
    who = copy.text(case.committee, "name") if case else "本人民调解委员会"
    kept = copy.text(case, "retention")
    return (
        f"{who}为调解本纠纷、制作和保管调解卷宗，处理当事人及其代理人的姓名或者名称、身份证件、联系方式、住址和与纠纷有关的材料。"
        f"这些信息随调解卷宗保存{f'，保管期限为{kept}' if kept else '，按卷宗的保管期限保管'}。除依照法律规定或者经本人同意外，"
        "不向他人提供，不公开。当事人可以要求查阅、复制自己的个人信息，发现不准确的可以要求更正，并可以就信息处理要求说明。"
        "依据：《中华人民共和国个人信息保护法》。"
    )
