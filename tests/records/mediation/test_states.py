"""The ways of a case through its states: which are open, what each asks for, and that each can be taken back."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.errors import Refused
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import (
    Agreement,
    Committee,
    FollowUp,
    Instalment,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.mediation.states import MOVES, in_force
from tests.mediating import REFUSING, committee, made, mediated, moved, registered

ACCEPTING = {"accepted_on": "2026-09-03", "mediator": "周立新"}
TERMINATING = {
    "termination": "refused",
    "ended_on": "2026-09-12",
    "told_routes": ["litigation"],
    "told_on": "2026-09-12",
}
SESSION = {"serial": "1", "is_open": "否", "rights_told": "是"}
BINDING = {"archivist": "李秀兰", "archived_on": "2026-11-01", "retention": "long"}


def link(store, uid):
    return Link(uid, store.row(Mediation, uid).label, "mediation")


def state(store, uid):
    return store.row(Mediation, uid).values["status"]


def lacks(store, uid, status):
    return Mediation.lacking(store.whole(Mediation, uid), status)


def party(store, case, role, name, **more):
    consent = {"consent": "agreed", "consent_on": "2026-09-01"}
    return made(store, Party, case=case, role=role, kind="person", name=name, **{**consent, **more})


def oral_agreement(store, uid):
    made(store, Agreement, case=link(store, uid), form="oral", agreed_on="2026-09-03", facts="摆摊用了近似标识", terms="当场撤下")  # fmt: skip


def refuse_now(store, uid, name="张建军"):
    one = next(one for one in store.whole(Mediation, uid).all(Party) if one.name == name)
    store.act("不同意了", [Alter(Party, one.uid, {"consent": "refused"})])


def test_from_every_state_a_way_leads_to_the_bound_file_and_back_out_of_it():
    for start in MOVES:
        reached, edge = {start}, [start]
        while edge:
            edge = [to for one in edge for to in MOVES[one] if to not in reached]
            reached |= {*edge}
        assert reached == {*MOVES}, start


def test_an_oral_agreement_reached_at_once_needs_no_session(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)
    assert lacks(store, uid, "oral") == ["告知权利义务日期", "结束日期", "口头协议的内容"]
    oral_agreement(store, uid)

    moved(store, uid, "oral", rights_told_on="2026-09-03", ended_on="2026-09-03")
    moved(store, uid, "performed", performed_on="2026-09-03")
    moved(store, uid, "archived", unvisited_why="当场履行完毕", **BINDING)

    assert store.row(Mediation, uid).values["outcome"] == "agreed"


def test_an_agreed_case_is_bound_with_a_follow_up_or_with_why_there_is_none(store):
    uid = mediated(store)
    moved(store, uid, "performed")
    (visit,) = store.whole(Mediation, uid).all(FollowUp)
    store.act("删除", [Remove(FollowUp, visit.uid, "不是本案的")])

    with pytest.raises(Refused, match="“已归档”还差：一次回访记录，或者未回访原因"):
        moved(store, uid, "archived", **BINDING)
    moved(store, uid, "archived", unvisited_why="多次联系不上双方", **BINDING)


def test_an_unsigned_second_agreement_does_not_pass_on_the_effect_of_the_first(store):
    uid = mediated(store)
    later = {"agreed_on": "2026-10-08", "facts": "改变付款时间", "terms": "改为分期"}
    moved(store, uid, "performing")

    with pytest.raises(Refused, match="“履行中”还差：协议生效"):
        made(store, Agreement, case=link(store, uid), form="written", **later)
    signed = {"signed_on": "2026-10-08", "mediator_signed_on": "2026-10-08", "sealed_on": "2026-10-08"}
    made(store, Agreement, case=link(store, uid), form="written", **later, **signed)


def test_the_agreement_in_force_has_the_form_that_the_state_names(store):
    uid = mediated(store)
    moved(store, uid, "performing")
    moved(store, uid, "written")

    with pytest.raises(Refused, match="“达成书面协议”还差：书面调解协议"):
        made(
            store,
            Agreement,
            case=link(store, uid),
            form="oral",
            agreed_on="2026-10-08",
            facts="改",
            terms="改",
        )


def test_of_two_agreements_of_one_day_the_one_made_last_is_in_force(store):
    uid = mediated(store)
    again = {"agreed_on": "2026-09-10", "facts": "改", "terms": "改", "signed_on": "2026-09-12"}
    days = {"mediator_signed_on": "2026-09-12", "sealed_on": "2026-09-12"}
    made(
        store,
        Agreement,
        case=link(store, uid),
        form="written",
        agreed_on="2026-09-09",
        facts="旧",
        terms="旧",
    )
    last = made(store, Agreement, case=link(store, uid), form="written", **again, **days)

    assert in_force(store.whole(Mediation, uid)).uid == last.uid


def test_a_case_does_not_end_before_it_was_accepted(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)

    with pytest.raises(Refused, match="结束日期早于受理日期"):
        store.act("终止", [Alter(Mediation, uid, {"status": "terminated", "ended_on": date(2026, 9, 2)})])


def test_a_rejected_case_may_be_taken_up_and_accepted_later(store):
    uid = registered(store)
    moved(store, uid, "rejected", **REFUSING)
    moved(store, uid, "consulting")

    moved(store, uid, "accepted", **{**ACCEPTING, "accepted_on": "2026-09-08"})

    assert state(store, uid) == "accepted"


def test_a_case_of_now_is_not_an_old_one(store):
    body = committee(store)
    uid = registered(store, body, applied_on="2026-11-10")

    with pytest.raises(Refused, match="登记日期比录入日早 30 天以上的才是旧案"):
        store.act("改", [Alter(Mediation, uid, {"backfilled": True})])
    with pytest.raises(Refused, match="才是旧案"):
        registered(store, body, name="新案", applied_on="2026-10-22", backfilled="是")
    registered(store, body, name="旧案", applied_on="2026-10-21", backfilled="是")


def test_without_an_application_two_parties_are_enough(store):
    body = committee(store)
    case = made(store, Mediation, name="市场里两家摊主的纠纷", committee=body, applied_on="2026-09-01", source="initiative", dispute_type="other", right_note="无")  # fmt: skip
    party(store, case, "respondent", "王小明")

    with pytest.raises(Refused) as refused:
        moved(store, case.uid, "accepted", **ACCEPTING)
    assert refused.value.faults == {"status": "“已受理”还差：登记双方当事人"}

    party(store, case, "respondent", "赵大勇")
    moved(store, case.uid, "accepted", **ACCEPTING)


def test_an_application_has_an_applicant_and_a_respondent(store):
    body = committee(store)
    case = made(store, Mediation, name="案", committee=body, applied_on="2026-09-01", source="application", dispute_type="other", right_note="无")  # fmt: skip
    party(store, case, "third", "旁人", consent="pending")

    assert lacks(store, case.uid, "accepted") == ["受理日期", "主持调解员", "登记申请人", "登记被申请人"]


def test_a_case_from_the_court_asks_for_its_docket(store):
    typed = {
        "name": "案",
        "committee": committee(store),
        "applied_on": "2026-09-01",
        "dispute_type": "other",
        "right_note": "无",
    }

    assert store.examine(Mediation, {**typed, "source": "court_assigned"})[1].soft["source_note"] == "待补"
    assert "source_note" not in store.examine(Mediation, {**typed, "source": "application"})[1].soft


def test_who_will_not_go_on_ends_the_case_and_the_file_is_bound_so(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)
    assert lacks(store, uid, "terminated") == ["终止调解原因", "结束日期", "已告知的其他途径", "告知日期"]
    moved(store, uid, "terminated", **TERMINATING)

    refuse_now(store, uid)
    moved(store, uid, "archived", **BINDING)

    assert store.row(Mediation, uid).values["outcome"] == "terminated"


def test_consent_is_not_lost_while_the_case_goes_on(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)

    with pytest.raises(Refused, match="“已受理”还差：“张建军”同意调解"):
        refuse_now(store, uid)


def test_a_refused_application_is_bound_with_its_reason_and_has_no_session(store):
    uid = registered(store)
    with pytest.raises(Refused, match="“不予受理”还差：不予受理原因；结束日期；已告知的其他途径；告知日期"):
        moved(store, uid, "rejected")
    moved(store, uid, "rejected", **REFUSING)

    with pytest.raises(Refused, match="已有调解记录，要先征得双方同意并受理"):
        made(store, Session, case=link(store, uid), begun_at="2026-09-04 9:00", place="所里", parties="双方", content="谈", **SESSION)  # fmt: skip
    moved(store, uid, "archived", **BINDING)

    assert store.row(Mediation, uid).values["outcome"] == "rejected"


def test_a_file_is_not_bound_without_who_bound_it_and_when(store):
    uid = mediated(store)

    assert lacks(store, uid, "archived") == ["立卷人", "立卷日期", "保管期限"]


def test_a_case_cannot_be_made_as_a_bound_file_without_an_outcome(store):
    body = committee(store)

    with pytest.raises(Refused, match="“已归档”还差：受理日期；主持调解员；登记申请人"):
        made(store, Mediation, name="案", committee=body, applied_on="2026-09-01", source="application", dispute_type="other", right_note="无", status="archived")  # fmt: skip


def test_performance_waits_for_the_seal_and_for_every_instalment(store):
    uid = mediated(store)
    case = link(store, uid)
    (agreement,) = store.whole(Mediation, uid).all(Agreement)
    moved(store, uid, "performing")
    made(store, Instalment, case=case, due_on="2026-12-31", what="余款", amount="1", state="pending")

    with pytest.raises(Refused, match="履行计划里还有 1 期没有登记履行"):
        moved(store, uid, "performed")
    with pytest.raises(Refused, match="“履行中”还差：协议生效"):
        store.act("用印日期填错", [Alter(Agreement, agreement.uid, {"sealed_on": None})])
    with pytest.raises(Refused, match="“未履行”还差：未履行情况"):
        moved(store, uid, "unperformed")

    moved(store, uid, "unperformed", unperformed_why="下落不明")
    moved(store, uid, "archived", **BINDING)
    moved(store, uid, "unperformed")


def test_a_written_agreement_needs_a_session_and_itself(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)
    moved(store, uid, "mediating", rights_told_on="2026-09-03")

    with pytest.raises(Refused, match="“达成书面协议”还差：结束日期；一次调解记录；书面调解协议"):
        moved(store, uid, "written")


def test_each_step_of_a_case_can_be_undone(store):
    uid = registered(store)
    before = [state(store, uid)]
    steps = (("accepted", ACCEPTING), ("mediating", {"rights_told_on": "2026-09-03"}), ("terminated", TERMINATING), ("archived", BINDING))  # fmt: skip
    for status, typed in steps:
        moved(store, uid, status, **typed)
        before.append(state(store, uid))

    after = [state(store, uid)]
    for _ in steps:
        store.undo()
        after.append(state(store, uid))

    assert after == before[::-1]
    assert store.row(Mediation, uid).values["outcome"] is None


def test_an_undoing_does_not_leave_a_case_that_its_state_forbids(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING, rights_told_on="2026-09-03")
    accepted = store.entries(uid)[-1].act
    made(store, Session, case=link(store, uid), begun_at="2026-09-04 9:00", place="所里", parties="双方", content="谈", **SESSION)  # fmt: skip

    with pytest.raises(Refused, match="已有调解记录"):
        store.undo(accepted)


def test_a_case_taken_up_again_is_open_and_its_outcome_follows_the_last_end(store):
    uid = registered(store)
    moved(store, uid, "accepted", **ACCEPTING)
    moved(store, uid, "terminated", **TERMINATING)
    moved(store, uid, "mediating", rights_told_on="2026-09-20")
    assert (store.get(Mediation, uid).outcome, store.get(Mediation, uid).settled_on) == (None, None)
    oral_agreement(store, uid)
    moved(store, uid, "oral", ended_on="2026-09-21")
    moved(store, uid, "performed", performed_on="2026-09-21")

    moved(store, uid, "archived", unvisited_why="当场履行完毕", **BINDING)

    case = store.get(Mediation, uid)
    assert (case.termination, case.outcome, case.settled_on) == ("refused", "agreed", case.ended_on)


@pytest.mark.parametrize(
    ("told", "outcome", "settled"),
    [
        ({"archived_on": "2025-03-01"}, "agreed", "2025-03-01"),
        ({"termination": "expired", "ended_on": "2025-02-01"}, "terminated", "2025-02-01"),
        ({"rejection": "other"}, "rejected", "2025-01-05"),
    ],
)
def test_old_cases_count_by_what_they_tell(store, told, outcome, settled):
    uid = registered(store, applied_on="2025-01-05", status="archived", backfilled="是", **told)

    case = store.get(Mediation, uid)

    assert (case.outcome, str(case.settled_on)) == (outcome, settled)


def test_a_numbered_case_stays_with_the_committee_that_numbered_it(store):
    uid = registered(store)
    other = made(store, Committee, name="区商会人民调解委员会", short_name="鄂城商", numbering="own")

    with pytest.raises(Refused, match="已由“鄂州市鄂城区知识产权纠纷人民调解委员会”编号"):
        store.act("换", [Alter(Mediation, uid, {"committee": other})])


def test_a_follow_up_closes_performance(store):
    uid = mediated(store)
    (record,) = store.whole(Mediation, uid).all(FollowUp)

    assert store.whole(FollowUp, record.uid).about.uid == record.uid
    assert lacks(store, uid, "followed") == []


def test_an_open_case_is_told_what_a_bound_one_would_need(store):
    uid = registered(store)

    assert lacks(store, uid, "archived")[0] == "受理日期"
