"""Surfaces that show and do not edit: the card of names and values, and the page that has nothing yet."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label

_BIG = 48


class Card(QFrame):
    """A white surface with an optional heading; put what it holds into `box`."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(16, 12, 16, 16)
        self.box.setSpacing(8)
        if title:
            self.setAccessibleName(title)
            self.box.addWidget(Label(title, "strong"))


class KeyValues(QWidget):
    """Names in grey, values beside them; an empty value is left out. Values can be selected and copied."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.show_pairs(pairs)

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate((name, value) for name, value in pairs if value):
            self._grid.addWidget(Label(name, "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
            words = Label(value, wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{name}：{value}")
            self._grid.addWidget(words, row, 1)


class Empty(QWidget):
    """Says what belongs here and offers the first step."""

    def __init__(
        self,
        symbol: str,
        words: str,
        step: str = "",
        act: Callable[[], object] | None = None,
        sign: str = "plus",
    ) -> None:
        super().__init__()
        self._symbol = symbol
        self._picture = Label()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = Label(words, "quiet", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setSpacing(16)
        box.addStretch(2)
        box.addWidget(self._picture)
        box.addWidget(self._words)
        if act is not None:
            box.addWidget(Button(step, "primary", sign).on(act), 0, Qt.AlignmentFlag.AlignCenter)
        box.addStretch(3)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(pixmap(self._symbol, "edge", _BIG))
