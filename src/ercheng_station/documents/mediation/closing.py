"""What closes the file: 卷宗情况说明, 结案报告表 and, where the office pays by the case, 补贴申领表."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, ByHand, Gap, lacking
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.mediation.follow_up import all_names
from ercheng_station.documents.mediation.parts import (
    FORM_LEADING,
    FORM_SIZE,
    committee,
    day,
    day_of,
    file_number,
    form_page,
    heading,
    is_person,
    needed,
    of_role,
    sides_of,
    ticks,
)
from ercheng_station.documents.mediation.prose import agreement_of, mediators, sealed, sum_of
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Content
from ercheng_station.records.mediation import Agreement, Mediation, Party
from ercheng_station.records.mediation.states import AGREED, REJECTED, TERMINATED
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

NOTE = "卷宗情况说明"
REPORT = "人民调解结案报告表"
CLAIM = "人民调解案件补贴申领表"
_COLUMNS = (11, 10, 9, 8, 9, 11, 12, 15)

_REASONS = {
    TERMINATED: ("termination", "termination_note"),
    REJECTED: ("rejection", "rejection_note"),
}


def lay_out_note(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(NOTE, copy), list(_note(whole, copy)))


def lay_out_report(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(REPORT, copy), list(_report(whole, copy)))


def lay_out_claim(whole: Whole | None, copy: Copy) -> Paper:
    return Paper(form_page(CLAIM, copy), list(_claim(whole, copy)))


def _note(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case: Mediation | None = whole.record if whole else None
    yield from heading(NOTE, whole, copy)
    rows = [
        [label("情况说明"), Cell(needed(case, "file_note", copy), 3, lines=20)],
        [label("立 卷 人"), Cell(needed(case, "archivist", copy)), label("检 查 人"), Cell(needed(case, "checker", copy))],
        [label("立卷时间"), Cell(day(case, "archived_on", copy)), label("检查时间"), Cell(day(case, "checked_on", copy))],
    ]  # fmt: skip
    yield Form((14, 28, 14, 28), rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand([["立卷人（签名）：", "检查人（签名）："]], size=FORM_SIZE, leading=28, above=0.5)


def _report(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case: Mediation | None = whole.record if whole else None
    yield from heading(REPORT, whole, copy, numbered=False)
    yield Gap(0.3)
    rows = [
        [label("卷　　号"), Cell(file_number(whole, copy), 4), label("填表时间"), Cell(day(case, "archived_on", copy), 2)],
        [label("承办单位"), Cell(committee(whole, copy) if whole else "", 4), label("承 办 人"), Cell(_mediators(whole, copy), 2)],
        [label("受案时间"), Cell(day(case, "accepted_on", copy), 4), label("结案时间"), Cell(_closed(case, copy), 2)],
        [label("当 事 人"), label("姓名或名称", 3), label("住址或住所", 3), label("电　话")],
        *_parties(whole, copy),
        [label("案件来源"), Cell(ticks(Mediation, case, "source", copy), 7)],
        [label("纠纷类型"), Cell(copy.text(case, "dispute_type"), 7)],
        [label("纠纷简要\n事　　实"), Cell(needed(case, "facts", copy), 7, lines=4)],
        [label("调解结果"), Cell(_result(whole, copy), 7, lines=4)],
        [label("履行情况"), Cell(_performed(case, copy), 7, lines=2)],
        [label("备　　注"), Cell("", 7)],
    ]  # fmt: skip
    yield Form(_COLUMNS, rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand([["承办人（签名）：", "审核人（签名）："]], size=FORM_SIZE, leading=28, above=0.5)
    yield sealed(whole, copy.value(case, "archived_on"), copy, size=FORM_SIZE)


def _claim(whole: Whole | None, copy: Copy) -> Iterator[Block]:
    case: Mediation | None = whole.record if whole else None
    amount: int | None = copy.value(case, "amount")
    yield from heading(CLAIM, whole, copy)
    rows = [
        [label("案件名称"), Cell(copy.text(case, "name"), 7)],
        [label("当 事 人"), Cell(all_names(whole, copy), 7)],
        [label("纠纷类型"), Cell(copy.text(case, "dispute_type"), 7)],
        [label("案件类别"), Cell(_class(case, copy), 7)],
        [label("受理日期"), Cell(day(case, "accepted_on", copy), 4), label("结束日期"), Cell(day(case, "ended_on", copy), 2)],
        [label("涉及金额"), Cell(sum_of(amount) if amount is not None else "", 7)],
        [label("调解结果"), Cell(_result(whole, copy), 7, lines=4)],
        [label("履行情况"), Cell(_performed(case, copy), 7, lines=2)],
        [label("调 解 员"), Cell(_mediators(whole, copy), 4), label("记 录 人"), Cell(copy.text(case, "recorder"), 2)],
        [label("申领金额"), Cell("　　　　　　元（大写：　　　　　　　　　　　　　　）", 7)],
        [label("领 款 人\n签名和日期"), Cell("", 7, lines=2)],
        [label("调 委 会\n意　　见"), Cell("", 7, lines=2)],
        [label("审核单位\n意　　见"), Cell("", 7, lines=2)],
    ]  # fmt: skip
    yield Form(_COLUMNS, rows, size=FORM_SIZE, leading=FORM_LEADING)
    yield ByHand([["申领人（签名）：", "日期："]], size=FORM_SIZE, leading=28, above=0.5)
    yield sealed(whole, None, copy, size=FORM_SIZE)


def _parties(whole: Whole | None, copy: Copy) -> Iterator[list[Cell]]:
    for role, side in sides_of(whole, copy).items():
        parties = of_role(whole, role, copy)
        for party in parties:
            phone = copy.text(party, "mobile" if is_person(party, copy) else "phone")
            yield [label(side), Cell(copy.text(party, "name"), 3), Cell(copy.text(party, "address"), 3), Cell(phone)]  # fmt: skip
        if whole is None and role != "third":
            yield [label(side), Cell("", 3), Cell("", 3), Cell("")]
    if whole and not whole.all(Party):
        yield [label(""), Cell([lacking(Party.title, size=FORM_SIZE)], 7)]


def _mediators(whole: Whole | None, copy: Copy) -> Content:
    return mediators(whole, copy) or needed(whole.record if whole else None, "mediator", copy)


def _class(case: Mediation | None, copy: Copy) -> Content:
    if case is None or copy.text(case, "case_class") or copy.by_hand:
        return ticks(Mediation, case, "case_class", copy)
    return needed(case, "case_class", copy)


def _closed(case: Mediation | None, copy: Copy) -> Content:
    """The day of full performance; a case without any ends when it was closed."""
    days = [copy.value(case, name) for name in ("performed_on", "closed_on", "ended_on")]
    found = next((one for one in days if one), None)
    return day_of(found) if found or case is None else day(case, "closed_on", copy)


def _result(whole: Whole | None, copy: Copy) -> str:
    """How it came out, with the terms or the reasons."""
    case: Mediation | None = whole.record if whole else None
    outcome, agreement = copy.value(case, "outcome"), agreement_of(whole)
    told = [copy.text(case, "outcome")]
    if outcome == AGREED and agreement:
        told += [f"{copy.text(agreement, 'form')}：", copy.text(agreement, "terms"), _sum(agreement, copy)]
    told += [copy.text(case, name) for name in _REASONS.get(outcome, ())]
    return "\n".join(line for line in told if line)


def _sum(agreement: Agreement, copy: Copy) -> str:
    amount: int | None = copy.value(agreement, "amount")
    return f"给付金额：{sum_of(amount)}" if amount is not None else ""


def _performed(case: Mediation | None, copy: Copy) -> str:
    done = copy.value(case, "performed_on")
    unvisited = copy.text(case, "unvisited_why")
    told = [
        f"{day_of(done)}履行完毕" if done else "",
        copy.text(case, "unperformed_why"),
        f"未回访：{unvisited}" if unvisited else "",
    ]
    return "\n".join(line for line in told if line)
