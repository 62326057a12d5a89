"""A step of a case as a form and as one act: its fields, what already stands in them, and the changes it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Record, Values, link_to, values_of
from ercheng_station.records.fields import Field, Link, Text
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Court,
    FollowUp,
    Instalment,
    Mediation,
    Mediator,
    Party,
    Session,
)
from ercheng_station.records.mediation.states import in_force
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_step import Piece, Step, living

_MOST_LINES = 4
_TODAY = frozenset(
    {"accepted_on", "rights_told_on", "ended_on", "told_on", "performed_on", "archived_on", "closed_on", "consent_on",
     "signed_on", "mediator_signed_on", "sealed_on", "done_on", "applied_on", "agreed_on", "ruled_on"}
)  # fmt: skip
"""Days that are today's unless somebody types another one."""


def fields_of_step(step: Step) -> dict[str, Field]:
    """The fields a form for this step shows, by name; those of a part begin with `Piece.tag`."""
    found: dict[str, Field] = {}
    for piece in step.pieces:
        heading = piece.heading
        for name in piece.asks:
            field = piece.kind.kept[name]
            label = piece.labels.get(name, field.label)
            made = replace(
                field, required=name in piece.wants, wanted=False, section=heading, pinned=False, label=label
            )
            if isinstance(made, Text):
                made = replace(made, lines=min(made.lines, _MOST_LINES))
            found[piece.tag + name] = made
            heading = ""
    return found


def begin_step(store: Store, step: Step, whole: Whole, by: str | None) -> Values:
    """What stands in the step's form before anybody types, by the form's names; `by` is who works here."""
    found: Values = {}
    for piece in step.pieces:
        begun = {name: store.today for name in piece.asks if name in _TODAY}
        begun |= _BEGIN.get(piece.kind, _nothing)(store, whole, by)
        if piece.record:
            begun |= {name: value for name, value in values_of(piece.record).items() if value is not None}
        found |= {piece.tag + name: begun[name] for name in piece.asks if begun.get(name) is not None}
    return found


def take_step(
    store: Store, step: Step, case: Row, whole: Whole, raw: Mapping[str, Any], uids: Mapping[str, UUID]
) -> tuple[list[Change], Faults]:
    """The changes of one act, from what was typed into `fields_of_step`; `uids` has those of the new parts by kind.

    Faults are named by the fields of that form, or by the record's own where the form has no such field.
    """
    changes: list[Change] = []
    faults = Faults()
    moved: dict[str, Any] = {"status": step.to} if _moves(step, raw) else {}
    for piece in step.pieces:
        typed = {name: raw[piece.tag + name] for name in piece.asks}
        typed |= {**piece.fixed, **{name: raw[shown] for name, shown in piece.takes.items()}}
        if piece.kind is Mediation:
            moved |= typed
            continue
        values, more = _examined(store, piece, typed, case)
        _add(faults, piece, more)
        if piece.record:
            kept = {name: values[name] for name in typed if name in values}
            changes.append(Alter(piece.kind, piece.record.uid, kept, piece.record.revision))
        else:
            changes.append(Create(piece.kind, values, uids[piece.kind.__tablename__]))
    if moved:
        changes.insert(0, _altered(store, step, case, moved, faults))
    assert whole.record.uid == case.uid
    return changes, faults


def _moves(step: Step, raw: Mapping[str, Any]) -> bool:
    return bool(step.to) and all(raw[name] for name in step.only_if)


def _examined(store: Store, piece: Piece, typed: Mapping[str, Any], case: Row) -> tuple[Values, Faults]:
    kept = piece.kind.kept
    if piece.record:
        before = {name: kept[name].plain(value) for name, value in values_of(piece.record).items()}
    else:
        before = {name: field.default for name, field in kept.items() if name not in piece.asks}
        before["case"] = Link(case.uid, case.label, Mediation.__tablename__)
    values, faults = store.examine(piece.kind, {**before, **typed})
    _require(piece, values, faults)
    return values, faults


def _altered(store: Store, step: Step, case: Row, typed: dict[str, Any], faults: Faults) -> Alter:
    plain = {name: field.plain(case.values[name]) for name, field in Mediation.kept.items()}
    values, more = store.examine(Mediation, {**plain, **typed})
    for piece in step.pieces:
        if piece.kind is Mediation:
            _require(piece, values, more)
    _add(faults, Piece(Mediation, tuple(typed)), more)
    return Alter(Mediation, case.uid, {name: values[name] for name in typed if name in values}, case.revision)


def _require(piece: Piece, values: Values, faults: Faults) -> None:
    for name in piece.wants:
        if values.get(name) is None and name not in faults.hard:
            faults.hard[name] = "必填"
    for name, (value, why) in piece.only.items():
        if values.get(name) != value:
            faults.hard.setdefault(name, why)


def _add(faults: Faults, piece: Piece, more: Faults) -> None:
    for mine, others in ((faults.hard, more.hard), (faults.soft, more.soft)):
        for name, why in others.items():
            if name in piece.asks:
                mine[piece.tag + name] = why
            elif mine is faults.hard:
                mine[name] = f"{piece.kind.kept[name].label}：{why}"


# -- what is known already


def _nothing(_store: Store, _whole: Whole, _by: str | None) -> Values:
    return {}


def _of_case(store: Store, whole: Whole, by: str | None) -> Values:
    """What the case holds stands there; else what the last case of the committee had."""
    held = {name: value for name, value in values_of(whole.record).items() if value is not None}
    known: Values = {"archivist": by, "retention": "long"}
    if "mediator" not in held:
        last = _last(store, whole.record.committee)
        known |= {
            "mediator": _mediator(store, whole.record.committee, last),
            "recorder": last.get("recorder"),
        }
    return {**known, **held}


def _of_session(store: Store, whole: Whole, _by: str | None) -> Values:
    before: Sequence[Any] = living(whole, Session)[-1:] or store.find(Query(Session), 1)
    return {
        "begun_at": _minute(store.now),
        "place": before[0].place if before else None,
        "parties": _present(whole),
        "is_open": False,
        "recorder": whole.record.recorder,
    }


def _of_agreement(_store: Store, whole: Whole, _by: str | None) -> Values:
    case, sessions = whole.record, living(whole, Session)
    return {
        "facts": case.facts,
        "amount": case.amount,
        "place": sessions[-1].place if sessions else None,
        "sealed_by": case.committee.seal_holder,
    }


def _of_instalment(_store: Store, whole: Whole, _by: str | None) -> Values:
    agreement, planned = in_force(whole), living(whole, Instalment)
    payer = next((one for one in living(whole, Party) if one.role == "respondent"), None)
    amount = agreement.amount if agreement and not planned else None
    left = planned[-1].amount if planned else None
    return {"party": link_to(payer), "amount": amount, "paid": left}


def _of_confirmation(store: Store, _whole: Whole, _by: str | None) -> Values:
    courts = store.find(Query(Court), 2)
    return {"court": link_to(courts[0]) if len(courts) == 1 else None, "jointly": True}


def _of_follow_up(_store: Store, whole: Whole, by: str | None) -> Values:
    status = whole.record.status
    asked = "、".join(one.name for one in living(whole, Party) if one.role != "third")
    return {
        "asked": asked,
        "by": by,
        "extent": {"performed": "full", "unperformed": "none"}.get(status, "part"),
    }


_BEGIN = {
    Mediation: _of_case,
    Session: _of_session,
    Agreement: _of_agreement,
    Instalment: _of_instalment,
    Confirmation: _of_confirmation,
    FollowUp: _of_follow_up,
}


def _last(store: Store, committee: Record) -> Values:
    """Of the case of that committee that was accepted last."""
    mine = by_value({"committee": link_to(committee)})
    rows = store.rows(Query(Mediation, where=mine, sort="accepted_on", descending=True), 1)
    return next((row.values for row in rows if row.values["mediator"]), {})


def _mediator(store: Store, committee: Record, last: Values) -> Link | None:
    """Who mediated last, if still in office; else the only one there is."""
    mine = by_value({"committee": link_to(committee)})
    here = [one for one in store.find(Query(Mediator, where=mine)) if not getattr(one, "until", None)]
    before = last.get("mediator")
    if isinstance(before, Link) and any(one.uid == before.uid for one in here):
        return before
    only = link_to(here[0]) if len(here) == 1 else None
    return only if isinstance(only, Link) else None


def _present(whole: Whole) -> str:
    """鄂州市宏达模具有限公司（代理人陈律）、张建军."""
    acting: dict[UUID, str] = {}
    for agent in living(whole, Agent):
        acting.setdefault(agent.party.uid, agent.name)
    return "、".join(
        one.name + (f"（代理人{acting[one.uid]}）" if one.uid in acting else "")
        for one in living(whole, Party)
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
