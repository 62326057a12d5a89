"""卷内目录: what the file holds, and on which page each paper begins."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ercheng_station.documents.blocks import Block, Gap, title
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation import parts
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Evidence,
    FollowUp,
    Instalment,
    Investigation,
    Party,
    Session,
)
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "卷内目录"
_ROWS = 23
"""That one page holds."""
_TITLE_CHARS, _REMARK_CHARS = 18, 8
"""That one line holds."""


class Entry(NamedTuple):
    """`page` is where the paper begins in the bound file; 0 leaves room for a pen."""

    title: str
    page: int = 0
    remark: str = ""


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    """The papers that exist, their page numbers open; the dossier, which knows these, uses `listed`."""
    return listed(list(_entries(whole, copy)) if whole else [], copy)


def listed(entries: Sequence[Entry], copy: Copy) -> Paper:
    """These entries in their order; room to add more where they do not fill the page."""
    page = parts.form_page(TITLE, copy, numbers="none")
    return Paper(page, list(_blocks(entries, copy)))


def _blocks(entries: Sequence[Entry], copy: Copy) -> Iterator[Block]:
    yield title(TITLE)
    yield Gap(0.5)
    heads = [label(name) for name in ("序号", "文书名称", "页号", "备注")]
    rows = [_row(str(number), entry, copy) for number, entry in enumerate(entries, 1)]
    spare = [_row("", Entry(""), copy) for _ in range(_ROWS - sum(map(_lines, entries)))]
    yield Form(
        (9, 53, 12, 26),
        [heads, *rows, *spare],
        repeated=1,
        size=parts.FORM_SIZE,
        leading=parts.FORM_LEADING,
    )


def _lines(entry: Entry) -> int:
    return max(1, -(-len(entry.title) // _TITLE_CHARS), -(-len(entry.remark) // _REMARK_CHARS))


def _row(number: str, entry: Entry, copy: Copy) -> list[Cell]:
    return [
        Cell(number, align="center"),
        Cell(copy.hidden(entry.title), align="left"),
        Cell(str(entry.page or ""), align="center"),
        Cell(copy.hidden(entry.remark), align="left"),
    ]


def _entries(whole: Whole, copy: Copy) -> Iterator[Entry]:
    """In the order of the file (司发通〔2010〕239号 and the local list that adds to it)."""
    case = whole.record
    if copy.value(case, "source") == "application":
        yield Entry("人民调解申请书")
    yield Entry("人民调解受理登记表")
    if copy.value(case, "rights_told_on"):
        yield Entry("当事人权利义务告知书")
    if any(copy.value(party, "identity") for party in whole.all(Party)):
        yield Entry("身份证明")
    yield from _work(whole, copy)
    yield from _outcome(whole, copy)
    if copy.value(case, "file_note"):
        yield Entry("卷宗情况说明")
    yield Entry("封底")


def _work(whole: Whole, copy: Copy) -> Iterator[Entry]:
    for agent in whole.all(Agent):
        yield Entry("授权委托书", remark=copy.text(agent, "name"))
    for investigation in whole.all(Investigation):
        yield Entry("人民调解调查记录", remark=copy.text(investigation, "asked"))
    if [copy.value(evidence, "name") for evidence in whole.all(Evidence)]:
        yield Entry("人民调解证据材料清单")
    for session in whole.all(Session):
        yield Entry("人民调解记录", remark=f"第{copy.value(session, 'serial')}次调解")


def _outcome(whole: Whole, copy: Copy) -> Iterator[Entry]:
    for agreement in whole.all(Agreement):
        oral = copy.value(agreement, "form") == "oral"
        yield Entry("人民调解口头协议登记表" if oral else "人民调解协议书")
    if any(copy.value(step, "voucher") or copy.value(step, "scans") for step in whole.all(Instalment)):
        yield Entry("履行凭证")
    for follow_up in whole.all(FollowUp):
        yield Entry("人民调解回访记录", remark=parts.day_of(copy.value(follow_up, "done_on")))
    for confirmation in whole.all(Confirmation):
        yield Entry("司法确认申请书", remark=copy.text(confirmation, "docket"))
    if copy.value(whole.record, "termination"):
        yield Entry("终止调解告知书")
    if copy.value(whole.record, "rejection"):
        yield Entry("不予受理告知书")
