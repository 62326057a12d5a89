"""The small buttons of filters: a word, a chevron where a menu opens, lit while something is set."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import icon
from ercheng_station.ui.labels import caption, restyle

_SMALL = 16


class Pill(Button):
    def __init__(self, words: str, *, symbol: str = "", opens: bool = False) -> None:
        self._sign, self._colour = ("chevron-down", "quiet") if opens else (symbol, "accent")
        super().__init__(words, "pill")
        if opens:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def say(self, words: str) -> None:
        self.setText(caption(words))
        self.setAccessibleName(words)

    def light(self, *, on: bool) -> None:
        if self.property("on") != on:
            self.setProperty("on", on)
            restyle(self)

    def drop(self, menu: QMenu) -> None:
        """The menu under the button, reading from left to right: only the button is turned, for its chevron."""
        for one in (menu, *menu.findChildren(QMenu)):
            one.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _draw(self) -> None:
        if self._sign:
            self.setIcon(icon(self._sign, self._colour, _SMALL))
