"""One of a list behind a line, where the list is too long for chips; the wheel changes it only with the focus."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ercheng_station.ui.icons import pixmap

_ARROW, _SIDE = 16, 6


class DropDown(QComboBox):
    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux Qt names a list by what is chosen

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style sheet takes away Qt's own arrow with the button around it."""
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = pixmap("chevron-down", "quiet", _ARROW)
        painter.drawPixmap(self.width() - _ARROW - _SIDE, (self.height() - _ARROW) // 2, arrow)
