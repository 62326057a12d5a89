"""期限与依据 shows what concerns the registers that a unit keeps."""

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.deadlines import Calendar
from ercheng_station.services.due import RULES
from ercheng_station.services.reference import CLOCK, CRIME, valid_on
from tests.conftest import NOW, STATION


def test_every_clock_stands_with_the_register_that_it_runs_in():
    calendar = Calendar.shipped()
    assert {calendar.register(name) for name in calendar.rules} <= {kind.__tablename__ for kind in CATALOGUE}
    runs = {(rule.clock, rule.kind.__tablename__) for rule in RULES if rule.clock}
    runs |= {(count.rule, kind.__tablename__) for kind in CATALOGUE for count in kind.timed.values()}
    assert {(name, calendar.register(name)) for name, _ in runs} == runs


def test_a_protection_station_is_shown_no_clock_of_the_police_and_no_line_of_crime(store, tmp_path):
    own = {**STATION, "name": "甲公司知识产权保护工作站", "kind": "protection", "host": "甲公司"}
    with Store.create(tmp_path / "保护站", CATALOGUE, own, now=lambda: NOW) as guarding:
        seen = valid_on(guarding, guarding.today)
    told = valid_on(store, store.today)

    assert not [one for one in seen if one.part == CRIME or "公安" in one.title or "调结" in one.title]
    assert "商标宽展期内办理续展" in [one.title for one in seen if one.part == CLOCK]
    assert [one for one in told if one.part == CRIME]
    assert "向同级公安机关移送" in [one.title for one in told]
