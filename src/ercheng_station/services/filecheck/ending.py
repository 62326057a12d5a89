"""Rules on what comes after: performance, the visit afterwards, termination and refusal."""

from ercheng_station.records.mediation import Event, FollowUp, Instalment, Mediation
from ercheng_station.records.mediation.states import (
    ARCHIVED,
    FOLLOWED,
    PERFORMED,
    REJECTED,
    TERMINATED,
    UNPERFORMED,
)
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import (
    FORMS,
    HINT,
    LAW,
    MINISTRY,
    MUST,
    SHOULD,
    UNSURE,
    Found,
    Rule,
    in_order,
    unfilled,
)

_SUPERVISE, _ROUTES = f"{LAW}第三十一条", f"{LAW}第二十六条"
_VOUCHER, _VISIT, _NOTICE = "履行凭证", "人民调解回访记录", "终止调解告知书"
_REFUSAL, _REPORT = "不予受理告知书", "人民调解结案报告表"


def _is_terminated(_file: CaseFile, case: Mediation) -> bool:
    return case.outcome == TERMINATED


def _is_rejected(_file: CaseFile, case: Mediation) -> bool:
    return case.outcome == REJECTED


def overdue_is_urged(file: CaseFile) -> Found:
    urged = any(one.kind == "urge" for one in file.all(Event))
    for one in file.all(Instalment):
        if one.state == "pending" and one.due_on < file.today and not (one.urged_on or urged):
            yield one, f"“{one.what}”{one.due_on}到期，没有催促履行的记载"


def failed_is_urged(file: CaseFile) -> Found:
    urged = any(one.kind == "urge" for one in file.all(Event)) or any(
        one.urged_on for one in file.all(Instalment)
    )
    if file.case.status == UNPERFORMED and not urged:
        yield file.case, "协议没有履行，没有督促履行的记载"


def proven(file: CaseFile) -> Found:
    for one in file.all(Instalment):
        if one.state == "done" and not (one.voucher or one.scans):
            yield one, f"“{one.what}”已履行，没有收条、转账凭证等"


def paid_in_full(file: CaseFile) -> Found:
    for one in file.all(Instalment):
        if one.state == "done" and one.amount and one.paid is not None and one.paid < one.amount:
            yield one, f"“{one.what}”登记为已履行，实付少于应付"


def performed_after_agreement(file: CaseFile) -> Found:
    agreed = file.agreement.agreed_on if file.agreement else None
    for one in file.all(Instalment):
        if agreed and one.done_on and one.done_on < agreed:
            yield one, f"“{one.what}”的履行日期（{one.done_on}）早于达成协议（{agreed}）"


def last_step_counts(file: CaseFile) -> Found:
    done = [one.done_on for one in file.all(Instalment) if one.done_on]
    performed = file.case.performed_on
    if performed and done and performed < max(done):
        yield file.case, f"履行完毕日期（{performed}）早于最后一期履行（{max(done)}）"


def visited_afterwards(file: CaseFile) -> Found:
    case = file.case
    closed = case.status in {PERFORMED, FOLLOWED} or (case.status == ARCHIVED and file.is_agreed)
    if closed and not file.all(FollowUp) and not case.unvisited_why:
        yield case, "达成协议的要回访，没有回访记录"


def unvisited_for_a_reason(file: CaseFile) -> Found:
    if file.case.unvisited_why and file.is_agreed and not file.all(FollowUp):
        yield file.case, f"没有回访，写明的原因是：{file.case.unvisited_why}"


def visited_after_effect(file: CaseFile) -> Found:
    effective = file.agreement.effective_on if file.agreement else None
    for one in file.all(FollowUp):
        if effective and one.done_on < effective:
            yield one, f"回访（{one.done_on}）早于协议生效（{effective}）"


def visits_tell_the_same(file: CaseFile) -> Found:
    last = max(file.all(FollowUp), key=lambda one: (one.done_on, one.n), default=None)
    open_ones = [one for one in file.all(Instalment) if one.state != "done"]
    if last and last.extent == "full" and open_ones:
        yield last, f"回访写全部履行，履行计划里还有{len(open_ones)}期没有登记履行"


def told_of_dispute(file: CaseFile) -> Found:
    for one in file.all(FollowUp):
        if one.disputed:
            yield one, "当事人又起争议，请告知可以向人民法院起诉"


def no_agreement_left(file: CaseFile) -> Found:
    if file.case.outcome == TERMINATED and file.agreement:
        yield file.agreement, "案件已经终止调解，卷里却有调解协议"


RULES = (
    Rule("F01", SHOULD, "到期未履行的已催促", _SUPERVISE, "urged_on", _VOUCHER, overdue_is_urged),
    Rule("F02", SHOULD, "不履行的已督促", _SUPERVISE, "unperformed_why", _VOUCHER, failed_is_urged),
    Rule("F03", SHOULD, "履行有凭证", UNSURE, "voucher", _VOUCHER, proven),
    Rule("F04", MUST, "实付与应付一致", UNSURE, "paid", _VOUCHER, paid_in_full),
    Rule("F05", SHOULD, "履行在协议之后", UNSURE, "done_on", _VOUCHER, performed_after_agreement),
    Rule("F06", SHOULD, "履行完毕不早于最后一期", UNSURE, "performed_on", _REPORT, last_step_counts),
    Rule("F07", MUST, "履行后有回访", MINISTRY, "status", _VISIT, visited_afterwards),
    Rule("F18", HINT, "未回访的原因站得住", MINISTRY, "unvisited_why", _VISIT, unvisited_for_a_reason),
    Rule("F08", SHOULD, "回访在协议生效之后", MINISTRY, "done_on", _VISIT, visited_after_effect),
    Rule("F09", SHOULD, "回访与履行情况一致", UNSURE, "extent", _VISIT, visits_tell_the_same),
    Rule("F10", SHOULD, "写明回访情况", FORMS, "content", _VISIT, unfilled(FollowUp, "content")),
    Rule("F11", HINT, "争议再起已告知", f"{LAW}第三十二条", "disputed", _VISIT, told_of_dispute),
    Rule("F12", MUST, "写明终止原因", _ROUTES, "termination", _NOTICE,
         unfilled(Mediation, "termination", _is_terminated)),
    Rule("F13", MUST, "告知其他途径", _ROUTES, "told_routes", _NOTICE,
         unfilled(Mediation, "told_routes", _is_terminated)),
    Rule("F14", MUST, "写明告知日期", _ROUTES, "told_on", _NOTICE, unfilled(Mediation, "told_on", _is_terminated)),
    Rule("F15", SHOULD, "告知不早于终止", UNSURE, "told_on", _NOTICE,
         in_order("ended_on", "told_on", lambda file: file.case if _is_terminated(file, file.case) else None)),
    Rule("F16", SHOULD, "终止的没有协议", UNSURE, "status", _NOTICE, no_agreement_left),
    Rule("F17", MUST, "写明不予受理原因", UNSURE, "rejection", _REFUSAL,
         unfilled(Mediation, "rejection", _is_rejected)),
    Rule("F19", MUST, "不予受理的告知其他途径", UNSURE, "told_routes", _REFUSAL,
         unfilled(Mediation, "told_routes", _is_rejected)),
    Rule("F20", MUST, "不予受理的写明告知日期", UNSURE, "told_on", _REFUSAL,
         unfilled(Mediation, "told_on", _is_rejected)),
)  # fmt: skip
