"""Figures and due days of outreach and resources, from records that a clerk would enter."""

from datetime import date

import pytest

from ercheng_station.records.outreach import MediaReport, PilotSchool, Publicity, Survey, Training
from ercheng_station.records.resources import (
    CooperationAgreement,
    EquipmentUse,
    Fund,
    JointConference,
    PlatformContact,
    Resolution,
    Spending,
    Takedown,
)
from ercheng_station.records.station import Equipment
from ercheng_station.services.due import due
from ercheng_station.services.figures import Period
from ercheng_station.services.indicators import BY_NAME
from tests.mediating import made

OCTOBER, YEAR = Period(date(2026, 10, 1), date(2026, 10, 31)), Period(date(2026, 1, 1), date(2026, 12, 31))


def figures(store, period, *names):
    return {name: BY_NAME[name].figure(store, period) for name in names}


def matters(store, what):
    return [(one.title, one.days) for one in due(store) if one.what == what]


def test_trainings_and_activities_are_added_up_within_the_period(store):
    for day, mode, people, firms in (
        ("10-05", "together", 20, 8),
        ("10-20", "online", 5, 2),
        ("11-01", "together", 7, 1),
    ):
        made(
            store,
            Training,
            theme=f"培训{day}",
            held_on=f"2026-{day}",
            mode=mode,
            attended=people,
            firms=firms,
        )
    made(
        store,
        Publicity,
        theme="进市场",
        held_on="2026-10-09",
        occasion="five_in",
        places="进市场、进企业",
        audience=100,
        leaflets=30,
    )
    made(store, Publicity, theme="日常", held_on="2026-10-10", occasion="everyday", audience=11)
    made(store, MediaReport, headline="报道", outlet="区报", level="district", published_on="2026-10-11")

    names = ("trainings", "trained", "trained_firms", "trainings_together")
    assert figures(store, OCTOBER, *names) == dict(zip(names, (2, 25, 10, 1), strict=True))
    names = ("publicity_events", "five_in", "audience", "leaflets", "media_reports")
    assert figures(store, OCTOBER, *names) == dict(zip(names, (2, 1, 111, 30, 1), strict=True))


def test_satisfied_answers_are_counted_of_questionnaires_of_satisfaction_only(store):
    for kind in ("satisfaction", "awareness"):
        made(store, Survey, topic=kind, kind=kind, held_on="2026-10-02", returned=9, best=4, good=3, bad=2)

    assert figures(store, OCTOBER, "surveys_returned", "surveys_satisfied") == {
        "surveys_returned": 18,
        "surveys_satisfied": 7,
    }


def test_an_agreement_counts_while_it_is_in_force(store):
    raw = {"partner_kind": "university", "kind": "strategic", "signed_on": "2026-01-01"}
    made(store, CooperationAgreement, name="长期", partner="甲校", **raw)
    made(store, CooperationAgreement, name="到期", partner="乙校", valid_until="2026-09-30", **raw)
    made(
        store,
        CooperationAgreement,
        name="终止",
        partner="丙校",
        ended_on="2026-12-01",
        ended_why="续签",
        **raw,
    )

    assert figures(store, OCTOBER, "agreements") == {"agreements": 2}
    assert figures(store, YEAR, "agreements") == {"agreements": 1}


def test_money_is_told_in_ten_thousands_with_two_decimals(store):
    fund = made(store, Fund, year="2026", source="district", name="工作经费", budget="80000")
    made(store, Fund, year="2025", source="district", name="工作经费", budget="70000")
    made(
        store, Spending, fund=fund, spent_on="2026-10-09", use="training", content="讲课费", amount="12860.50"
    )

    assert figures(store, OCTOBER, "budget", "spent") == {"budget": 8.0, "spent": 1.29}


def test_equipment_counts_pieces_that_are_not_scrapped(store):
    raw = {"at": store.unit.name, "name": "执法记录仪"}
    made(store, Equipment, **raw, model="A", amount=3, status="in_use")
    made(store, Equipment, **raw, model="B", amount=2, status="scrapped")

    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert figures(store, period, "equipment") == {"equipment": 3}


def test_a_file_that_lacks_something_is_reminded_of_a_week_later(store):
    made(
        store,
        Training,
        theme="缺档案",
        held_on="2026-11-10",
        mode="together",
        not_needed="通知、签到表、课件、小结",
    )
    made(
        store,
        Training,
        theme="齐全",
        held_on="2026-11-10",
        mode="online",
        not_needed="通知、签到表、照片、课件、小结",
    )

    assert matters(store, "补齐一训一档") == [("缺档案：还差照片", -3)]


@pytest.mark.parametrize(("until", "days"), [("2027-02-20", 92), ("2027-03-30", None)])
def test_an_agreement_that_ends_is_told_ninety_days_ahead(store, until, days):
    made(
        store, CooperationAgreement, name="协议", partner="甲校", partner_kind="university", kind="strategic", signed_on="2025-01-01", valid_until=until
    )  # fmt: skip

    assert matters(store, "合作协议到期") == ([("甲校：协议", days)] if days else [])


def test_resolutions_notices_equipment_and_pilots_fall_due(store):
    conference = made(store, JointConference, name="第一次会议", held_on="2026-10-01", kind="plenary")
    for content, status, more in (("设引导牌", "open", {}), ("建群", "done", {"done_on": "2026-10-20"})):
        made(
            store,
            Resolution,
            conference=conference,
            content=content,
            unit="court",
            status=status,
            due_on="2026-11-25",
            **more,
        )
    at = made(store, PlatformContact, platform="某平台")
    made(
        store,
        Takedown,
        at=at,
        told_on="2026-11-12",
        shop="甲店",
        links="x",
        count=1,
        reason="侵权",
        result="waiting",
    )
    item = made(store, Equipment, at=store.unit.name, name="记录仪", amount=1, status="in_use")
    made(
        store,
        EquipmentUse,
        equipment=item,
        taken_on="2026-11-01",
        taken_by="张立新",
        amount=1,
        due_on="2026-11-21",
    )
    made(store, PilotSchool, name="泽林中学", level="province", status="pilot", since="2025-01-10")

    assert matters(store, "落实议定事项") == [("第一次会议：设引导牌", 5)]
    assert matters(store, "催问平台答复") == [("某平台：甲店", -1)]
    assert matters(store, "归还装备") == [("记录仪：张立新领用", 1)]
    assert matters(store, "试点期满") == [("泽林中学", 51)]
