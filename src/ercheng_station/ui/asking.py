"""Small sheets that ask for one thing before an act: a name, a reason, a span of days."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.records.fields import Context, Day
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.inputs.days import DayInput
from ercheng_station.ui.labels import Label
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.texts import TextLine

_WIDTH = 440


class Asked(Dialog):
    """One line of text; the act is named on its button and waits until something is typed.

    A `secret` one is not shown, and taken with the spaces it was typed with.
    """

    def __init__(
        self,
        parent: QWidget,
        asks: str,
        explains: Sequence[str],
        act: str,
        tone: str = "primary",
        *,
        secret: bool = False,
    ) -> None:
        super().__init__(parent)
        self._secret = secret
        self.setWindowTitle(act)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.line = TextLine(asks)
        if secret:
            self.line.setEchoMode(TextLine.EchoMode.Password)
        button = Button(act, tone).on(self.accept)
        button.setEnabled(False)
        self.line.returnPressed.connect(self.accept)
        self.line.textChanged.connect(lambda words: button.setEnabled(bool(words.strip())))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(self.reject))
        foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(Label(asks, "strong", wraps=True))
        for words in explains:
            box.addWidget(Label(words, "quiet", wraps=True))
        box.addWidget(self.line)
        box.addSpacing(8)
        box.addLayout(foot)
        self.line.setFocus()

    def accept(self) -> None:
        ime.commit()
        if self.line.text().strip():
            super().accept()

    def words(self) -> str:
        return self.line.text() if self._secret else self.line.text().strip()


def ask_words(
    parent: QWidget,
    asks: str,
    explains: Sequence[str],
    act: str,
    then: Callable[[str], object],
    tone: str = "primary",
) -> Asked:
    """`then` gets what was typed; the sheet may be closed without an answer."""
    made = Asked(parent, asks, explains, act, tone)
    made.accepted.connect(lambda: then(made.words()))
    made.open()
    return made


def ask_secret(
    parent: QWidget, asks: str, explains: Sequence[str], act: str, then: Callable[[str], object]
) -> Asked:
    """As `ask_words`, for a password."""
    made = Asked(parent, asks, explains, act, secret=True)
    made.accepted.connect(lambda: then(made.words()))
    made.open()
    return made


class SpanAsked(QWidget):
    """From and to; one of them may stay empty."""

    def __init__(self, context: Context, then: Callable[[list[str]], object]) -> None:
        super().__init__()
        self._then = then
        self.first = DayInput(Day(label="从"), context)
        self.last = DayInput(Day(label="到"), context)
        self.fault = Label(tone="bad", wraps=True)
        days = QHBoxLayout()
        days.setSpacing(8)
        for one in (self.first, self.last):
            days.addWidget(Label(one.label, "field"))
            days.addWidget(one, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.fault, 1)
        self.act = Button("确定", "primary").on(self.take)
        foot.addWidget(self.act)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label("起止日期", "strong"))
        box.addLayout(days)
        box.addLayout(foot)

    def take(self) -> None:
        ime.commit()
        given = [self.first.day(), self.last.day()]
        for one, day in zip((self.first, self.last), given, strict=True):
            if day is None and not one.is_empty():
                self.fault.setText(one.field.wrong(one.raw(), one.context) or "")
                return
        if not any(given):
            self.fault.setText("请至少填一个日期")
        elif _reversed(given):
            self.fault.setText("起始日期晚于截止日期")
        else:
            self._then([day.isoformat() if day else "" for day in given])


def ask_span(parent: QWidget, context: Context, then: Callable[[list[str]], object]) -> Sheet:
    """`then` gets two ISO days, "" for an open end."""

    def answered(days: list[str]) -> None:
        sheet.done(0)
        then(days)

    inside = SpanAsked(context, answered)
    sheet = Sheet(parent, "自定日期", inside)
    sheet.resize(_WIDTH, sheet.minimumSizeHint().height())
    sheet.open()
    inside.first.focus_first()
    return sheet


def _reversed(days: Sequence[date | None]) -> bool:
    first, last = days
    return first is not None and last is not None and first > last
