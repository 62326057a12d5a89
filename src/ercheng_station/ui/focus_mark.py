"""A ring around a list or a scrolled page while Tab has led into it: these draw no focus of their own."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ercheng_station.ui.events import kind_of

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class FocusMark(QFrame):
    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.setProperty("surface", "focus")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._stand(shown=event.reason() in _BY_KEYS)
        elif kind_of(event) == QEvent.Type.FocusOut:
            self.hide()
        elif kind_of(event) == QEvent.Type.Resize and self.isVisible():
            self._stand(shown=True)
        return False

    def _stand(self, *, shown: bool) -> None:
        area = self.parentWidget()
        if area is not None:
            self.setGeometry(area.rect())
        self.setVisible(shown)
        self.raise_()
