"""The one search box over everything: what is found hangs under it while the focus stays in it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from ercheng_station.ui.found_list import Found, FoundList
from ercheng_station.ui.search_field import SearchField
from ercheng_station.ui.texts import PASSING

_STEPS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(SearchField):
    """`asked` with every change of the text; `show_found` answers; `opened` when one is chosen."""

    asked = Signal(str)
    opened = Signal(object)
    left_by_escape = Signal()

    def __init__(self) -> None:
        super().__init__("查找全部", "查找企业、走访、诉求…", "Ctrl+K", "查找全部")
        self._found = FoundList(self)
        self._found.chosen.connect(self._open)
        self.textChanged.connect(self._ask)

    @property
    def found(self) -> FoundList:
        return self._found

    def begin(self) -> None:
        """Ctrl+K."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._ask()

    def show_found(self, typed: str, found: Sequence[Found]) -> None:
        """An answer to an older text is dropped."""
        if typed == self.text() and self.hasFocus():
            self._found.show_found(typed, found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step and self._found.isVisible():
            self._found.step(step)
        elif event.key() in _ENTER:
            self._found.choose()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        left = event.reason() not in PASSING
        QTimer.singleShot(0, self, lambda: self._close_unless_back(left=left))

    def _ask(self) -> None:
        if self.text().strip():
            self.asked.emit(self.text())
        else:
            self._found.close_up()

    def _escape(self) -> None:
        if self._found.isVisible():
            self._found.close_up()
        else:
            self.left_by_escape.emit()

    def _open(self, found: Found) -> None:
        self._found.close_up()
        self.clear()
        self.opened.emit(found)

    def _close_unless_back(self, *, left: bool) -> None:
        """What was looked for stands over no other page."""
        if not self.hasFocus():
            self._found.close_up()
            if left:
                self.clear()
