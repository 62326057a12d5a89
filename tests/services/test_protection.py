"""Plans, leads, the key-enterprise list and slips: what falls due, what is counted, what is carried over, the own firm."""

from datetime import date, timedelta

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise, IpSnapshot, Right
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.protection import (
    EnterprisePlan,
    KeyEnterprise,
    LeadSurvey,
    PlanMeasure,
    RiskCheck,
    RiskItem,
    Slip,
    Watch,
)
from ercheng_station.records.visit import Visit
from ercheng_station.services.diagnosis import diagnosis
from ercheng_station.services.due import due
from ercheng_station.services.figures import Period
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.key_services import served
from ercheng_station.services.own_firm import known_here, own_firm
from ercheng_station.services.turning import carried, turn_to
from ercheng_station.ui.record.suggesting import link_of
from tests.conftest import NOW, STATION
from tests.db.saving import made

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def firm(store, name="甲公司", **raw):
    kept = made(store, Enterprise, name=name, no_code_why="无", **raw)
    return link_of(Enterprise, store.row(Enterprise, kept.uid))


def plan(store, enterprise, **raw):
    plain = {
        "enterprise": enterprise,
        "year": 2026,
        "version": 1,
        "made_on": "2026-03-01",
        "status": "drafted",
    }
    return made(store, EnterprisePlan, **{**plain, **raw})


def row_of(store, record):
    return store.row(type(record), record.uid)


def test_a_plans_measures_and_evaluation_fall_due_until_they_are_done(store):
    made_plan = plan(store, firm(store), status="carried_out", evaluate_on="2026-11-25")
    link = link_of(EnterprisePlan, row_of(store, made_plan))
    common = {"plan": link, "block": "人防", "due_on": "2026-11-22"}
    made(store, PlanMeasure, content="签保密协议", state="doing", **common)
    made(store, PlanMeasure, content="建台账", state="done", done_on="2026-11-01", **common)
    made(store, PlanMeasure, content="设门禁", state="dropped", **common)

    found = due(store, 7)

    assert [(one.what, one.title) for one in found if one.kind is EnterprisePlan] == [
        ("一企一策措施", f"签保密协议（{made_plan.label}）"),
        ("一企一策评估", "甲公司"),
    ]
    assert all(one.uid == made_plan.uid for one in found if one.kind is EnterprisePlan)


def test_a_risk_is_due_until_it_is_improved(store):
    check = made(
        store, RiskCheck, enterprise=firm(store), checked_on="2026-10-20", way="field", checkers="余慧敏", status="checking"
    )  # fmt: skip
    link = link_of(RiskCheck, row_of(store, check))
    common = {"risk_check": link, "topic": "商标", "answer": "否", "level": "高", "improve_by": "2026-11-20"}
    made(store, RiskItem, item="续展有人记着", **common)
    made(
        store,
        RiskItem,
        item="标识一致",
        improved="是",
        improved_on="2026-11-01",
        answered_on="2026-10-20",
        **common,
    )

    assert [one.title for one in due(store, 7) if one.what == "改进建议"] == [
        "续展有人记着（甲公司风险排查 2026-10-20）"
    ]
    assert BY_NAME["risk_points"].figure(store, YEAR) == 1
    assert BY_NAME["risks_improved"].figure(store, YEAR) == 1
    assert BY_NAME["checked_firms"].figure(store, YEAR) == 1


def listed(store, enterprise, **raw):
    plain = {
        "enterprise": enterprise, "recommended_on": "2024-01-10", "status": "listed", "document": "鄂城市监发〔2024〕6 号",
        "listed_on": "2024-02-01", "reviewer": "熊建国",
    }  # fmt: skip
    return made(store, KeyEnterprise, **{**plain, **raw})


def test_the_term_of_the_list_is_three_years_unless_typed_and_warns_before_its_end(store):
    first = listed(store, firm(store), listed_on="2024-01-05", recommended_on="2024-01-01")
    typed = listed(store, firm(store, "乙公司"), expires_on="2030-01-01")

    assert (first.expires_on, typed.expires_on) == (date(2027, 1, 5), date(2030, 1, 1))
    assert [one.title for one in due(store, 7) if one.kind is KeyEnterprise] == ["甲公司"]


@pytest.mark.parametrize(
    ("status", "field"),
    [("listed", "document"), ("removed", "removed_reason"), ("published", "published_on")],
)
def test_a_state_of_the_list_wants_what_the_bureau_decided(store, status, field):
    raw = {"enterprise": firm(store), "recommended_on": "2026-01-10", "status": status}

    assert field in store.examine(KeyEnterprise, raw)[1].hard


def test_the_list_of_any_year_can_be_rebuilt(store):
    listed(store, firm(store))
    left = {"status": "removed", "removed_on": "2025-06-30", "removed_reason": "left"}
    listed(store, firm(store, "乙公司"), **left)

    figure = BY_NAME["key_enterprises"]
    assert figure.figure(store, Period(date(2024, 1, 1), date(2024, 12, 31))) == 2
    assert figure.figure(store, Period(date(2023, 1, 1), date(2023, 12, 31))) == 0
    assert figure.figure(store, YEAR) == 1


def lead(**raw):
    plain = {
        "found_on": "2026-11-01", "source": "visit", "holder": "甲公司", "patent_number": "ZL200480001590.4", "accused": "乙厂",
        "status": "found",
    }  # fmt: skip
    return {**plain, **raw}


def test_a_lead_checks_the_patent_number_and_reads_the_kind_from_it(store):
    wrong = store.examine(LeadSurvey, lead(patent_number="ZL200480001590.5"))[1]
    other = store.examine(LeadSurvey, lead(patent_kind="design"))[1]

    assert "校验位" in wrong.soft["patent_number"]
    assert other.soft["patent_kind"] == "与专利号表示的专利类型不一致，请核对"
    assert made(store, LeadSurvey, **lead()).patent_kind == "invention"


def test_a_lead_takes_holder_and_patent_from_the_files(store):
    owner = firm(store)
    right = made(
        store, Right, enterprise=owner, kind="invention", right_number="ZL200480001590.4", name="一种刀头", status="valid"
    )  # fmt: skip
    link = link_of(Right, row_of(store, right))

    kept = made(store, LeadSurvey, **lead(holder="", patent_number="", enterprise=owner, right=link))

    assert (kept.holder, kept.patent_name, kept.patent_number, kept.patent_kind) == (
        "甲公司", "一种刀头", "ZL200480001590.4", "invention",
    )  # fmt: skip
    assert "holder" in store.examine(LeadSurvey, lead(holder=""))[1].hard


def test_a_lead_becomes_a_case_between_holder_and_accused(store):
    kept = made(store, LeadSurvey, **lead(accused_address="泽林镇", product="刀头"))

    found = carried(store, turn_to(LeadSurvey, Mediation), row_of(store, kept))

    assert found.values["dispute_type"] == "invention_infringement"
    assert [(values["role"], values["name"]) for _, values in found.parts] == [
        ("applicant", "甲公司"), ("respondent", "乙厂"),
    ]  # fmt: skip


def test_a_visit_begins_a_check_a_plan_and_a_lead(store):
    owner = firm(store)
    visit = made(
        store, Visit, enterprise=owner, visited_on="2026-11-02", way="实地", visitors="余慧敏", receiver="李明", problems="仿冒"
    )  # fmt: skip

    check, plan_, lead_ = (
        carried(store, turn_to(Visit, kind), row_of(store, visit)).values
        for kind in (RiskCheck, EnterprisePlan, LeadSurvey)
    )

    assert (check["checkers"], check["receiver"], check["topics"]) == (
        "余慧敏",
        "李明",
        ("trademark", "secret"),
    )
    assert plan_["year"] == 2026
    assert (lead_["holder"], lead_["product"], lead_["visit"].uid) == ("甲公司", "仿冒", visit.uid)


def test_a_watch_becomes_a_slip(store):
    kept = made(
        store, Watch, enterprise=firm(store), watched_on="2026-11-02", way="shop", result="suspected", suspect="某店",
        detail="相同图片", handling="slip", link="某页",
    )  # fmt: skip

    found = carried(store, turn_to(Watch, Slip), row_of(store, kept)).values

    assert (found["suspect"], found["content"], found["suspect_place"]) == ("某店", "相同图片", "某页")


def test_the_diagnosis_tells_rights_terms_needs_and_the_last_check(store):
    owner = firm(store)
    assert diagnosis(store, owner) == ""
    made(
        store,
        IpSnapshot,
        enterprise=owner,
        as_of="2026-01-01",
        inventions=3,
        pledged="100000",
        secrets_rules="是",
    )
    made(
        store, Right, enterprise=owner, kind="trademark", right_number="1234567", name="宏达", expires_on="2027-01-10", status="valid"
    )  # fmt: skip
    made(
        store, Need, enterprise=owner, source="visit", category="other", content="商标续展", received_on="2026-11-01", status="registered"
    )  # fmt: skip
    made(
        store,
        RiskCheck,
        enterprise=owner,
        checked_on="2026-10-20",
        way="field",
        checkers="余慧敏",
        status="checking",
    )

    lines = diagnosis(store, owner).split("\n")

    assert lines[0].startswith("知识产权情况（截至 2026-01-01）：有效发明 3件，质押融资")
    assert "有商业秘密制度" in lines[0]
    assert lines[1] == "一年内要办的：宏达（1234567） 商标续展 2027-01-10。"
    assert lines[2] == "未销号诉求 1 条：商标续展。"
    assert lines[3] == "最近一次侵权风险排查（2026-10-20）：还没有排查事项。"


@pytest.fixture
def guarding(tmp_path):
    unit = {**STATION, "name": "甲公司知识产权保护工作站", "kind": "protection", "host": "甲公司"}
    with Store.create(tmp_path / "数据", CATALOGUE, unit, now=lambda: NOW) as store:
        yield store


def test_a_station_of_one_firm_begins_every_record_with_it(guarding):
    assert own_firm(guarding) is None
    owner = firm(guarding)
    firm(guarding, "乙公司")

    assert own_firm(guarding) == owner
    assert known_here(guarding, Watch) == {"enterprise": owner}
    assert known_here(guarding, Slip) == {"enterprise": owner, "from_station": guarding.unit.name}


def test_an_authority_chooses_its_firm_each_time(store):
    firm(store)

    assert own_firm(store) is None
    assert known_here(store, Watch) == {}


def test_a_protection_station_keeps_nothing_of_enforcement(guarding):
    kept = {kind.__tablename__ for kind in guarding.kinds}

    assert {"right", "risk_check", "watch", "slip", "member", "member_service", "station_rule"} <= kept
    assert not {"clue", "transfer", "lead_survey", "key_enterprise", "equipment", "mediation"} & kept


def test_a_slip_nobody_took_is_asked_after_in_a_week(store):
    on = store.today - timedelta(days=7)
    made(store, Slip, kind="need", written_on=on, content="想学续展", status="sent", to="泽林所")

    assert [one.what for one in due(store, 0) if one.kind is Slip] == ["询问报送结果"]


def test_services_to_a_firm_are_counted_from_what_was_done_for_it_this_year(store):
    owner, other = firm(store), firm(store, "乙公司")
    assert served(store, owner, store.today).words == "2026 年还没有服务记录。"
    for enterprise, on in (
        (owner, "2026-01-01"),
        (owner, "2026-05-01"),
        (owner, "2025-12-31"),
        (other, "2026-05-01"),
    ):
        made(store, Visit, enterprise=enterprise, visited_on=on, way="实地", visitors="余慧敏")
    made(store, Watch, enterprise=owner, watched_on="2026-11-02", way="shop", result="nothing")

    found = served(store, owner, store.today)

    assert found.words == "2026 年服务 3 次：走访 2，监测 1。"


def test_a_firm_begins_a_check_a_plan_and_its_recommendation(store):
    owner = firm(store)
    row = store.row(Enterprise, owner.uid)

    check, plan_, key = (
        carried(store, turn_to(Enterprise, kind), row).values
        for kind in (RiskCheck, EnterprisePlan, KeyEnterprise)
    )

    assert check == {"topics": ("trademark", "secret"), "enterprise": owner}
    assert (plan_["year"], plan_["enterprise"]) == (2026, owner)
    assert key == {"enterprise": owner}


def test_a_slip_becomes_a_clue_or_a_need_at_the_office(store):
    owner = firm(store)
    kept = made(
        store, Slip, kind="clue", written_on="2026-11-02", enterprise=owner, content="网店仿冒", suspect="某店",
        suspect_place="某网址", evidence="截图", status="taken", taken_on="2026-11-03",
    )  # fmt: skip

    clue, need = (carried(store, turn_to(Slip, kind), row_of(store, kept)).values for kind in (Clue, Need))

    assert (clue["suspect"], clue["facts"], clue["holder"], clue["slip"].uid) == (
        "某店",
        "网店仿冒",
        owner,
        kept.uid,
    )
    assert (need["source"], need["content"], need["received_on"]) == ("slip", "网店仿冒", date(2026, 11, 3))
    assert not store.examine(Need, {**need, "category": "other"})[1].hard
    assert set(clue) <= Clue.kept.keys()
