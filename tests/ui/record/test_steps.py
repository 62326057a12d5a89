"""The steps of any kind's chain above its record: taken at once, or in a small form that asks for what is needed."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.protection.risk_check import CHECKING, DONE, IMPROVING, RiskCheck
from ercheng_station.services.chains import STATIONS, STEPS
from ercheng_station.ui.record.reading import read_record
from ercheng_station.ui.record.step_form import StepForm
from ercheng_station.ui.record.steps import StepsPart


@pytest.fixture
def check(desk):
    firm = next(desk.store.rows(Query(Enterprise)))
    raw = {
        "enterprise": Link(firm.uid, firm.label, "enterprise"),
        "checked_on": "-3",
        "way": "field",
        "checkers": "余慧敏",
        "status": CHECKING,
    }
    values, faults = desk.store.examine(RiskCheck, raw)
    assert not faults.hard
    made = Create(RiskCheck, values)
    desk.store.act("新增风险排查", [made])
    return made.uid


@pytest.fixture
def part(desk, shown, check, monkeypatch):
    """Over a check whose kind declares no steps."""
    monkeypatch.delitem(STEPS, RiskCheck, raising=False)
    monkeypatch.delitem(STATIONS, RiskCheck, raising=False)
    made = shown(StepsPart(RiskCheck, desk), 400, 300)
    made.show_told(read_record(desk.store, RiskCheck, check))
    return made


def status(desk, check):
    return desk.store.row(RiskCheck, check).values["status"]


def test_a_step_that_asks_nothing_is_taken_at_once(part, desk, check, qtbot):
    with qtbot.waitSignal(desk.saved):
        part.buttons[0].click()

    assert status(desk, check) == IMPROVING
    assert part.findChild(StepForm) is None
    desk.store.undo()
    assert status(desk, check) == CHECKING


def test_the_way_back_is_never_the_first_choice(part, desk, check):
    desk.store.act("了结", [Alter(RiskCheck, check, {"status": DONE, "done_on": date(2026, 11, 22)})])

    part.show_told(read_record(desk.store, RiskCheck, check))

    assert part.buttons
    assert {one.property("tone") for one in part.buttons} == {None}


def test_what_the_rules_of_a_state_want_is_asked_for(part, desk, check, qtbot):
    part.buttons[1].click()
    qtbot.waitUntil(lambda: part.findChild(StepForm) is not None)
    form = part.findChild(StepForm)

    assert list(form.fields) == ["done_on"]
    form.form.input("done_on").show_value(desk.fields.today)
    with qtbot.waitSignal(form.saved):
        form.save()
    assert status(desk, check) == DONE
    assert desk.store.row(RiskCheck, check).values["done_on"] == desk.fields.today


def test_what_the_store_refuses_is_asked_for_at_its_field(part, desk, check, qtbot, monkeypatch):
    monkeypatch.setattr(RiskCheck, "gate", classmethod(lambda cls, whole: {"findings": "请写排查情况"}))

    part.buttons[0].click()
    qtbot.waitUntil(lambda: part.findChild(StepForm) is not None)

    form = part.findChild(StepForm)
    assert form.form.cells["findings"].fault() == "请写排查情况"
    assert status(desk, check) == CHECKING


def test_the_way_tells_when_each_state_was_reached(part, desk, check, qtbot):
    with qtbot.waitSignal(desk.saved):
        part.buttons[0].click()
    part.show_told(read_record(desk.store, RiskCheck, check))

    told = part.chain.accessibleName()
    assert f"现在是{RiskCheck.kept['status'].text(IMPROVING, desk.fields)}" in told
    assert desk.fields.today.isoformat() in told
