"""What each state of a case requires."""

import pytest

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.errors import Refused
from ercheng_station.records.base import link_to
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import FollowUp, Mediation, Party, Session
from tests.mediating import committee, made, mediated, moved, registered


def test_a_case_goes_from_intake_to_follow_up(store):
    uid = mediated(store)

    assert store.row(Mediation, uid).values["status"] == "followed"
    assert store.row(Mediation, uid).number == "（2026）鄂城知人调字第0001号"


def test_nobody_is_mediated_who_has_not_consented(store):
    uid = registered(store)
    respondent = next(one for one in store.whole(Mediation, uid).all(Party) if one.role == "respondent")
    store.act("不同意", [Alter(Party, respondent.uid, {"consent": "refused"})])

    with pytest.raises(Refused) as refused:
        moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")

    assert refused.value.faults == {"status": "“已受理”还差：“张建军”同意调解"}
    assert store.row(Mediation, uid).values["status"] == "registered"


def test_no_session_before_acceptance(store):
    uid = registered(store)
    case = Link(uid, "", "mediation")

    with pytest.raises(Refused, match="要先征得双方同意并受理"):
        made(store, Session, case=case, begun_at="2026-09-04 9:00", place="所里", parties="双方", content="谈",
             serial="1", is_open="否", rights_told="是")  # fmt: skip


def test_no_session_before_the_parties_were_told_their_rights(store):
    uid = registered(store)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")

    with pytest.raises(Refused, match="“已受理”还差：告知权利义务日期"):
        made(store, Session, case=Link(uid, "", "mediation"), begun_at="2026-09-04 9:00", place="所里", parties="双方",
             content="谈", serial="1", is_open="否", rights_told="是")  # fmt: skip


def test_a_part_that_a_state_needs_cannot_be_removed(store):
    uid = mediated(store)
    (record,) = store.whole(Mediation, uid).all(FollowUp)

    with pytest.raises(Refused, match="“已回访”还差：一次回访记录"):
        store.act("删除", [Remove(FollowUp, record.uid, "填错")])


def test_a_part_that_a_state_needs_cannot_be_moved_to_another_case(store):
    uid = mediated(store)
    case = store.whole(Mediation, uid)
    other = mediated(store, link_to(case.record.committee))
    (record,) = case.all(FollowUp)

    with pytest.raises(Refused, match="“已回访”还差：一次回访记录"):
        store.act("换到别的案件", [Alter(FollowUp, record.uid, {"case": Link(other, "", "mediation")})])


def test_a_party_cannot_be_moved_so_that_a_side_is_left_empty(store):
    uid = mediated(store)
    case = store.whole(Mediation, uid)
    other = mediated(store, link_to(case.record.committee))
    applicant = next(one for one in case.all(Party) if one.role == "applicant")

    with pytest.raises(Refused, match="登记申请人"):
        store.act("换到别的案件", [Alter(Party, applicant.uid, {"case": Link(other, "", "mediation")})])


def test_old_cases_are_brought_in_without_their_papers(store):
    uid = registered(store, backfilled="是")

    moved(store, uid, "accepted", accepted_on="2026-09-03")

    assert store.row(Mediation, uid).values["status"] == "accepted"


def test_numbers_come_from_the_committee_and_its_block(store):
    body = committee(store, numbering="block", block_from="21", block_to="22")

    numbers = [store.row(Mediation, registered(store, body, name=f"案{n}")).number for n in range(2)]

    assert numbers == ["（2026）鄂城知人调字第0021号", "（2026）鄂城知人调字第0022号"]
    with pytest.raises(Exception, match="号段 21 至 22 已经用完"):
        registered(store, body, name="案三")
