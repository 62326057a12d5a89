"""The steps of a case: what is open in each state, what is asked, what is lacking, and the one act that each makes."""

from datetime import timedelta

import pytest

from ercheng_station.db.changes import Alter, Remove, new_uid
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.deadlines import Calendar
from ercheng_station.records.mediation import Agreement, FollowUp, Instalment, Mediation, Party, Session
from ercheng_station.services.case_step import lacks
from ercheng_station.services.mediation import steps_from
from ercheng_station.services.mediation_acts import begin_step, fields_of_step, take_step
from tests.mediating import FACTS, TERMS, committee, made, mediated, moved, registered


@pytest.fixture
def taken(store):
    """taken(uid, code, **typed) takes a step as the window would: what stands in its form, then what is typed."""

    def take(uid, code, **typed):
        whole, row = store.whole(Mediation, uid), store.row(Mediation, uid)
        step = next(one for one in steps_from(whole, store.today) if one.code == code)
        fields = fields_of_step(step)
        begun = begin_step(store, step, whole, store.actor)
        raw = {name: field.default for name, field in fields.items()}
        raw |= {name: fields[name].plain(value, store.context) for name, value in begun.items()}
        raw |= {name.replace("__", "."): value for name, value in typed.items()}
        uids = {piece.kind.__tablename__: new_uid() for piece in step.pieces if piece.record is None}
        changes, faults = take_step(store, step, row, whole, raw, uids)
        if faults.hard:
            raise Refused(faults.hard)
        return store.act(step.words, changes)

    return take


def status_of(store, uid):
    return store.row(Mediation, uid).values["status"]


def codes_of(store, uid):
    return [one.code for one in steps_from(store.whole(Mediation, uid), store.today)]


def step_of(store, uid, code):
    whole = store.whole(Mediation, uid)
    return next(one for one in steps_from(whole, store.today) if one.code == code), whole


def test_a_simple_case_goes_from_intake_to_the_bound_file_by_its_steps(store, taken):
    uid = registered(store)

    taken(uid, "accept", mediator="周立新")
    taken(uid, "session", session__content="双方陈述意见。", session__place="泽林所调解室")
    taken(uid, "agree", agreement__terms=TERMS, agreement__deadline="2026年12月31日前")
    taken(uid, "sign")
    taken(uid, "plan", instalment__due_on="2026-12-31", instalment__what="赔偿款")
    taken(uid, "performed", **{f"{store.whole(Mediation, uid).all(Instalment)[0].uid}__voucher": "收条"})
    taken(uid, "follow", follow_up__content="已更换招牌，款已付清。")
    taken(uid, "archive")

    assert status_of(store, uid) == "archived"
    whole = store.whole(Mediation, uid)
    (session,), (agreement,), (instalment,) = (whole.all(kind) for kind in (Session, Agreement, Instalment))
    assert (session.serial, session.parties) == (1, "鄂州市宏达模具有限公司（代理人陈律）、张建军")
    assert agreement.facts == FACTS
    assert agreement.amount == instalment.amount == instalment.paid == 2_000_000
    assert agreement.effective_on == whole.record.ended_on == store.today
    assert (instalment.state, instalment.done_on) == ("done", store.today)
    assert whole.all(FollowUp)[0].asked == "鄂州市宏达模具有限公司、张建军"
    assert whole.record.archivist == store.actor


def test_each_step_is_one_act_that_can_be_taken_back(store, taken):
    uid = registered(store)
    taken(uid, "accept", mediator="周立新")
    act = taken(uid, "session", session__content="双方陈述意见。", session__place="调解室")
    assert {one.kind for one in act.touched} == {"mediation", "session"}
    assert status_of(store, uid) == "mediating"

    store.undo()

    assert status_of(store, uid) == "accepted"
    assert store.whole(Mediation, uid).all(Session) == ()


def test_consent_not_yet_given_is_asked_for_with_the_acceptance(store, taken):
    uid = registered(store)
    party = next(one for one in store.whole(Mediation, uid).all(Party) if one.role == "respondent")
    store.act("改", [Alter(Party, party.uid, {"consent": "pending", "consent_on": None})])

    step, whole = step_of(store, uid, "accept")
    names = list(fields_of_step(step))
    assert f"{party.uid}.consent" in names
    assert fields_of_step(step)[f"{party.uid}.consent"].section == "被申请人 张建军"
    assert lacks(step, whole) == []

    with pytest.raises(Refused) as refused:
        taken(uid, "accept", mediator="周立新")
    assert refused.value.faults == {f"{party.uid}.consent": "双方都同意才能受理"}
    taken(uid, "accept", mediator="周立新", **{f"{party.uid}__consent": "同意"})
    assert status_of(store, uid) == "accepted"


def test_what_a_step_cannot_ask_for_is_named_before_it_is_taken(store):
    body = committee(store)
    case = made(
        store, Mediation, name="甲与乙的纠纷", committee=body, applied_on="今天", source="application",
        dispute_type="trademark_infringement",
    )  # fmt: skip

    step, whole = step_of(store, case.uid, "accept")

    assert lacks(step, whole) == ["登记申请人", "登记被申请人"]


def test_the_agreement_waits_for_a_session(store, taken):
    uid = registered(store)
    taken(uid, "accept", mediator="周立新")
    assert "agree" not in codes_of(store, uid)

    taken(uid, "session", session__content="双方陈述意见。", session__place="调解室")

    assert codes_of(store, uid)[0] == "agree"
    assert step_of(store, uid, "session")[0].words == "第2次调解"


def test_a_case_moves_on_to_performance_only_when_everybody_has_signed_and_sealed(store, taken):
    uid = registered(store)
    taken(uid, "accept", mediator="周立新")
    taken(uid, "session", session__content="双方陈述意见。", session__place="调解室")
    taken(uid, "agree", agreement__terms=TERMS)
    agreement = store.whole(Mediation, uid).all(Agreement)[0]

    taken(uid, "sign", **{f"{agreement.uid}__sealed_on": None})
    assert status_of(store, uid) == "written"
    taken(uid, "sign")

    assert status_of(store, uid) == "performing"
    step, _ = step_of(store, uid, "confirm")
    assert str(Calendar.shipped().next_working(store.today + timedelta(days=30))) in step.rule


def test_a_simple_dispute_is_settled_orally_as_it_comes_in(store, taken):
    uid = registered(store)

    act = taken(uid, "agree_orally", mediator="周立新", agreement__terms=TERMS)

    assert status_of(store, uid) == "oral"
    assert {one.kind for one in act.touched} == {"mediation", "agreement"}
    assert "performed" in codes_of(store, uid)


def test_the_mediator_of_the_last_case_is_proposed(store):
    body = committee(store)
    mediated(store, body)
    uid = registered(store, body, name="另一件")

    step, whole = step_of(store, uid, "accept")
    begun = begin_step(store, step, whole, "余慧敏")

    assert begun["mediator"].title == "周立新"
    assert begun["accepted_on"] == store.today


def test_a_session_is_proposed_for_this_minute_whatever_zone_the_machine_is_in(store, taken):
    uid = registered(store)
    taken(uid, "accept", mediator="周立新")

    begun = begin_step(store, *step_of(store, uid, "session"), store.actor)

    assert begun["session.begun_at"] == store.now.replace(second=0, microsecond=0)


def test_a_mediation_without_result_is_ended_with_the_other_routes_told(store, taken):
    uid = registered(store)
    taken(uid, "accept", mediator="周立新")

    with pytest.raises(Refused) as refused:
        taken(uid, "terminate", termination="no_agreement")
    assert set(refused.value.faults) == {"told_routes"}
    taken(uid, "terminate", termination="no_agreement", told_routes=["litigation"])

    assert status_of(store, uid) == "terminated"
    assert codes_of(store, uid) == ["archive", "back"]


def test_a_refusal_records_which_other_routes_were_told(store, taken):
    uid = registered(store)

    with pytest.raises(Refused) as refused:
        taken(uid, "reject", rejection="party_refused")
    assert set(refused.value.faults) == {"told_routes"}
    taken(uid, "reject", rejection="party_refused", told_routes=["litigation"])

    assert status_of(store, uid) == "rejected"
    assert store.row(Mediation, uid).values["told_routes"] == ("litigation",)


def test_the_way_back_tells_its_reason_in_the_log_of_the_case(store, taken):
    uid = registered(store)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")

    step, _ = step_of(store, uid, "back")
    assert step.words == "退回“征求同意”"
    taken(uid, "back", mediation_event__content="对方要求重新考虑")

    assert status_of(store, uid) == "consulting"
    assert [one.content for one in store.whole(Mediation, uid).parts["mediation_event"]] == [
        "对方要求重新考虑"
    ]


def test_binding_an_agreed_case_without_a_follow_up_asks_why(store, taken):
    uid = mediated(store)
    moved(store, uid, "performed")
    assert "unvisited_why" not in fields_of_step(step_of(store, uid, "archive")[0])
    (visit,) = store.whole(Mediation, uid).all(FollowUp)
    store.act("删除", [Remove(FollowUp, visit.uid, "错")])

    with pytest.raises(Refused):
        taken(uid, "archive")
    taken(uid, "archive", unvisited_why="当场履行完毕")

    assert status_of(store, uid) == "archived"


def test_every_step_of_a_followed_case_can_be_shown(store):
    uid = mediated(store)
    whole = store.whole(Mediation, uid)

    for step in steps_from(whole, store.today):
        assert fields_of_step(step)
        assert set(begin_step(store, step, whole, None)) <= set(fields_of_step(step))
        assert lacks(step, whole) == []
    assert [one.code for one in steps_from(whole, store.today)] == ["archive", "follow", "back"]


def test_the_court_is_offered_only_while_it_can_be_asked(store):
    uid = mediated(store)
    whole = store.whole(Mediation, uid)
    last = whole.all(Agreement)[0].confirm_until

    def codes(day):
        return [one.code for one in steps_from(whole, day)]

    assert "confirm" in codes(last)
    assert "confirm" not in codes(last + timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        (Mediation, {"dispute_type": "trademark_ownership"}, "本案是权属纠纷"),
        (Agreement, {"terms": "双方确认“宏达”商标归申请人所有。"}, "协议写有“商标归申请人所有”"),
    ],
)
def test_the_court_is_not_offered_for_who_owns_a_right_without_a_warning(store, kind, typed, told):
    uid = mediated(store)
    whole = store.whole(Mediation, uid)
    (agreement,) = whole.all(Agreement)
    record = whole.record if kind is Mediation else agreement

    def rule():
        steps = steps_from(store.whole(Mediation, uid), agreement.confirm_until)
        return next(one.rule for one in steps if one.code == "confirm")

    before = rule()

    store.act("改", [Alter(kind, record.uid, typed)])

    assert "法院不受理" not in before
    assert f"{told}，涉及知识产权确权的，法院不受理" in rule()


def test_an_agreement_made_anew_is_signed_and_sealed_like_the_first(store, taken):
    uid = mediated(store)
    store.act("重新调解", [Alter(Mediation, uid, {"status": "unperformed", "unperformed_why": "反悔"})])
    taken(uid, "back", mediation_event__content="当事人同意重新调解")

    taken(uid, "agree", agreement__terms=TERMS)

    assert (status_of(store, uid), codes_of(store, uid)[0]) == ("written", "sign")


def test_who_changed_the_case_meanwhile_is_noticed(store):
    uid = registered(store)
    step, whole = step_of(store, uid, "reject")
    row = store.row(Mediation, uid)
    moved(store, uid, "consulting")

    told = {"told_routes": ["litigation"], "told_on": "今天"}
    raw = {"rejection": "party_refused", "ended_on": "今天", "rejection_note": None, **told}
    changes, faults = take_step(store, step, row, whole, raw, {})

    assert not faults.hard
    with pytest.raises(UserError) as refused:
        store.act(step.words, changes)
    assert refused.value.code == "record-moved-on"
