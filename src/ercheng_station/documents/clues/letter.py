"""Letters to other bodies in the official layout: the bureau that sends them, its number, the text, seal and day.

The bureau gives the number; until then the letter is a 送审稿 with room for it. Grades and routes never stand on them.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from ercheng_station.documents.blocks import (
    Block,
    ByHand,
    Gap,
    Signed,
    Text,
    Together,
    body,
    lacking,
    title,
)
from ercheng_station.documents.mediation.parts import day_of, page
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Blank, Run
from ercheng_station.documents.periods import period
from ercheng_station.records.base import Record
from ercheng_station.records.clues import Cooperation, Transfer
from ercheng_station.records.clues.handing import POLICE
from ercheng_station.records.dates import beijing
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

ASSIST, NOTICE, TRANSFER, TO_POLICE = "协助调查函", "线索通报函", "案件移送函", "涉嫌犯罪案件移送书"
_ROOM_FOR_NUMBER = "　　市监　　〔　　　　〕　　号"
_SECRET = "请注意保密，不得泄露举报人的信息和办理情况。"
_NUMBER = 14


def lay_out_assist(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(ASSIST, copy), list(_assist(whole.about if whole else None, copy)))


def lay_out_notice(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(NOTICE, copy), list(_notice(whole.about if whole else None, copy)))


def lay_out_transfer(whole: Whole | None, copy: Copy) -> Paper:
    case: Transfer | None = whole.about if whole else None
    name = TO_POLICE if copy.value(case, "to") == POLICE else TRANSFER
    return Paper(page(name, copy), list(_transfer(name, case, copy)))


def _assist(letter: Cooperation | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(ASSIST, letter, "counterpart", copy)
    yield _said("我局在办理", _value(letter, "matter", copy, 20), "一案中，需要你单位协助调查。依照《中华人民共和国行政处罚法》第二十六条和市场监督管理行政处罚程序的规定，现将有关事项函告如下：")  # fmt: skip
    yield _said("协助事项：", _value(letter, "request", copy, 40))
    materials = copy.text(letter, "materials")
    if letter is None or materials:
        yield _said("需要提供的材料：", _shown(materials, "", 38))
    within = period("cooperation.reply", letter.opened_on if letter else None, copy)
    yield _said(f"请自收到本函之日起{within}内函复我局；需要延期或者无法协助的，请及时函告并说明理由。")
    yield from _ending(letter, copy)


def _notice(letter: Cooperation | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(NOTICE, letter, "counterpart", copy)
    yield _said("我局在工作中发现", _value(letter, "matter", copy, 20), "的线索，属于你单位管辖或者与你单位办理的事项有关，现通报如下：")  # fmt: skip
    yield _said(_value(letter, "request", copy, 40))
    yield _said("请依法处理，并将处理情况函告我局。", _SECRET)
    yield from _ending(letter, copy)


def _transfer(title_: str, case: Transfer | None, copy: Copy) -> Iterator[Block]:
    yield from _opening(title_, case, "receiver", copy)
    yield _said("我局办理的", _value(case, "name", copy, 20), "，经查：", _value(case, "reason", copy, 60))
    yield _said("依照", _value(case, "basis", copy, 20), "的规定，现将该案移送你单位处理。")
    papers = copy.text(case, "papers")
    yield _said("随案移送的材料：", _shown(papers, "", 30), "。证据和物品见所附清单。")
    yield _said("请在所附回执上签收后退回我局，并将处理结果函告我局。", _SECRET)
    yield _sealed(case, _on(case, copy), copy)
    yield Gap(1)
    yield Together(list(_receipt(title_, case, copy)))


def _receipt(title_: str, case: Transfer | None, copy: Copy) -> Iterator[Block]:
    yield Text("送达回执", "hei", align="center", indent=0)
    organ = copy.text(case, "organ") or "　　　　　　　　"
    number = copy.text(case, "letter_number") or _ROOM_FOR_NUMBER
    yield Text(f"{organ}：", indent=0)
    name = _shown(copy.text(case, "name"), "", 12)
    yield _said(f"你局{number}《{title_}》和", name, "的材料收悉。")
    yield ByHand([["接收单位（印章）："], ["接收人：", "接收日期："], ["处理意见："]], above=0.3)


def _opening(name: str, record: Cooperation | Transfer | None, to: str, copy: Copy) -> Iterator[Block]:
    organ = copy.text(record, "organ")
    words = Run(organ, "song", 20) if organ else Blank(face="song", size=20, chars=14)
    yield Text([words], align="center", indent=0, leading=32, join="next")
    number = copy.text(record, "letter_number")
    yield title(name)
    if record and not number:
        yield Text("（送审稿）", "kai", align="center", indent=0, join="next")
    yield Text(number or _ROOM_FOR_NUMBER, size=_NUMBER, align="right", indent=0, join="next")
    yield Gap(0.5)
    yield Text([*_value(record, to, copy, 14), Run("：")], indent=0)


def _ending(letter: Cooperation | None, copy: Copy) -> Iterator[Block]:
    told = [copy.text(letter, name) for name in ("contact", "contact_phone", "contact_address")]
    words = [f"{label}：{text}" for label, text in zip(("联系人", "电话", "地址"), told, strict=True) if text]
    if letter is None or words:
        yield body("　".join(words) if letter else "联系人：　　　　　　电话：　　　　　　　　地址：")
    enclosed = [line for line in copy.text(letter, "enclosures").splitlines() if line.strip()]
    for number, line in enumerate(enclosed, 1):
        lead = "附件：" if number == 1 else "　　　"
        yield body(f"{lead}{f'{number}. ' if len(enclosed) > 1 else ''}{line.strip()}")
    yield _sealed(letter, _on(letter, copy), copy)


def _sealed(record: Cooperation | Transfer | None, on: date | None, copy: Copy) -> Signed:
    return Signed([f"{copy.text(record, 'organ') or '　　　　　　　　'}（印章）"], day_of(on), above=1.5)


def _on(record: Cooperation | Transfer | None, copy: Copy) -> date | None:
    """The day of a letter that has its number; a 送审稿 has none yet."""
    if record is None or not copy.text(record, "letter_number"):
        return None
    if isinstance(record, Transfer):
        at = copy.value(record, "handed_at")
        return beijing(at).date() if at else None
    found: date | None = copy.value(record, "sent_on")
    return found


def _said(*content: str | Sequence[Run]) -> Text:
    runs: list[Run] = []
    for piece in content:
        runs += [Run(piece)] if isinstance(piece, str) else piece
    return Text(runs, align="left" if any(isinstance(one, Blank) for one in runs) else "justify")


def _value(record: Record | None, name: str, copy: Copy, chars: float) -> list[Run]:
    """What was typed; a line for a pen in an empty form; in a draft the mark that it is missing."""
    label = type(record).kept[name].label if record and not copy.by_hand else ""
    return _shown(copy.text(record, name), label, chars)


def _shown(text: str, label: str, chars: float) -> list[Run]:
    if text:
        return [Run(text)]
    return [lacking(label)] if label else [Blank(chars=chars)]
