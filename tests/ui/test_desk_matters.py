"""工作台 of a 保护工作站 shows its watch, slips and rights, and nothing of visits."""

import pytest

from ercheng_station.records import CATALOGUE
from ercheng_station.records.assistance import AssistCase
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.protection import Watch
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.desk_facts import read_facts
from ercheng_station.ui.screens.desk_matters import matters_of
from ercheng_station.ui.shell_titles import shown
from tests.db.saving import made
from tests.founding import STATION, founded


@pytest.fixture
def guarding(tmp_path):
    unit = {**STATION, "kind": "protection"}
    with founded(tmp_path / "保护站", unit) as store:
        yield store


def test_a_protection_station_sees_its_watch_and_its_rights(guarding):
    made(guarding, Enterprise, name="甲公司", no_code_why="无")
    made(guarding, Right, enterprise="甲公司", kind="trademark", right_number="1", name="甲")
    made(guarding, Watch, enterprise="甲公司", watched_on="2026-11-05", way="shop", result="suspected")

    facts = read_facts(guarding)

    assert [(tile.indicator.name, tile.now) for tile in facts.tiles] == [
        ("watches", 1), ("watches_found", 1), ("risk_points", 0), ("slips", 0),
    ]  # fmt: skip
    assert facts.visits.series[0].values[10] == 1
    assert list(facts.topics.rows) == [("注册商标", 1)]


@pytest.mark.parametrize("profile", ["office", "protection", "bureau", "joint"])
def test_every_unit_sees_only_what_it_keeps(profile):
    matters, kept = matters_of(profile), CATALOGUE.kept_by(profile)

    assert {BY_NAME[name].kind for name in (*matters.tiles[:4], matters.monthly)} <= set(kept)
    assert {name for name, _ in matters.first} <= {kind.__tablename__ for kind in kept}


def test_the_bureau_begins_with_what_is_its_own_to_do():
    leading = matters_of("bureau")

    assert [BY_NAME[name].kind.__tablename__ for name in leading.tiles[:3]] == [
        "joint_conference", "resolution", "spending",
    ]  # fmt: skip
    assert leading.first[0] == ("joint_conference", "新增联席会议")
    assert matters_of("office").first[0][0] == "need"


def test_the_groups_of_a_protection_station_speak_of_rights_not_of_visits():
    titles = {entry.group_title for entry in shown("protection")}

    assert {"权利与保护", "维权求助"} <= titles
    assert not {"企业与走访", "线索与协作"} & titles


def test_a_form_of_a_protection_station_asks_for_nothing_of_enforcement(guarding, qtbot):
    desk = Desk(guarding)
    form = RecordForm(AssistCase, desk)
    qtbot.addWidget(form)

    asked = set(form.form.cells)
    desk.close()

    assert "clue" in AssistCase.kept
    assert "clue" not in asked
    assert "enterprise" in asked
