"""The program's one window, painted before anything else is loaded: a sketch of the shell that knows no record.

Imported first, so it keeps away from whatever starts slowly: Qt's namespace of enumerations (16 ms), icons, the style
sheet, the store. The sketch has the measures of the shell that takes its place, so that nothing jumps.
"""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QWidget

from ercheng_station.ui.measures import (
    bar_height,
    entry_height,
    heading_height,
    is_narrow,
    navigation_width,
    search_width,
    status_height,
)
from ercheng_station.ui.remembered import PLAIN, Remembered
from ercheng_station.ui.shell_titles import shown
from ercheng_station.ui.tokens import Look, tokens

TITLE = "两站工作台"
MINIMUM = (880, 460)
_TITLE_BAR = 32
_FACES = ("Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei")


class Frame(QMainWindow):
    """`painted` comes once, after the first paint; `leave` is called before the window closes.

    While `holds_back()` it does not close. `help` shows the manual over the window that asks for it.
    """

    painted = Signal()
    resized = Signal()

    def __init__(self, remembered: Remembered = PLAIN) -> None:
        super().__init__()
        self.remembered = remembered
        self.leave: Callable[[], object] = lambda: None
        self.holds_back: Callable[[], bool] = lambda: False
        self.help: Callable[[QWidget], object] = lambda _asking: None
        self.restarts = False
        self._was_painted = False
        self.look = Look.chosen(remembered.look, self.screen().size().height())
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*MINIMUM)
        self._fit()
        self.setCentralWidget(_Sketch(remembered, self.look, is_narrow(remembered.folding, self.width())))

    def restart(self) -> None:
        """Closes; the program then starts itself anew."""
        self.restarts = True
        self.close()

    def show_remembered(self) -> None:
        if self.remembered.maximized or not self._has_room():
            self.showMaximized()
        else:
            self.show()

    def windows(self) -> list[QWidget]:
        """Dialogs, previews and menus that belong to it, those begun later last."""
        return [one for one in cast("list[QWidget]", self.findChildren(QWidget)) if one.isWindow()]

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        from ercheng_station.ui.tab_order import go  # noqa: PLC0415  not for the first paint

        return go(self, forward=forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.holds_back():
            event.ignore()
            return
        self.leave()
        super().closeEvent(event)

    def _has_room(self) -> bool:
        """For the window with its title bar; on the small screens of offices it takes the whole."""
        room = self.screen().availableGeometry()
        width, height = self.remembered.width, self.remembered.height
        return width <= room.width() and height + _TITLE_BAR <= room.height()

    def _fit(self) -> None:
        """Never larger than what the screen has room for."""
        room = self.screen().availableGeometry()
        self.resize(
            max(MINIMUM[0], min(self.remembered.width, room.width())),
            max(MINIMUM[1], min(self.remembered.height, room.height())),
        )


class _Sketch(QFrame):
    def __init__(self, remembered: Remembered, look: Look, narrow: bool) -> None:
        super().__init__()
        now = tokens(look)
        self._sizes = now.sizes
        self._left = navigation_width(now.sizes, narrow=narrow)
        colours, sizes = now.colours, now.sizes
        faces = '", "'.join((remembered.face, *_FACES) if remembered.face else _FACES)
        self.setStyleSheet(
            f'* {{ background: {colours.page}; color: {colours.text}; font: {sizes.text}px "{faces}"; }}'
            f'[part="heading"] {{ color: {colours.quiet}; font-size: {sizes.caption}px; padding-bottom: 4px; }}'
            f'[part="search"] {{ background: {colours.card}; color: {colours.quiet}; padding-left: 34px;'
            f" border: 1px solid {colours.edge}; border-radius: 4px; }}"
            f'[part="page"] {{ background: {colours.card}; border: 1px solid {colours.line}; border-right: 0; }}'
        )
        if not narrow:
            self._draw_titles(remembered.sight)
        self._search = self._label("查找企业、走访、诉求…  Ctrl+K", "search")
        self._page = self._label("", "page")

    def resizeEvent(self, event: QResizeEvent) -> None:
        left, top = self._left, bar_height(self._sizes)
        width, foot = self.width() - left, status_height(self._sizes)
        self._search.setGeometry(left + 42, 8, search_width(width), self._sizes.control)
        self._page.setGeometry(left, top, width, self.height() - top - foot)

    def _draw_titles(self, sight: str) -> None:
        sizes = self._sizes
        self._label(TITLE).setGeometry(48, 0, self._left - 48, bar_height(sizes))
        top, group = bar_height(sizes), "desk"
        for entry in shown(sight):
            if not entry.foremost:
                continue
            if entry.group != group:
                group = entry.group
                self._label(entry.group_title, "heading").setGeometry(
                    20, top, self._left - 28, heading_height(sizes)
                )
                top += heading_height(sizes)
            self._label(entry.title).setGeometry(30 + sizes.icon, top, self._left - 60, entry_height(sizes))
            top += entry_height(sizes)

    def _label(self, words: str, part: str = "") -> QLabel:
        made = QLabel(words, self)
        made.setProperty("part", part)
        return made
