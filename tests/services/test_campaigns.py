"""The quarterly table: sums of the quarter and of the year so far, and who did not report."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.records.fields import Link
from ercheng_station.records.work import Campaign, CampaignCount
from ercheng_station.services.campaigns import quarter_lines


@pytest.fixture
def campaigns(store):
    def campaign(name, begins, ends=""):
        return add(Campaign, name=name, kind="crackdown", begins_on=begins, ends_on=ends)

    def add(record, **raw):
        values, faults = store.examine(record, raw)
        assert not faults.hard, faults
        create = Create(record, values)
        store.act("新增", [create])
        return Link(create.uid, "", record.__tablename__)

    spring = campaign("春季", "2026-02-10", "2026-04-20")
    whole = campaign("全年", "2026-01-01")
    campaign("去年", "2025-03-01", "2025-11-30")
    for month in (2, 3, 4):
        add(CampaignCount, campaign=spring, year=2026, month=month, people=month, value="100.50")
    for month in (1, 4, 5, 7):
        add(CampaignCount, campaign=whole, year=2026, month=month, checked=10, filed=1)
    return store


def test_a_quarter_is_summed_beside_the_year_so_far(campaigns):
    found = {one.campaign.values["name"]: one for one in quarter_lines(campaigns, 2026, 2)}

    assert set(found) == {"春季", "全年"}
    assert (found["春季"].quarter["people"], found["春季"].year["people"]) == (4, 9)
    assert (found["春季"].quarter["value"], found["春季"].year["value"]) == (10050, 30150)
    assert (found["全年"].quarter["filed"], found["全年"].year["checked"]) == (2, 30)


def test_only_months_in_which_a_campaign_ran_are_missed(campaigns):
    silent = {one.campaign.values["name"]: one.silent for one in quarter_lines(campaigns, 2026, 2)}
    later = {one.campaign.values["name"]: one.silent for one in quarter_lines(campaigns, 2026, 3)}

    assert silent == {"春季": (), "全年": (6,)}
    assert later == {"春季": (), "全年": (8, 9)}


def test_a_quarter_before_anything_ran_is_empty(campaigns):
    assert quarter_lines(campaigns, 2024, 4) == []
