"""Two changed one record: who changed what stays, and only where both did is asked."""

import pytest
from PySide6.QtWidgets import QLabel

from ercheng_station.records.fields import PLAIN, Text
from ercheng_station.ui.record.moved_on import MovedOn, both_changed, joined

FIELDS = {name: Text(label=name, name=name) for name in ("a", "b", "c", "d")}
BEFORE = {"a": "1", "b": "1", "c": "1", "d": None}
MINE = {"a": "2", "b": "1", "c": "2", "d": "同"}
THEIRS = {"a": "3", "b": "3", "c": "1", "d": "同"}


def test_only_what_both_changed_differently_is_disputed():
    assert both_changed(BEFORE, MINE, THEIRS) == ["a"]


def test_what_one_changed_stays_as_that_one_left_it():
    assert joined(BEFORE, MINE, THEIRS) == {"a": "2", "b": "3", "c": "2", "d": "同"}


@pytest.fixture
def sheet(shown):
    made = MovedOn(shown(QLabel()), FIELDS, (BEFORE, MINE, THEIRS), PLAIN)
    made.open()
    return made


@pytest.mark.parametrize(("theirs", "value"), [(False, "2"), (True, "3")])
def test_the_person_decides(qtbot, sheet, theirs, value):
    sheet.take("a", theirs=theirs)

    with qtbot.waitSignal(sheet.decided) as decided:
        sheet.accept()

    assert decided.args == [{"a": value, "b": "3", "c": "2", "d": "同"}]


def test_putting_it_off_decides_nothing(qtbot, sheet):
    with qtbot.assertNotEmitted(sheet.decided):
        sheet.reject()


def test_nothing_disputed_is_said_so(shown):
    made = MovedOn(shown(QLabel()), FIELDS, (BEFORE, BEFORE, THEIRS), PLAIN)

    assert any("可以一并保存" in label.text() for label in made.findChildren(QLabel))
    made.reject()
