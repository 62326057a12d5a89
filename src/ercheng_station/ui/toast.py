"""A line at the foot of the window that says what was done, and takes it back: 「撤销：删除走访 2026-06-03」."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.events import kind_of
from ercheng_station.ui.labels import Label, caption

_STAYS = 10_000
_LIFT = 56


class Toast(QFrame):
    """One for a window; a new message takes the place of the old one. It takes no focus and no click beside it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("surface", "toast")
        self._under = window
        self._act: Callable[[], object] | None = None
        self._words = Label()
        self._button = Button("").on(self._press)
        self._close = IconButton("x", "关闭提示", "card").on(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        for widget in (self._words, self._button, self._close):
            line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()
        window.installEventFilter(self)

    def say(self, words: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """With a button that does `act`, such as 撤销."""
        self._act = act
        self._words.speak(words)
        self._button.setText(caption(button))
        self._button.setAccessibleName(button)
        self._button.setVisible(act is not None)
        self.setAccessibleName(words or button)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def offer_undo(self, label: str, act: Callable[[], object]) -> None:
        """As the act is called in the history: 删除走访 2026-06-03."""
        self.say("", f"撤销：{label}", act)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()  # its words need another room: larger letters
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if kind_of(event) == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _press(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act:
            act()

    def _place(self) -> None:
        window = self._under
        self.adjustSize()
        width = min(self.sizeHint().width(), window.width() - 32)
        self.resize(width, self.sizeHint().height())
        self.move((window.width() - width) // 2, window.height() - self.height() - _LIFT)
