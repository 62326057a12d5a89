"""What is known about an enterprise before a visit, and its timeline."""

from datetime import timedelta

import pytest

from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.visit import Visit
from ercheng_station.services.enterprises import core_name, know, timeline, visited_lately
from tests.db.saving import made, most_visited


@pytest.fixture
def link(practice_store):
    return most_visited(practice_store)


def test_the_last_visits_come_newest_first_and_the_years_are_counted(practice_store, link):
    every = list(practice_store.rows(Query(Visit, where=by_value({"enterprise": link}))))

    known = know(practice_store, link)

    days = sorted((row.values["visited_on"] for row in every), reverse=True)
    assert [row.values["visited_on"] for row in known.visits] == days[:3]
    assert known.this_year == sum(day.year == 2026 for day in days)
    assert known.enterprise.label == link.title


def test_open_needs_and_rights_about_to_lapse_are_told(practice_store, link):
    today = practice_store.today
    need = {"source": "走访", "category": "其他", "content": "续展", "received_on": "今天"}
    right = {"kind": "注册商标", "name": "甲"}
    made(practice_store, Need, enterprise=link, **need)
    made(
        practice_store,
        Right,
        enterprise=link,
        right_number="1",
        expires_on=today + timedelta(days=100),
        **right,
    )
    made(
        practice_store,
        Right,
        enterprise=link,
        right_number="2",
        expires_on=today + timedelta(days=200),
        **right,
    )

    known = know(practice_store, link)

    assert "续展" in [row.values["content"] for row in known.needs]
    assert all(row.values["status"] != "closed" for row in known.needs)
    assert "2" not in [row.values["right_number"] for row in known.lapsing]
    assert "1" in [row.values["right_number"] for row in known.lapsing]


def test_a_visit_soon_after_the_last_is_warned_of(practice_store, link):
    made(practice_store, Visit, enterprise=link, visited_on="-10", way="电话", visitors="甲")

    assert know(practice_store, link).often.startswith("10 天前走访过")


def test_a_second_visit_of_a_day_is_warned_of_in_words(practice_store, link):
    made(practice_store, Visit, enterprise=link, visited_on="今天", way="电话", visitors="甲")

    assert know(practice_store, link).often.startswith("今天走访过")


def test_a_first_visit_is_not_warned_of(store):
    made(store, Enterprise, name="甲公司", no_code_why="无")
    row = next(store.rows(Query(Enterprise)))

    known = know(store, Link(row.uid, row.label, "enterprise"))

    assert (known.often, known.visits, known.this_year) == ("", (), 0)


def test_the_timeline_holds_everything_with_a_day_newest_first(practice_store, link):
    mine = by_value({"enterprise": link})
    visits = {row.uid for row in practice_store.rows(Query(Visit, where=mine))}
    needs = {row.uid for row in practice_store.rows(Query(Need, where=mine))}
    steps = {row.uid for row in practice_store.rows(Query(NeedStep)) if row.values["need"].uid in needs}

    events = timeline(practice_store, link)

    days = [event.on for event in events]
    assert days == sorted(days, reverse=True)
    assert visits | needs | steps <= {event.uid for event in events}
    assert all(event.words for event in events)


def test_the_enterprises_of_the_last_visits_come_in_the_order_of_the_days(practice_store):
    latest = next(practice_store.rows(Query(Visit, sort="visited_on", descending=True), 1))
    lately = visited_lately(practice_store, 30)

    assert lately[latest.values["enterprise"].uid] == 0
    assert sorted(lately.values()) == list(range(len(lately)))


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("鄂州市宏达精密有限公司", "宏达精密有限公司"),
        ("湖北鄂州鄂城区泽林镇老李鞋店", "老李鞋店"),
        ("宏达精密", "宏达精密"),
        ("鄂州市", "鄂州市"),
    ],
)
def test_the_place_before_a_name_does_not_count(name, core):
    assert core_name(name) == core
