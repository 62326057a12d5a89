"""Fields that say while they are empty what may be typed, and as much more as there is room for; those to search with have a glass."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ercheng_station.ui.icons import icon
from ercheng_station.ui.labels import tip
from ercheng_station.ui.texts import TextLine

_GLASS, _EDGES = 16, 50
"""Pixels: the glass, and what stands beside the words, it included."""


class HintedLine(TextLine):
    """While it is empty it says `asks`, and `more` behind it where there is room."""

    def __init__(self, name: str, asks: str, more: str) -> None:
        super().__init__(name)
        self._asks, self._more = asks, more
        self._hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hint()

    def sizeHint(self) -> QSize:
        """With room for all that it may say."""
        return QSize(self._wanted(), super().sizeHint().height())

    def _wanted(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._asks + self._more) + _EDGES

    def _hint(self) -> None:
        self.setPlaceholderText(self._asks + (self._more if self._wanted() <= self.width() else ""))


class SearchField(HintedLine):
    """The tooltip tells the key in any case."""

    def __init__(self, name: str, asks: str, key: str, act: str) -> None:
        super().__init__(name, asks, f"  {key}")
        self.setToolTip(tip(f"{name}（{key}）"))
        self._glass = self.addAction(_drawn(), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(act)  # Qt shows it as a button, which a screen reader names

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._glass.setIcon(_drawn())


def _drawn() -> QIcon:
    return icon("search", "quiet", _GLASS)
