"""Days are typed in any of the usual ways."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from ercheng_station.records.fields import PLAIN, Day, Moment
from ercheng_station.ui import style
from ercheng_station.ui.inputs import input_for
from ercheng_station.ui.tokens import Look
from tests.ui.screen_faults import faults
from tests.ui.typing_in import write

ON = replace(PLAIN, today=date(2026, 11, 22))


@pytest.fixture
def day(shown):
    made = shown(input_for(Day(label="走访日期"), ON), 400, 400)
    made.focus_first()
    return made


@pytest.fixture
def moment(shown):
    made = shown(input_for(Moment(label="受理时间"), ON), 400, 400)
    made.focus_first()
    return made


@pytest.mark.parametrize(
    ("typed", "shown_as"),
    [("1120", "2026-11-20"), ("11-20", "2026-11-20"), ("今天", "2026-11-22"), ("-1", "2026-11-21"), ("周五", "2026-11-20"),
     ("２０２６．３．５", "2026-03-05"), ("随便", "随便"), ("2-30", "2-30")],
)  # fmt: skip
def test_on_leaving_the_day_stands_there_in_full(day, typed, shown_as):
    write(typed)
    day.core().left.emit()

    assert day.raw() == shown_as


def test_the_weekday_stands_beside_the_day(day):
    write("2026-03-05")

    assert day.core().tail() == "周四"

    write("0")
    assert day.core().tail() == ""


def test_up_and_down_go_a_day_on_and_back(day, qtbot):
    write("2026-02-28")

    qtbot.keyClick(day.core(), Qt.Key.Key_Up)
    assert day.raw() == "2026-03-01"

    qtbot.keyClick(day.core(), Qt.Key.Key_Down)
    qtbot.keyClick(day.core(), Qt.Key.Key_Down)
    assert day.raw() == "2026-02-27"


def test_up_in_an_empty_field_is_today(day, qtbot):
    qtbot.keyClick(day.core(), Qt.Key.Key_Up)

    assert day.raw() == "2026-11-22"


def test_up_changes_nothing_that_is_no_day(day, qtbot):
    write("随便")
    qtbot.keyClick(day.core(), Qt.Key.Key_Up)

    assert day.raw() == "随便"


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_F4,)])
def test_the_calendar_opens_by_key_inside_the_window_and_gives_its_day(day, qtbot, keys):
    write("2026-03-05")
    qtbot.keyClick(day.core(), *keys)
    month = day.window().findChild(QCalendarWidget)
    assert month.isVisible()
    assert not month.isWindow()
    assert month.selectedDate() == QDate(2026, 3, 5)

    month.clicked.emit(QDate(2026, 3, 9))

    assert day.raw() == "2026-03-09"
    assert not month.isVisible()
    assert day.core().hasFocus()


def test_every_day_of_the_week_is_seen_with_the_largest_letters(day, qtbot, qapp):
    style.apply(qapp, Look("light", "huge", "roomy"))

    qtbot.keyClick(day.core(), Qt.Key.Key_F4)

    month = day.window().findChild(QCalendarWidget)
    assert [one for one in faults(month) if one.startswith("scrolls across")] == []


def test_escape_closes_the_calendar_and_leaves_the_day(day, qtbot):
    write("2026-03-05")
    qtbot.keyClick(day.core(), Qt.Key.Key_F4)
    month = day.window().findChild(QCalendarWidget)

    qtbot.keyClick(month.parentWidget(), Qt.Key.Key_Escape)

    assert not month.isVisible()
    assert day.raw() == "2026-03-05"


def test_a_moment_keeps_its_time_of_day_when_the_day_changes(moment, qtbot):
    moment.show_value(datetime(2026, 3, 5, 6, 30, tzinfo=UTC))
    assert moment.raw() == "2026-03-05 14:30"

    qtbot.keyClick(moment.core(), Qt.Key.Key_Up)

    assert moment.raw() == "2026-03-06 14:30"


def test_a_moment_is_typed_freely(moment):
    write("今天 9点半")
    moment.core().left.emit()

    assert moment.raw() == "2026-11-22 09:30"
