"""What falls due in people's mediation, each with the law or the office's own reminder that says so."""

from collections.abc import Callable

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Confirmation,
    FollowUp,
    Instalment,
    Mediation,
    Party,
)
from ercheng_station.records.mediation.case import ASSIGNED
from ercheng_station.records.mediation.states import AGREED, CONSULTING, PERFORMED, REGISTERED
from ercheng_station.services.rule import Rule

TERM_WARNING = 90
_OPEN = Condition("outcome", "empty")
_NOT_EXTENDED = (_OPEN, Condition("extended_until", "empty"))


def _case_of(row: Row) -> str:
    return f"{row.values['case'].title}：{row.label}"


def _consent_pending(store: Store) -> Callable[[Row], bool]:
    asked = store.tally(Query(Party, where=(Condition("consent", "is", "pending"),)), "case")
    return lambda row: row.values["status"] in {REGISTERED, CONSULTING} and row.n in asked


def _not_followed_up(store: Store) -> Callable[[Row], bool]:
    visited = store.tally(Query(FollowUp), "case")
    return lambda row: row.n not in visited


def _not_applied(store: Store) -> Callable[[Row], bool]:
    found = store.rows(Query(Confirmation, where=(Condition("applied_on", "filled"),)))
    applied = {row.values["case"].uid for row in found}
    return lambda row: row.values["case"].uid not in applied


def _case_open(store: Store) -> Callable[[Row], bool]:
    def test(row: Row) -> bool:
        party = store.row(Party, row.values["party"].uid)
        return store.row(Mediation, party.values["case"].uid).values["outcome"] is None

    return test


def _case_agreed(store: Store) -> Callable[[Row], bool]:
    return lambda row: store.row(Mediation, row.values["case"].uid).values["outcome"] == AGREED


CASE_RULES = (
    Rule(
        Mediation, "accepted_on", "调解期限", "", (*_NOT_EXTENDED, Condition("source", "not", ASSIGNED)), lambda row: row.label,
        clock="mediation.finish",
    ),
    Rule(
        Mediation, "applied_on", "委派调解期限", "", (*_NOT_EXTENDED, Condition("source", "is", ASSIGNED)), lambda row: row.label,
        clock="mediation.court",
    ),
    Rule(
        Mediation, "extended_until", "调解期限", "当事人同意延长到的日期（人民调解工作若干规定）", (_OPEN,), lambda row: row.label,
    ),
    Rule(
        Mediation, "applied_on", "征求同意", "", (_OPEN,),
        lambda row: row.label, clock="mediation.consent", still=_consent_pending,
    ),
    Rule(
        Instalment, "due_on", "督促履行", "调解协议约定的履行日期；人民调解委员会应当督促履行（人民调解法第三十一条）",
        (Condition("state", "not", "done"),), _case_of, of_owner=True, still=_case_agreed,
    ),
    Rule(
        Agreement, "effective_on", "申请司法确认", "", (Condition("apply_confirmation", "is", True),), _case_of, clock="confirmation.apply", ahead=14, back=30, of_owner=True, still=_not_applied,
    ),
    Rule(
        Confirmation, "applied_on", "询问法院是否受理", "", (Condition("state", "is", "applied"), Condition("docket", "empty")), _case_of,
        clock="confirmation.accept", back=60, of_owner=True,
    ),
    Rule(
        Mediation, "performed_on", "回访", "",
        (Condition("status", "is", PERFORMED),), lambda row: row.label, clock="mediation.follow_up", still=_not_followed_up,
    ),
    Rule(
        Agent, "valid_until", "委托到期", "授权委托书写明的委托期限", (), lambda row: f"{row.values['party'].title}的代理人{row.label}",
        ahead=7, back=60, of_owner=True, still=_case_open,
    ),
    Rule(
        Committee, "term_until", "调委会换届", f"本届任期届满（人民调解法第九条）；届满前 {TERM_WARNING} 天提醒", (),
        lambda row: row.label, ahead=TERM_WARNING,
    ),
)  # fmt: skip
