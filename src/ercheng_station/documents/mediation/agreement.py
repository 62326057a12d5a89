"""人民调解协议书, and the register form of an agreement made by word of mouth."""

from collections.abc import Iterator
from datetime import date

from ercheng_station.documents.blocks import Block, ByHand, lacking
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.parts import (
    FORM_LEADING,
    FORM_SIZE,
    PARTY_COLUMNS,
    all_party_rows,
    form_page,
    heading,
    needed,
    written_day,
)
from ercheng_station.documents.mediation.prose import (
    SIZE,
    Runs,
    blank,
    counted,
    head,
    lines_to_write,
    marked,
    page,
    parties_told,
    run,
    said,
    sealed,
    signed_by,
    signing_rows,
    sum_of,
    value,
)
from ercheng_station.documents.mediation.wanted_results import (
    ORAL_ONLY,
    WRITTEN_ONLY,
    copies_needed,
    few_copies,
)
from ercheng_station.documents.page import Paper
from ercheng_station.records.mediation import Agreement, Instalment
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

TITLE = "人民调解协议书"
ORAL_TITLE = "人民调解口头协议登记表"
_EFFECT = "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。"
"""人民调解法 第二十九条."""


def lay_out(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(page(TITLE, copy), list(_written(whole, copy)))


def lay_out_oral(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(ORAL_TITLE, copy), list(_oral(whole, copy)))


def _written(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    agreement: Agreement | None = whole.about if whole else None
    on: date | None = copy.value(agreement, "agreed_on")
    yield from heading(TITLE, whole, copy)
    yield from marked(
        [WRITTEN_ONLY] if agreement and copy.value(agreement, "form") != "written" else [], copy
    )
    yield from parties_told(whole, on, copy)
    yield head("纠纷主要事实、争议事项：")
    yield from [said(copy.text(agreement, "facts"))] if agreement else lines_to_write(3)
    yield head(
        "经调解，双方当事人自愿达成如下协议：" if _two(whole) else "经调解，各方当事人自愿达成如下协议："
    )
    yield from [said(copy.text(agreement, "terms"))] if agreement else lines_to_write(5)
    yield from _performance(whole, agreement, copy)
    yield said(_EFFECT)
    yield said(_copies(whole, agreement, copy))
    yield from signed_by([*signing_rows(whole, copy), [["人民调解员（签名）：", "记录人（签名）："]]])
    yield sealed(whole, on, copy)


def _two(whole: Whole | None) -> bool:
    return whole is None or len(whole.parts["party"]) == 2


def _performance(whole: Whole | None, agreement: Agreement | None, copy: Copy) -> Iterator[Block]:
    amount: int | None = copy.value(agreement, "amount")
    if amount is not None or agreement is None:
        yield said("给付金额：", [run(sum_of(amount))] if amount is not None else _open_sum())
    note = copy.text(agreement, "way_note")
    way = [*value(agreement, "way", copy, 10), run(f"，{note}" if note else "")]
    place, until = (value(agreement, name, copy, 10) for name in ("place", "deadline"))
    yield said("履行方式：", way, "；履行地点：", place, "；履行期限：", until, "。")
    yield from _instalments(whole, agreement, copy)


def _open_sum() -> Runs:
    return [blank(8), run("元（大写："), blank(10), run("）")]


def _instalments(whole: Whole | None, agreement: Agreement | None, copy: Copy) -> Iterator[Block]:
    """The plan belongs to the paper only where the parties agreed to pay in parts."""
    if whole is None or copy.value(agreement, "way") != "instalments":
        return
    for number, part in enumerate(whole.all(Instalment), start=1):
        due, amount = written_day(copy.value(part, "due_on")), copy.value(part, "amount")
        money = f"，{sum_of(amount)}" if amount is not None else ""
        yield said(f"第{number}期：{due}前，{copy.text(part, 'party')}{copy.text(part, 'what')}{money}；")


def _copies(whole: Whole | None, agreement: Agreement | None, copy: Copy) -> Runs:
    """Each party has one, the committee keeps what is left of them, the court's are told."""
    if whole is None or agreement is None:
        return [
            run("本协议一式"),
            blank(3),
            run("份，当事人、人民调解委员会各执一份，另送人民法院"),
            blank(2),
            run("份。"),
        ]
    parties = len(whole.parts["party"])
    least = copies_needed(whole)
    court = copy.value(agreement, "court_copies") or 0
    total = copy.value(agreement, "copies") or least
    if total < least:
        return [run("本协议一式"), lacking(few_copies(least), size=SIZE), run("份。")]
    kept = total - parties - court
    sent = f"，送人民法院{counted(court)}份" if court else ""
    return [run(f"本协议一式{counted(total)}份，当事人各执一份，人民调解委员会存{counted(kept)}份{sent}。")]


def _oral(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    agreement: Agreement | None = whole.about if whole else None
    on: date | None = copy.value(agreement, "agreed_on")
    yield from heading(ORAL_TITLE, whole, copy)
    yield from marked([ORAL_ONLY] if agreement and copy.value(agreement, "form") != "oral" else [], copy)
    amount: int | None = copy.value(agreement, "amount")
    rows = [
        *all_party_rows(whole, on, copy),
        [label("纠纷主要\n事实和\n争议事项"), Cell(copy.text(agreement, "facts"), 7, lines=4)],
        [label("口头协议\n内　　容"), Cell(copy.text(agreement, "terms"), 7, lines=4)],
        [label("给付金额"), Cell(sum_of(amount) if amount is not None else "", 7)],
        [label("履行方式"), Cell(needed(agreement, "way", copy), 2), label("履行地点", 2), Cell(needed(agreement, "place", copy), 3)],
        [label("履行期限"), Cell(needed(agreement, "deadline", copy), 2), label("达成日期", 2), Cell(written_day(on), 3)],
    ]  # fmt: skip
    note = copy.text(agreement, "way_note")
    if note:
        rows.append([label("方式说明"), Cell(note, 7)])
    yield Form(PARTY_COLUMNS, rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand([["人民调解员（签名）：", "记录人（签名）："]], size=FORM_SIZE, leading=28, above=0.5)
    yield sealed(whole, on, copy, above=0.5, size=FORM_SIZE)
