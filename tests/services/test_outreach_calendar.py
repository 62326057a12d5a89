"""The yearly days of publicity: proposed ahead, filled, and silent once something is registered."""

from datetime import UTC, date, datetime

import pytest

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.office import CodeEntry
from ercheng_station.records.outreach import Publicity
from ercheng_station.services.due import due
from ercheng_station.services.outreach_calendar import occasions, proposals
from tests.conftest import STATION
from tests.founding import founded
from tests.mediating import made


@pytest.fixture
def store_on(tmp_path):
    """store_on("2027-04-01"): a store whose today is that day."""
    opened = []

    def make(day):
        moment = datetime.fromisoformat(f"{day}T02:00").replace(tzinfo=UTC)
        founded(tmp_path / day, STATION).close()
        opened.append(Store.open(tmp_path / day, CATALOGUE, now=lambda: moment))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def test_every_occasion_is_an_option_of_the_register():
    assert {one.code for one in occasions()} <= {one.code for one in shipped("publicity_occasion").codes}


def test_a_day_is_proposed_ahead_and_filled(store_on):
    store = store_on("2027-04-05")

    found = [one for one in due(store) if one.given]

    assert [(one.title, one.due_on) for one in found] == [
        ("4·26世界知识产权日：按此新增宣传活动", date(2027, 4, 26)),
        ("知识产权宣传周：按此新增宣传活动", date(2027, 4, 26)),
    ]
    week = next(one for one in found if one.title.startswith("知识产权宣传周"))
    values, faults = store.examine(Publicity, week.given)
    assert not faults.hard
    assert (values["theme"], values["held_on"], values["until"]) == (
        "2027年知识产权宣传周宣传活动",
        date(2027, 4, 20),
        date(2027, 4, 26),
    )


def test_what_is_registered_is_proposed_no_more(store_on):
    store = store_on("2027-05-05")
    (brand,) = [one for one in proposals(store, 0) if one.occasion.code == "brand_day"]

    store.act("新增宣传活动", [Create(Publicity, store.examine(Publicity, brand.given)[0])])

    assert "brand_day" not in {one.occasion.code for one in proposals(store, 0)}
    assert "ip_day" in {one.occasion.code for one in proposals(store, 0)}


def test_what_went_by_is_remembered_for_two_weeks(store_on):
    assert "constitution_day" in {one.occasion.code for one in proposals(store_on("2026-12-18"), 0)}
    assert "constitution_day" not in {one.occasion.code for one in proposals(store_on("2026-12-19"), 0)}


def test_an_occasion_out_of_use_is_proposed_no_more(store_on):
    store = store_on("2027-05-05")
    made(
        store,
        CodeEntry,
        list="publicity_occasion",
        code="brand_day",
        name="5·10中国品牌日",
        until="2026-12-31",
    )

    assert "brand_day" not in {one.occasion.code for one in proposals(store, 0)}


def test_the_next_year_is_looked_into(store_on):
    assert not list(proposals(store_on("2026-12-30"), 7))
    assert {one.occasion.code for one in proposals(store_on("2026-12-31"), 75)} == {"day_315"}
