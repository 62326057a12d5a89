"""How far the visits of a year reach: by town and trade, of all firms or of a list in force on the day."""

from datetime import date

import pytest

from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.services.reach import reach
from tests.commanding import command
from tests.db.saving import made, visited

TODAY = date(2026, 11, 20)


@pytest.fixture
def firms(store):
    raw = {"no_code_why": "无"}
    made(
        store,
        Enterprise,
        name="甲公司",
        area="泽林镇",
        industry="C",
        key_industry="mould",
        is_key_industry="是",
        **raw,
    )
    made(store, Enterprise, name="乙公司", area="泽林镇", industry="C", **raw)
    made(store, Enterprise, name="丙公司", area="杜山镇", industry="F", **raw)
    made(store, Enterprise, name="丁商行", **raw)
    visited(store, enterprise="甲公司", visited_on="2026-03-01")
    visited(store, enterprise="甲公司", visited_on="2026-04-01")
    visited(store, enterprise="丙公司", visited_on="2025-12-31")
    return store


def told(found, part):
    return [(one.label, one.visited, one.listed, one.missing) for one in found if one.part == part]


def test_each_firm_counts_once_in_every_town_and_every_trade(firms):
    found = reach(firms, TODAY)

    assert told(found, "area") == [
        ("泽林镇", 1, 2, ("乙公司",)), ("杜山镇", 0, 1, ("丙公司",)), ("未填", 0, 1, ("丁商行",)),
    ]  # fmt: skip
    assert told(found, "industry") == [
        ("制造业", 1, 2, ("乙公司",)), ("批发和零售业", 0, 1, ("丙公司",)), ("未填", 0, 1, ("丁商行",)),
    ]  # fmt: skip
    assert told(found, "key_industry") == [("模具装备制造", 1, 1, ())]
    assert found[0].rate == 50.0


def test_a_list_counts_who_stood_on_it_that_day(firms):
    made(
        firms, EnterpriseListing, enterprise="乙公司", list="ip_dense", since="2026-01-01", until="2026-06-30"
    )
    made(firms, EnterpriseListing, enterprise="丙公司", list="ip_dense", since="2026-05-01")

    assert told(reach(firms, date(2026, 6, 1), "ip_dense"), "area") == [
        ("泽林镇", 0, 1, ("乙公司",)), ("杜山镇", 0, 1, ("丙公司",)),
    ]  # fmt: skip
    assert told(reach(firms, TODAY, "ip_dense"), "area") == [("杜山镇", 0, 1, ("丙公司",))]
    assert reach(firms, TODAY, "to_visit") == []


def test_the_command_tells_it_and_makes_a_file(firms, tmp_path):
    firms.close()

    answer = command(firms.folder, "visit-coverage", "--file", tmp_path / "覆盖.xlsx")
    listed = command(firms.folder, "visit-coverage", "--list", "密集企业").document

    assert answer.document["groups"][0]["missing"] == ["乙公司"]
    assert (tmp_path / "覆盖.xlsx").exists()
    assert (listed["list"], listed["groups"]) == ("ip_dense", [])
