"""Rules on the agreement: what it must contain, who signed and sealed it, and in which order."""

import re
from collections.abc import Callable
from datetime import date

from ercheng_station.records.mediation import Agreement, Instalment, Party, Session
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import (
    FILE_LIST,
    FORMS,
    HINT,
    LAW,
    MINISTRY,
    MUST,
    SHOULD,
    UNSURE,
    Check,
    Found,
    Rule,
)

_PAPER, _RECORD = "人民调解协议书", "人民调解记录"
_EFFECT = f"{LAW}第二十八条至第三十条"
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


def missing(field: str, when: Callable[[Agreement], bool] = lambda _agreement: True) -> Check:
    """The agreement in force must have the field."""

    def check(file: CaseFile) -> Found:
        agreement = file.agreement
        if agreement and when(agreement) and getattr(agreement, field) in (None, ""):
            yield agreement, f"协议没有填写{Agreement.kept[field].label}"

    return check


def _is_written(agreement: Agreement) -> bool:
    return agreement.form == "written"


def there_is_one(file: CaseFile) -> Found:
    if file.is_agreed and file.agreement is None:
        yield file.case, "案件状态是达成协议以后，没有登记调解协议"


def session_before_agreement(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement and agreement.form == "written" and not file.all(Session):
        yield file.case, "达成了书面协议，没有调解记录"


def not_before_session(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement and file.first_day and agreement.agreed_on < file.first_day:
        yield agreement, f"协议（{agreement.agreed_on}）早于第一次调解（{file.first_day}）"


def ends_the_case(file: CaseFile) -> Found:
    agreement, ended = file.agreement, file.case.ended_on
    if file.is_agreed and agreement and ended and ended != agreement.agreed_on:
        yield file.case, f"结束日期（{ended}）与达成协议的日期（{agreement.agreed_on}）不一致"


def sealed_last(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement is None or not agreement.sealed_on:
        return
    for name in ("signed_on", "mediator_signed_on"):
        on = getattr(agreement, name)
        if on and on > agreement.sealed_on:
            yield agreement, f"用印（{agreement.sealed_on}）早于{Agreement.kept[name].label}（{on}）"


def enough_copies(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement is None or agreement.copies is None:
        return
    needed = len(file.all(Party)) + 1 + (agreement.court_copies or 0)
    if agreement.copies < needed:
        yield agreement, f"一式{agreement.copies}份不够：当事人各一份，调委会留一份，法院另计，至少{needed}份"


def planned(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement and agreement.way == "instalments" and not file.all(Instalment):
        yield agreement, "分期履行，没有登记履行计划"


def within_deadline(file: CaseFile) -> Found:
    last = _last_day(file.agreement.deadline) if file.agreement else None
    for one in file.all(Instalment):
        if last and one.due_on > last:
            yield one, f"“{one.what}”应履行日期（{one.due_on}）晚于协议写明的期限（{last}）"


def _last_day(words: str | None) -> date | None:
    """The latest day that the words name."""
    days = []
    for year, month, day in _DAY.findall(words or ""):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(days, default=None)


def not_future(file: CaseFile) -> Found:
    agreement = file.agreement
    for name in ("agreed_on", "signed_on", "mediator_signed_on", "sealed_on"):
        on = getattr(agreement, name) if agreement else None
        if on and on > file.today:
            yield agreement, f"{Agreement.kept[name].label}（{on}）晚于今天"


RULES = (
    Rule("D01", MUST, "有调解协议", FILE_LIST, "status", _PAPER, there_is_one),
    Rule("D02", MUST, "书面协议有调解记录", FILE_LIST, "status", _RECORD, session_before_agreement),
    Rule("D03", MUST, "协议在调解之后", UNSURE, "agreed_on", _PAPER, not_before_session),
    Rule("D04", SHOULD, "结束日期与协议一致", FORMS, "ended_on", "人民调解卷宗封面", ends_the_case),
    Rule("D05", MUST, "写明履行方式", MINISTRY, "way", _PAPER, missing("way")),
    Rule("D06", MUST, "写明履行地点", MINISTRY, "place", _PAPER, missing("place")),
    Rule("D07", MUST, "写明履行期限", MINISTRY, "deadline", _PAPER, missing("deadline")),
    Rule("D08", MUST, "当事人签字", _EFFECT, "signed_on", _PAPER, missing("signed_on", _is_written)),
    Rule("D09", MUST, "调解员签字", _EFFECT, "mediator_signed_on", _PAPER,
         missing("mediator_signed_on", _is_written)),
    Rule("D10", MUST, "调委会盖章", _EFFECT, "sealed_on", _PAPER, missing("sealed_on", _is_written)),
    Rule("D11", SHOULD, "签字在用印之前", UNSURE, "sealed_on", _PAPER, sealed_last),
    Rule("D12", HINT, "有用印经手人", UNSURE, "sealed_by", _PAPER,
         missing("sealed_by", lambda agreement: agreement.sealed_on is not None)),
    Rule("D13", SHOULD, "协议份数够用", _EFFECT, "copies", _PAPER, enough_copies),
    Rule("D14", SHOULD, "分期履行有计划", MINISTRY, "way", _PAPER, planned),
    Rule("D15", SHOULD, "履行计划不超过协议期限", MINISTRY, "due_on", _PAPER, within_deadline),
    Rule("D16", SHOULD, "协议日期不晚于今天", UNSURE, "agreed_on", _PAPER, not_future),
)  # fmt: skip
