"""帮助: the manual, the keys, a newer version, what a helper from afar needs to know."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

import ercheng_station
from ercheng_station.ui import menus
from ercheng_station.ui.context import Desk
from ercheng_station.ui.keys_sheet import KeysSheet
from ercheng_station.ui.labels import caption
from ercheng_station.ui.practising import practise
from ercheng_station.ui.trouble_sheet import show_trouble
from ercheng_station.ui.updating import TITLE as UPDATE
from ercheng_station.ui.updating import ask_update


class Helping:
    def __init__(self, desk: Desk, window: QWidget, show_manual: Callable[[], object]) -> None:
        self._desk, self._window, self._show_manual = desk, window, show_manual

    def offer(self, anchor: QWidget) -> None:
        menus.open_under(self.menu(), anchor)

    def menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.addAction("使用手册\tF1", self._show_manual)
        menu.addAction("快捷键\tCtrl+/", self.show_keys)
        if not self._desk.store.practice:
            menu.addAction("打开练习", self.practise)
        menu.addSeparator()
        menu.addAction(caption(f"{UPDATE}…"), self.ask_update)
        menu.addAction("故障信息…", self.show_trouble)
        menu.addSeparator()
        menu.addAction(caption(f"版本 {ercheng_station.__version__}")).setEnabled(False)
        return menu

    def show_keys(self) -> None:
        KeysSheet(self._window).open()

    def practise(self) -> None:
        practise(self._window, self._desk.store.folder)

    def ask_update(self) -> None:
        ask_update(self._window, self._desk)

    def show_trouble(self) -> None:
        show_trouble(self._window, self._desk)
