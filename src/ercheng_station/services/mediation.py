"""The way of a case from 登记 to 立卷归档: the steps that are open in each state, and what each asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from ercheng_station.records.mediation import (
    Agreement,
    Confirmation,
    Event,
    FollowUp,
    Instalment,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.mediation.ownership import told_of_ownership
from ercheng_station.records.mediation.states import (
    ACCEPTED,
    AGREED,
    ARCHIVED,
    CONSULTING,
    FOLLOWED,
    MEDIATING_NOW,
    ORAL,
    PERFORMED,
    PERFORMING,
    REGISTERED,
    REJECTED,
    TERMINATED,
    UNPERFORMED,
    WRITTEN,
    in_force,
)
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_step import Piece, Step, lacks, living

_VISIT_FIRST = "达成协议的应当回访（人民调解工作若干规定）；不能回访的写明原因"
_COURT_STILL = ("preparing", "applied")
"""Of 司法确认: the court has not said anything yet."""


def steps_from(whole: Whole, today: date) -> list[Step]:
    """What can be done in the case's state: what comes next first, the way back last."""
    every = _OPEN[whole.record.status](whole)
    found = [step for step in every if step.until is None or step.until >= today]
    back = _back(whole)
    return [*found, back] if back else found


# -- the states


def _from_registered(whole: Whole) -> Iterator[Step]:
    yield Step(
        "accept", "受理", ACCEPTED, (_case("accepted_on", "mediator", wants=2), _RECORDER, *_consents(whole, only=_AGREED)),
        "双方都同意才能受理（人民调解法第十七条）；受理后在调解期限内调结，当事人同意可以延长",
    )  # fmt: skip
    if whole.record.status == REGISTERED:
        pieces = _consents(whole)
        yield Step("consult", "征求同意", CONSULTING, pieces, "先向被申请人说明情况，再登记其是否同意")
    yield _agree_at_once(whole)
    yield Step(
        "reject", "不予受理", REJECTED,
        (_case("rejection", "ended_on", "told_routes", "told_on", "rejection_note", wants=4),),
        "告知当事人可以走的其他途径，告知了哪些记在案件里",
    )  # fmt: skip


def _from_accepted(whole: Whole) -> Iterator[Step]:
    if living(whole, Session):
        yield _agree(whole)
    if whole.record.status == ACCEPTED:
        words = "告知权利义务并开始调解"
        yield Step("begin", words, MEDIATING_NOW, (_case("rights_told_on", wants=1),))
    yield _session(whole)
    yield _agree_orally(whole)
    yield Step(
        "terminate", "终止调解", TERMINATED,
        (_case("termination", "ended_on", "told_routes", "told_on", "termination_note", wants=4),),
        "调解不成的应当终止，并告知当事人仲裁、行政、司法途径（人民调解法第二十六条）",
    )  # fmt: skip
    yield Step("extend", "延长期限", pieces=(_case("extended_until", "extension_agreed", wants=2),))


def _from_agreed(whole: Whole) -> Iterator[Step]:
    agreement = in_force(whole)
    if agreement and not agreement.effective_on:
        yield _sign(agreement)
        return
    yield from _perform(whole)


def _perform(whole: Whole) -> Iterator[Step]:
    """From the day of effect on, until the agreement is performed or not."""
    pending = [one for one in living(whole, Instalment) if one.state != "done"]
    status = whole.record.status
    if len(pending) > 1:
        yield _pay(pending[0])
    yield _performed(pending)
    yield Step(
        "plan", "登记履行计划",
        pieces=(Piece(Instalment, ("due_on", "party", "what", "amount"), ("due_on", "what")),),
    )  # fmt: skip
    yield from _court(whole)
    if status != PERFORMING:
        yield Step("perform", "继续督促履行" if status == UNPERFORMED else "转入履行", PERFORMING)
    if status != UNPERFORMED:
        yield Step("fail", "未履行", UNPERFORMED, (_case("unperformed_why", wants=1),))


def _from_performing(whole: Whole) -> Iterator[Step]:
    yield from _perform(whole)
    yield _follow(whole)


def _from_performed(whole: Whole) -> Iterator[Step]:
    yield _follow(whole)
    yield _archive(whole)
    yield from _court(whole)


def _from_unperformed(whole: Whole) -> Iterator[Step]:
    yield from _perform(whole)
    yield _follow(whole)
    yield _archive(whole)


def _from_followed(whole: Whole) -> Iterator[Step]:
    yield _archive(whole)
    yield _follow(whole)
    yield from _court(whole)


def _from_ended(whole: Whole) -> Iterator[Step]:
    yield _archive(whole)


def _from_archived(_whole: Whole) -> Iterator[Step]:
    yield from ()


_OPEN: dict[str, Callable[[Whole], Iterator[Step]]] = {
    REGISTERED: _from_registered,
    CONSULTING: _from_registered,
    ACCEPTED: _from_accepted,
    MEDIATING_NOW: _from_accepted,
    WRITTEN: _from_agreed,
    ORAL: _from_agreed,
    PERFORMING: _from_performing,
    PERFORMED: _from_performed,
    UNPERFORMED: _from_unperformed,
    FOLLOWED: _from_followed,
    TERMINATED: _from_ended,
    REJECTED: _from_ended,
    ARCHIVED: _from_archived,
}
_BACK = {
    CONSULTING: (REGISTERED,),
    ACCEPTED: (CONSULTING,),
    MEDIATING_NOW: (ACCEPTED,),
    WRITTEN: (MEDIATING_NOW,),
    ORAL: (MEDIATING_NOW,),
    PERFORMING: (WRITTEN, ORAL),
    PERFORMED: (PERFORMING,),
    UNPERFORMED: (MEDIATING_NOW,),
    FOLLOWED: (PERFORMED, UNPERFORMED, PERFORMING),
    TERMINATED: (MEDIATING_NOW,),
    REJECTED: (CONSULTING,),
    ARCHIVED: (FOLLOWED, PERFORMED, UNPERFORMED, TERMINATED, REJECTED),
}
"""The nearest state of those before, the first that the case may be in."""
_AGAIN = {(UNPERFORMED, MEDIATING_NOW): "重新调解", (TERMINATED, MEDIATING_NOW): "重新调解"}


# -- the steps


def _case(*asks: str, wants: int = 0) -> Piece:
    """The first so many of what is asked must be given."""
    return Piece(Mediation, asks, asks[:wants])


_AGREED = {"consent": ("agreed", "双方都同意才能受理")}
_RECORDER = Piece(Mediation, ("recorder",))
_BINDING = ("archivist", "archived_on", "retention", "checker", "checked_on", "closed_on", "file_note")


def _consents(whole: Whole, only: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> tuple[Piece, ...]:
    """Of every party on either side who has not yet consented."""
    asks = ("consent", "consent_on", "consent_how")
    return tuple(
        Piece(
            Party,
            asks,
            ("consent",),
            one,
            only=only,
            heading=f"{Party.kept['role'].text(one.role)} {one.name}",
        )
        for one in living(whole, Party)
        if one.role != "third" and one.consent != "agreed"
    )


def _rights(whole: Whole) -> tuple[Piece, ...]:
    return () if whole.record.rights_told_on else (_case("rights_told_on", wants=1),)


def _session(whole: Whole) -> Step:
    """The next one; a case that was only accepted is mediated from then on."""
    serial = max((one.serial for one in living(whole, Session)), default=0) + 1
    asks = ("begun_at", "place", "parties", "present", "is_open", "recorder", "content", "result")
    piece = Piece(
        Session,
        asks,
        ("begun_at", "place", "parties", "content"),
        fixed={"serial": serial, "rights_told": True},
    )
    to = MEDIATING_NOW if whole.record.status == ACCEPTED else ""
    return Step("session", f"第{serial}次调解", to, (*_rights(whole), piece))


def _agree(whole: Whole) -> Step:
    asks = (
        "agreed_on",
        "facts",
        "terms",
        "amount",
        "way",
        "way_note",
        "place",
        "deadline",
        "apply_confirmation",
    )
    return _agreement("agree", "达成书面协议", WRITTEN, asks, "written", whole)


def _agree_orally(whole: Whole) -> Step:
    asks = ("agreed_on", "facts", "terms", "amount", "way", "place", "deadline")
    return _agreement("agree_orally", "达成口头协议", ORAL, asks, "oral", whole)


def _agree_at_once(whole: Whole) -> Step:
    """A simple dispute settled as it comes in: all that the way there requires in one act."""
    step = _agree_orally(whole)
    taken = _case("accepted_on", "mediator", wants=2)
    pieces = (taken, *_consents(whole, only=_AGREED), *step.pieces)
    return replace(step, words="当场达成口头协议", pieces=pieces)


def _agreement(code: str, words: str, to: str, asks: tuple[str, ...], form: str, whole: Whole) -> Step:
    made = Piece(Agreement, asks, ("agreed_on", "facts", "terms"), fixed={"form": form})
    ended = Piece(Mediation, takes={"ended_on": "agreement.agreed_on"})
    return Step(code, words, to, (*_rights(whole), made, ended))


def _sign(agreement: Any) -> Step:
    days = ("signed_on", "mediator_signed_on", "sealed_on")
    piece = Piece(Agreement, (*days, "sealed_by"), ("signed_on",), agreement)
    rule = "当事人和调解员签名、调委会盖章之日起生效（人民调解法第二十九条）；三个日期齐了就转入履行"
    return Step("sign", "签字用印", PERFORMING, (piece,), rule, tuple(piece.tag + name for name in days))


def _pay(instalment: Any) -> Step:
    piece = Piece(
        Instalment, ("done_on", "paid", "voucher"), ("done_on",), instalment, {"state": "done"}
    )  # fmt: skip
    return Step("pay", f"登记履行：{instalment}", pieces=(piece,))


def _performed(pending: list[Any]) -> Step:
    """The last instalment is performed with the case."""
    pieces = [_case("performed_on", wants=1)]
    if len(pending) == 1:
        takes = {"done_on": "performed_on"}
        pieces.append(Piece(Instalment, ("paid", "voucher"), (), pending[0], {"state": "done"}, takes=takes))
    return Step("performed", "履行完毕", PERFORMED, tuple(pieces))


def _court(whole: Whole) -> Iterator[Step]:
    asked = [one for one in living(whole, Confirmation) if one.state in _COURT_STILL]
    agreement = in_force(whole)
    if asked:
        piece = Piece(Confirmation, ("state", "docket", "ruled_on", "why"), ("state", "ruled_on"), asked[-1])
        yield Step("ruled", "登记法院裁定", pieces=(piece,))
    elif agreement and agreement.confirm_until and not living(whole, Confirmation):
        piece = Piece(
            Confirmation, ("court", "applied_on", "jointly"), ("applied_on",), fixed={"state": "applied"}
        )
        rule = (
            f"双方自协议生效之日起共同申请，到 {agreement.confirm_until} 为止（人民调解法第三十三条）"
            f"{_not_for_ownership(whole.record, agreement)}"
        )
        yield Step("confirm", "申请司法确认", pieces=(piece,), rule=rule, until=agreement.confirm_until)


def _not_for_ownership(case: Any, agreement: Any) -> str:
    told = told_of_ownership(case, agreement)
    return f"。注意：{told}" if told else ""


def _follow(whole: Whole) -> Step:
    asks = ("done_on", "way", "asked", "by", "extent", "satisfaction", "disputed", "content")
    again = whole.record.status == FOLLOWED
    return Step(
        "follow",
        "再次回访" if again else "回访",
        "" if again else FOLLOWED,
        (Piece(FollowUp, asks, asks[:4]),),
    )


def _archive(whole: Whole) -> Step:
    """An agreement that nobody followed up asks why."""
    unvisited = whole.record.outcome == AGREED and not living(whole, FollowUp)
    asks, rule = (("unvisited_why",), _VISIT_FIRST) if unvisited else ((), "")
    return Step("archive", "立卷归档", ARCHIVED, (_case(*asks, *_BINDING, wants=3 + len(asks)),), rule)


def _back(whole: Whole) -> Step | None:
    targets = (_step_back(whole, to) for to in _BACK.get(whole.record.status, ()))
    return next((step for step in targets if not lacks(step, whole)), None)


def _step_back(whole: Whole, to: str) -> Step:
    words = _AGAIN.get((whole.record.status, to), f"退回“{Mediation.kept['status'].text(to)}”")
    why = Piece(Event, ("content",), ("content",), fixed={"kind": "other"}, labels={"content": "原因"})
    return Step("back", words, to, (why, *(_rights(whole) if to == MEDIATING_NOW else ())))
