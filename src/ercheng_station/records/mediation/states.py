"""The states of a case: which may follow which, what each requires of it and all it owns, and how it came out."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

REGISTERED, CONSULTING, ACCEPTED, REJECTED = "registered", "consulting", "accepted", "rejected"
MEDIATING_NOW, WRITTEN, ORAL, TERMINATED = "mediating", "written", "oral", "terminated"
PERFORMING, PERFORMED, UNPERFORMED = "performing", "performed", "unperformed"
FOLLOWED, ARCHIVED = "followed", "archived"
AGREED_STATES = frozenset({WRITTEN, ORAL, PERFORMING, PERFORMED, UNPERFORMED, FOLLOWED})
UNASKED = frozenset({"initiative", "police", "government"})
"""Sources without an application (人民调解法 第十七条: 主动调解): both sides are parties, and nobody is 申请人."""
AGREED = "agreed"
MOVES = {
    REGISTERED: (CONSULTING, ACCEPTED, ORAL, REJECTED),
    CONSULTING: (ACCEPTED, ORAL, REJECTED, REGISTERED),
    ACCEPTED: (MEDIATING_NOW, WRITTEN, ORAL, TERMINATED, CONSULTING),
    MEDIATING_NOW: (WRITTEN, ORAL, TERMINATED, ACCEPTED),
    WRITTEN: (PERFORMING, PERFORMED, UNPERFORMED, MEDIATING_NOW),
    ORAL: (PERFORMING, PERFORMED, UNPERFORMED, MEDIATING_NOW),
    PERFORMING: (PERFORMED, UNPERFORMED, FOLLOWED, WRITTEN, ORAL),
    PERFORMED: (FOLLOWED, ARCHIVED, PERFORMING),
    UNPERFORMED: (PERFORMING, PERFORMED, FOLLOWED, ARCHIVED, MEDIATING_NOW),
    FOLLOWED: (ARCHIVED, PERFORMING, PERFORMED, UNPERFORMED),
    TERMINATED: (ARCHIVED, MEDIATING_NOW),
    REJECTED: (ARCHIVED, CONSULTING, REGISTERED),
    ARCHIVED: (FOLLOWED, PERFORMED, UNPERFORMED, TERMINATED, REJECTED),
}


def outcome_of(values: Mapping[str, Any]) -> str | None:
    """agreed, terminated or rejected; None while the case is open. A bound file keeps the outcome it was bound with."""
    status = values.get("status")
    if status == ARCHIVED:
        return values.get("outcome") or _told_by_reasons(values)
    if status in AGREED_STATES:
        return AGREED
    return status if status in {TERMINATED, REJECTED} else None


def settled_on(values: Mapping[str, Any]) -> date | None:
    """The day a case counts as 办结. Old cases brought in without it count by the next best day they tell."""
    if outcome_of(values) is None:
        return None
    days = ("ended_on", "performed_on", "closed_on", "archived_on", "accepted_on", "applied_on")
    return next((day for name in days if (day := values.get(name))), None)


def in_force(whole: "Whole") -> Any:
    """The agreement that holds: the newest, made last of those of one day; an earlier one was mediated anew."""
    return max(reversed(whole.parts.get("agreement", ())), key=lambda one: one.agreed_on, default=None)


def lacking(whole: "Whole", status: str) -> Iterator[str]:
    """What a case in that state must have and this one has not, in sentences."""
    if status in {REGISTERED, CONSULTING}:
        yield from _too_early(whole)
    elif status == ARCHIVED:
        yield from _archived(whole)
    else:
        yield from _REQUIRED[status](whole)


def _told_by_reasons(values: Mapping[str, Any]) -> str:
    if values.get("rejection") and not values.get("accepted_on"):
        return REJECTED
    return TERMINATED if values.get("termination") else AGREED


def _too_early(whole: "Whole") -> Iterator[str]:
    """人民调解法 第十七条: nobody is mediated without consent, so nothing happens before acceptance."""
    for kind, what in (("session", "调解记录"), ("agreement", "调解协议")):
        if whole.parts[kind]:
            yield f"已有{what}，要先征得双方同意并受理"


def _rejected(whole: "Whole") -> Iterator[str]:
    """Whoever is not taken in is told where else to go as one whose case ends without agreement is (第二十六条)."""
    yield from _too_early(whole)
    yield from _unfilled(whole, "rejection", "ended_on", "told_routes", "told_on")


def _taken_in(whole: "Whole") -> Iterator[str]:
    """What stays true of every accepted case, whatever the parties want later."""
    yield from _unfilled(whole, "accepted_on", "mediator")
    roles = [party.role for party in whole.parts["party"] if party.role != "third"]
    if whole.record.source in UNASKED:
        if len(roles) < 2:
            yield "登记双方当事人"
        return
    for role, side in (("applicant", "申请人"), ("respondent", "被申请人")):
        if role not in roles:
            yield f"登记{side}"


def _accepted(whole: "Whole") -> Iterator[str]:
    yield from _taken_in(whole)
    for party in whole.parts["party"]:
        if party.role != "third" and party.consent != AGREED:
            yield f"“{party.name}”同意调解"


def _not_begun(whole: "Whole") -> Iterator[str]:
    """Accepted and no more, unless the parties know their rights (人民调解法 第二十三条、第二十四条)."""
    yield from _mediating(whole) if whole.parts["session"] else _accepted(whole)


def _mediating(whole: "Whole") -> Iterator[str]:
    yield from _accepted(whole)
    yield from _unfilled(whole, "rights_told_on")


def _written(whole: "Whole") -> Iterator[str]:
    yield from _mediating(whole)
    yield from _unfilled(whole, "ended_on")
    if not whole.parts["session"]:
        yield "一次调解记录"
    yield from _agreed_upon(whole, "written", "书面调解协议")


def _oral(whole: "Whole") -> Iterator[str]:
    """Simple cases need no minutes; what was agreed is registered (人民调解法 第二十八条)."""
    yield from _mediating(whole)
    yield from _unfilled(whole, "ended_on")
    yield from _agreed_upon(whole, "oral", "口头协议的内容")


def _agreed_upon(whole: "Whole", form: str, what: str) -> Iterator[str]:
    agreement = in_force(whole)
    if agreement is None or agreement.form != form:
        yield what


def _performing(whole: "Whole") -> Iterator[str]:
    yield from _mediating(whole)
    yield from _unfilled(whole, "ended_on")
    agreement = in_force(whole)
    if agreement is None or not agreement.effective_on:
        yield "协议生效（当事人和调解员签名、调委会盖章的日期）"


def _performed(whole: "Whole") -> Iterator[str]:
    yield from _performing(whole)
    yield from _unfilled(whole, "performed_on")
    open_ones = [one for one in whole.parts["instalment"] if one.state != "done"]
    if open_ones:
        yield f"履行计划里还有 {len(open_ones)} 期没有登记履行"


def _unperformed(whole: "Whole") -> Iterator[str]:
    yield from _performing(whole)
    yield from _unfilled(whole, "unperformed_why")


def _visited(whole: "Whole") -> Iterator[str]:
    """回访 is required after an agreement (人民调解工作若干规定); who cannot be reached is said."""
    yield from _performing(whole)
    if not whole.parts["follow_up"] and not whole.record.unvisited_why:
        yield "一次回访记录，或者未回访原因"


def _followed(whole: "Whole") -> Iterator[str]:
    yield from _performing(whole)
    if not whole.parts["follow_up"]:
        yield "一次回访记录"


def _terminated(whole: "Whole") -> Iterator[str]:
    """Without consent: its loss is what ends most of them."""
    yield from _taken_in(whole)
    yield from _unfilled(whole, "termination", "ended_on", "told_routes", "told_on")


def _archived(whole: "Whole") -> Iterator[str]:
    """Bound with the outcome it had, and with what that outcome requires."""
    ended = {REJECTED: _rejected, TERMINATED: _terminated}
    yield from ended.get(whole.record.outcome, _visited)(whole)
    yield from _unfilled(whole, "archivist", "archived_on", "retention")


_REQUIRED = {
    ACCEPTED: _not_begun,
    REJECTED: _rejected,
    MEDIATING_NOW: _mediating,
    WRITTEN: _written,
    ORAL: _oral,
    TERMINATED: _terminated,
    PERFORMING: _performing,
    PERFORMED: _performed,
    UNPERFORMED: _unperformed,
    FOLLOWED: _followed,
}


def _unfilled(whole: "Whole", *names: str) -> Iterator[str]:
    case = whole.record
    for name in names:
        if not getattr(case, name):
            yield type(case).kept[name].label
