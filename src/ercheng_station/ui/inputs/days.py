"""Inputs for days and moments: typed in any of the usual ways, with a calendar for those who want one."""

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QDate, QMargins, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton, QWidget

from ercheng_station.records import dates
from ercheng_station.records.fields import Context, Field
from ercheng_station.ui import style
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.floating import Floating
from ercheng_station.ui.icons import icon
from ercheng_station.ui.inputs.base import Input, Room
from ercheng_station.ui.texts import TextLine

_CALENDAR = QSize(344, 272)


class DayLine(TextLine):
    calendar_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and with_alt):
            self.calendar_asked.emit()
        else:
            super().keyPressEvent(event)


class Calendar(Floating):
    """A month under the line; a click or Enter takes the day, Esc closes it."""

    taken = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self._month = QCalendarWidget()
        self._month.setAccessibleName("日历")
        days: QWidget | None = self._month.findChild(QTableView)
        assert days
        days.setAccessibleName("日期")
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._dress()
        self._month.clicked.connect(self._take)
        self._month.activated.connect(self._take)
        self.box.addWidget(self._month)

    def open_at(self, day: date) -> None:
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        least = self._month.minimumSizeHint().grownBy(QMargins(*[self.edges()] * 4)).expandedTo(_CALENDAR)
        self.open_under(least.width(), least.height())
        self._month.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
            self._anchor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        colours = style.current().colours
        header, weekend = QTextCharFormat(), QTextCharFormat()
        header.setForeground(QColor(colours.quiet))
        header.setBackground(QColor(colours.card))
        weekend.setForeground(QColor(colours.bad))
        self._month.setHeaderTextFormat(header)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, weekend)
        for name, symbol, words in (
            ("qt_calendar_prevmonth", "chevron-left", "上个月"),
            ("qt_calendar_nextmonth", "chevron-right", "下个月"),
        ):
            button = self._month.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(icon(symbol))
                button.setAccessibleName(words)
        for name in ("qt_calendar_monthbutton", "qt_calendar_yearbutton"):
            self._darken(name, colours.text)

    def _darken(self, name: str, colour: str) -> None:
        """Qt paints these words in the highlight's text colour, which the style sheet does not reach."""
        button = self._month.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            palette = button.palette()
            palette.setColor(QPalette.ColorRole.HighlightedText, QColor(colour))
            button.setPalette(palette)

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.close_up()
            self.taken.emit(date(day.year(), day.month(), day.day()))


class DayInput(Input):
    """Takes 1120, 11-20, 今天, -1 …; shows 2026-11-20 周五 on leaving. Up and Down go a day on and back."""

    room = Room.HALF

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__(field, context)
        self.line = DayLine(field.label)
        self._button = IconButton("calendar", "打开日历（Alt+↓）")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.on(self._open_calendar)
        self._calendar: Calendar | None = None
        self.line.put_inside(self._button)
        self.line.textChanged.connect(self._follow)
        self.line.stepped.connect(self._step)
        self.line.left.connect(self._tidy)
        self.line.calendar_asked.connect(self._open_calendar)
        self.row.addWidget(self.line)

    def show_value(self, value: Any) -> None:
        self.line.setText(self.field.text(value, self.context))

    def raw(self) -> object:
        return self.line.text()

    def restore(self, state: Any) -> None:
        self.line.setText(str(state))

    def core(self) -> QWidget:
        return self.line

    def day(self) -> date | None:
        value = None if self.is_empty() else self.value()
        return dates.beijing(value).date() if isinstance(value, datetime) else value

    def _follow(self) -> None:
        day = self.day()
        self.line.set_tail(dates.weekday(day) if day else "")
        self.changed.emit()

    def _tidy(self) -> None:
        value = None if self.is_empty() else self.value()
        if value is not None and self.field.text(value, self.context) != self.line.text():
            self.show_value(value)
        self.left.emit()

    def _step(self, days: int) -> None:
        day = self.day()
        if day is not None:
            self._take(day + timedelta(days=days))
        elif self.is_empty():
            self._take(self.context.today)

    def _take(self, day: date) -> None:
        value = None if self.is_empty() else self.value()
        if isinstance(value, datetime):
            self.line.setText(f"{day} {dates.beijing(value):%H:%M}")
        else:
            self.line.setText(str(day))

    def _open_calendar(self) -> None:
        if self._calendar is None:
            self._calendar = Calendar(self.line)
            self._calendar.taken.connect(self._take_from_calendar)
        if self._calendar.isVisible():
            self._calendar.close_up()
        else:
            self._calendar.open_at(self.day() or self.context.today)

    def _take_from_calendar(self, day: date) -> None:
        self._take(day)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


class MomentInput(DayInput):
    """A day and a time of day: 今天 14:30, 11-20 9点半 …"""

    room = Room.COLUMN
