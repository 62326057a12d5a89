"""期限 in a record: every clock with its chip and sentence; the limits of others are asked about, never broken."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.records.need import Need
from ercheng_station.services import clocks, due
from ercheng_station.services.rule import Rule
from ercheng_station.ui.chips import Chip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.clock_panel import ClockPanel
from ercheng_station.ui.record.reading import read_record


@pytest.fixture
def told(desk, practice_store, monkeypatch):
    """told(clock, **values): a need that runs the clock from the day it was received, as the view reads it."""

    def read(clock, **values):
        rule = Rule(Need, "received_on", "答复", "", (), lambda row: row.label, clock=clock, met="replied_on")
        for module in (due, clocks):
            monkeypatch.setattr(module, "RULES", (rule,))
        row = next(practice_store.rows(Query(Need)))
        fresh = dict.fromkeys(("promised_on", "replied_on", "revisited_on", "closed_on")) | values
        practice_store.act("期限", [Alter(Need, row.uid, fresh)])
        return read_record(practice_store, Need, row.uid)

    return read


@pytest.fixture
def panel(desk, shown):
    return shown(ClockPanel(desk), 600, 200)


def words(panel):
    return [one.text() for one in panel.findChildren(Label) if not one.isHidden()]


def chips(panel):
    return [one.accessibleName() for one in panel.findChildren(Chip) if not one.isHidden()]


def test_a_missed_limit_of_others_may_be_asked_about(panel, told, qtbot):
    panel.show_told(told("police.filing", received_on=date(2026, 11, 10)))

    qtbot.waitUntil(lambda: chips(panel) == ["可询问进度"])
    assert words(panel)[1].startswith("答复，期限 2026-11-13\n自 2026-11-10 公安机关受理起 3 日内")
    assert "案情复杂的公安机关可能另有更长期限" in words(panel)[1]


def test_a_met_clock_takes_one_line_and_tells_why_on_asking(panel, told, qtbot):
    panel.show_told(told("police.filing", received_on=date(2026, 11, 10), replied_on=date(2026, 11, 12)))

    qtbot.waitUntil(lambda: chips(panel) == ["2026-11-12 办理"])
    assert words(panel)[1] == "答复，期限 2026-11-13"
    assert "国务院令第310号第8条" in panel.findChildren(Label)[-1].toolTip()


def test_showing_another_record_leaves_nothing_of_the_first(panel, told, qtbot):
    panel.show_told(told("police.filing", received_on=date(2026, 11, 10)))
    panel.show_told(told("police.head_decision", received_on=date(2026, 11, 10)))

    qtbot.waitUntil(lambda: chips(panel) == ["已超期 7 天"])
