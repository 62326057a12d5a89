"""What follows from what was typed: days, terms, what an ID number tells; and what is refused between fields."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.records.base import Faults, Record, followed
from ercheng_station.records.dates import years_later
from ercheng_station.records.deadlines import Calendar, due_of
from ercheng_station.records.fields import PLAIN, Link
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Confirmation,
    Court,
    Event,
    Evidence,
    FollowUp,
    Guest,
    Instalment,
    Investigation,
    Mediation,
    Mediator,
    Party,
    Session,
)
from tests.mediating import committee, made, mediated, registered

SIGNED = {"signed_on": "2026-09-10", "mediator_signed_on": "2026-09-11", "sealed_on": "2026-09-15"}


def judged(store, kind, /, **raw):
    values, faults = store.examine(kind, raw)
    return values, faults


def link(store, uid):
    return Link(uid, store.row(Mediation, uid).label, "mediation")


def agreement(store, uid, **more):
    typed = {
        "case": link(store, uid),
        "form": "written",
        "agreed_on": "2026-09-10",
        "facts": "甲",
        "terms": "乙",
    }
    return judged(store, Agreement, **{**typed, **more})


def test_a_written_agreement_takes_effect_with_the_last_signature_or_seal(store):
    values, _ = agreement(store, registered(store), **SIGNED)

    assert (values["effective_on"], values["confirm_until"]) == (date(2026, 9, 15), date(2026, 10, 15))


@pytest.mark.parametrize(
    ("sealed", "until"),
    [
        ("2026-09-01", date(2026, 10, 8)),
        ("2026-09-10", date(2026, 10, 10)),
        ("2026-09-11", date(2026, 10, 12)),
    ],
)
def test_the_last_day_to_confirm_is_a_working_day_that_the_law_would_give(store, sealed, until):
    signed = dict.fromkeys(("signed_on", "mediator_signed_on", "sealed_on"), sealed)
    values, _ = agreement(store, registered(store), agreed_on="2026-08-31", **signed)

    assert values["confirm_until"] == until
    assert due_of("confirmation.apply", values["effective_on"], Calendar.shipped()).on == until


def test_without_the_seal_it_has_no_effect_and_no_day_to_confirm(store):
    values, _ = agreement(store, registered(store), **{**SIGNED, "sealed_on": None})

    assert (values["effective_on"], values["confirm_until"]) == (None, None)


def test_an_oral_agreement_takes_effect_at_once(store):
    values, _ = agreement(store, registered(store), form="oral")

    assert values["effective_on"] == date(2026, 9, 10)
    assert Agreement.follow({"form": "oral"})["effective_on"] is None


def test_an_agreement_signed_before_it_was_reached_is_refused(store):
    _, faults = agreement(store, registered(store), signed_on="2026-09-09")

    assert faults.hard == {"signed_on": "当事人签字日期早于达成日期"}


def test_instalments_want_an_amount(store):
    uid = registered(store)

    assert agreement(store, uid, way="instalments")[1].soft["amount"] == "分期履行要写明给付金额"
    assert "amount" not in agreement(store, uid, way="instalments", amount="100")[1].soft


def test_thirty_days_run_from_acceptance_or_to_the_day_agreed(store):
    def due(**days):
        return followed(Mediation, days, PLAIN)["due_on"]

    assert due(accepted_on=date(2026, 9, 7)) == date(2026, 10, 8)  # the 7th of October is a day off
    assert due(accepted_on=date(2026, 9, 3), extended_until=date(2026, 11, 3)) == date(2026, 11, 3)
    assert due() is None


@pytest.mark.parametrize(("on", "edition"), [(date(2025, 12, 31), 2020), (date(2026, 1, 1), 2026)])
def test_the_names_of_disputes_are_those_of_the_day(on, edition):
    assert Mediation.follow({"applied_on": on})["dispute_year"] == edition


def test_an_id_number_tells_sex_and_birth_and_contradicts_a_wrong_day(store):
    uid = registered(store)
    typed = {
        "case": link(store, uid),
        "role": "third",
        "kind": "person",
        "name": "王芳",
        "consent": "pending",
    }

    values, _ = judged(store, Party, **typed, id_number="11010519491231002X")
    _, faults = judged(store, Party, **typed, id_number="11010519491231002X", born_on="1950-01-01")

    assert (values["sex"], values["born_on"]) == ("female", date(1949, 12, 31))
    assert "与身份证号里的出生日期不一致" in faults.soft["born_on"]


def test_a_correction_of_the_case_makes_its_days_anew(store):
    uid = mediated(store)

    store.act("受理日期填错", [Alter(Mediation, uid, {"accepted_on": date(2026, 9, 5)})])

    assert store.get(Mediation, uid).due_on == date(2026, 10, 8)


def test_what_each_sort_of_party_still_lacks(store):
    typed = {"case": link(store, registered(store)), "role": "third", "name": "甲", "consent": "agreed"}

    person = judged(store, Party, **typed, kind="person")[1].soft
    firm = judged(store, Party, **typed, kind="company")[1].soft
    shop = judged(store, Party, **typed, kind="sole", representative="王五", phone="0711-3851234", consent_on="2026-09-01")[1].soft  # fmt: skip

    assert {"mobile", "id_number", "consent_on", "address"} <= {*person}
    assert {"representative", "phone", "credit_code"} <= {*firm}
    assert {*shop} == {"address"}


def test_days_of_a_case_that_cannot_be(store):
    typed = {"name": "案", "committee": committee(store), "source": "application", "dispute_type": "other", "applied_on": "2026-09-01"}  # fmt: skip

    _, faults = judged(store, Mediation, **typed, accepted_on="2026-08-31", mediator="周立新", second_mediator="周立新")  # fmt: skip
    assert faults.hard == {"accepted_on": "受理日期早于登记日期", "second_mediator": "同一名调解员填了两次"}

    _, faults = judged(store, Mediation, **typed, mediator="周立新", third_mediator="周立新")
    assert faults.hard == {"third_mediator": "同一名调解员填了两次"}

    _, faults = judged(store, Mediation, **typed, accepted_on="2026-09-03", extended_until="2026-09-03")
    assert faults.hard == {"extended_until": "延长后的期限不晚于受理日期"}
    assert faults.soft["extension_agreed"] == "延长调解期限要当事人同意"
    assert faults.soft["right_note"] == "待补"


def test_the_number_of_a_file_is_the_committees_where_it_gave_one(store):
    uid = registered(store)
    case = store.get(Mediation, uid)
    assert case.file_number == case.number

    store.act("调委会编号", [Alter(Mediation, uid, {"assigned_number": "（2026）鄂城知人调字第0108号"})])

    assert store.get(Mediation, uid).file_number == "（2026）鄂城知人调字第0108号"


def test_mediators_of_a_case_in_their_order(store):
    uid = mediated(store)
    second = next(row for row in store.whole(Committee, store.get(Mediation, uid).committee.uid).all(Mediator) if row.name == "李秀兰")  # fmt: skip

    store.act("加调解员", [Alter(Mediation, uid, {"third_mediator": Link(second.uid, "李秀兰", "mediator")})])

    assert [one.name for one in store.get(Mediation, uid).mediators] == ["周立新", "李秀兰"]


def body(store, **more):
    return judged(store, Committee, **{"name": "调委会", "short_name": "调", "numbering": "own", **more})


def test_a_term_is_three_years_unless_told_otherwise(store):
    assert body(store, term_from="2025-01-01")[0]["term_until"] == date(2028, 1, 1)
    assert body(store, term_from="2025-01-01", term_until="2026-01-01")[0]["term_until"] == date(2026, 1, 1)
    assert years_later(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert (
        "每届任期三年" in body(store, term_from="2025-01-01", term_until="2028-06-01")[1].soft["term_until"]
    )
    assert body(store, term_from="2025-01-01", term_until="2025-01-01")[1].hard == {
        "term_until": "届满日期不晚于本届开始日期"
    }


def test_a_block_has_both_its_ends_in_order(store):
    assert body(store, numbering="block")[1].hard == {"block_from": "按号段编号要写明号段的起止"}
    assert body(store, numbering="block", block_from="9", block_to="8")[1].hard == {
        "block_to": "号段的止号小于起号"
    }
    assert not body(store, numbering="block", block_from="8", block_to="9")[1].hard


def test_what_the_parts_of_a_case_refuse(store):
    case = link(store, registered(store))
    (party,) = [one for one in store.whole(Mediation, case.uid).all(Party) if one.is_person]
    times = {"case": case, "begun_at": "2026-09-04 09:00", "ended_at": "2026-09-04 08:00", "place": "所里"}
    kept = Link(party.uid, party.label, "party")

    def faults(kind, /, **raw) -> Faults:
        return judged(store, kind, **raw)[1]

    assert "ended_at" in faults(Session, **times, serial="1", is_open="否", rights_told="是", parties="双方", content="谈").hard  # fmt: skip
    assert "ended_at" in faults(Investigation, **times, asked="张建军", by="周立新", content="问").hard
    assert "valid_until" in faults(Agent, party=kept, name="陈律", authorized_on="2026-09-02", valid_until="2026-09-01").hard  # fmt: skip
    assert faults(Agent, party=kept, name="陈律", powers=["other"]).soft["powers_more"] == "勾选了“其他”，请写明"  # fmt: skip
    assert "人民调解法第二十五条" in faults(Event, case=case, done_on="2026-09-04", kind="risk", content="扬言上门").soft["told_whom"]  # fmt: skip
    assert "until" in faults(Mediator, committee=committee(store), name="甲乙", post="member", since="2026-01-02", until="2026-01-01").hard  # fmt: skip


def test_performance_and_confirmation_want_their_days_and_reasons(store):
    case = link(store, registered(store))
    step = {"case": case, "due_on": "2026-09-30", "what": "赔偿款"}
    court = {"case": case, "jointly": "是"}

    assert judged(store, Instalment, **step, state="done")[1].hard == {"done_on": "已履行的要填实际履行日期"}
    assert judged(store, Instalment, **step, state="done", done_on="2026-09-20")[1].soft["voucher"] == "待补"
    assert "voucher" not in judged(store, Instalment, **step, state="done", done_on="2026-09-20", voucher="收条")[1].soft  # fmt: skip
    assert judged(store, Confirmation, **court, state="applied")[1].hard == {
        "applied_on": "已经申请的要填申请日期"
    }
    refused = judged(store, Confirmation, **court, state="dismissed", applied_on="2026-10-01")[1].soft
    assert refused["why"] == "待补"


def test_a_person_reads_what_each_record_is(store):
    uid = mediated(store)
    whole = store.whole(Mediation, uid)
    case = link(store, uid)
    made(store, Guest, case=case, name="孙教授", role="expert")
    made(store, Event, case=case, done_on="2026-09-04", kind="contact", content="电话约定\n时间")
    made(store, Confirmation, case=case, state="preparing")
    court = made(store, Court, name="鄂城区人民法院")

    (oral,) = {Agreement(agreed_on=date(2026, 9, 1), form="oral")}
    titles = {kind: str(whole.all(kind)[0]) for kind in (Agreement, Investigation, Session, FollowUp, Instalment, Evidence)}  # fmt: skip

    assert str(oral) == "2026-09-01 口头调解协议"
    assert titles[Agreement] == "2026-09-10 调解协议"
    assert titles[Investigation] == "张建军的调查记录"
    assert titles[Session] == "第1次调解"
    assert titles[FollowUp] == "2026-10-20 回访"
    assert titles[Instalment] == "2026-09-30 赔偿款"
    assert titles[Evidence] == "商标注册证复印件"
    more = store.whole(Mediation, uid)
    assert [str(more.all(kind)[0]) for kind in (Guest, Event, Confirmation)] == ["孙教授", "2026-09-04 电话约定 时间", "司法确认申请"]  # fmt: skip
    assert court.title == "鄂城区人民法院"
    assert Record.follow({}) == {}


def doubts(store, uid, today=date(2026, 11, 20)):
    return Committee.doubts(store.whole(Committee, uid), today)


def test_a_committee_is_told_who_is_missing_in_it(store):
    full = committee(store)
    bare = made(store, Committee, name="区商会人民调解委员会", short_name="鄂城商", numbering="own")
    made(store, Mediator, committee=bare, name="甲乙", post="hired", sex="female")

    assert doubts(store, full.uid) == {}
    assert doubts(store, bare.uid) == {
        "name": "在任委员 0 人，应当是 3 至 9 人；在任委员里没有登记妇女成员；在任主任应当是 1 人（人民调解法第八条）"
    }
    assert "在任委员 0 人" in doubts(store, full.uid, date(2024, 12, 31))["name"]
    assert Record.doubts(store.whole(Committee, full.uid), date(2026, 11, 20)) == {}
