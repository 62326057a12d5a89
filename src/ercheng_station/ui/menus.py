"""The menus of the bar: what to add, who works, how the window looks."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ercheng_station.ui.icons import icon
from ercheng_station.ui.labels import caption
from ercheng_station.ui.shell_titles import Entry, symbol
from ercheng_station.ui.tokens import Density, Look, TextSize, Theme

T = TypeVar("T")
FOLDING_WORDS = {"auto": "随窗口宽度", "wide": "总是展开", "narrow": "总是收起"}
THEME_WORDS = {Theme.LIGHT: "浅色", Theme.DARK: "深色", Theme.CONTRAST: "高对比度"}
TEXT_WORDS = {TextSize.NORMAL: "标准", TextSize.LARGE: "大", TextSize.HUGE: "特大"}
DENSITY_WORDS = {Density.ROOMY: "宽松", Density.COMPACT: "紧凑"}


def open_under(menu: QMenu, anchor: QWidget) -> None:
    """Left edges in line, but never beyond the window's right edge; gone once it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    window = anchor.window()
    corner = anchor.mapTo(window, QPoint(0, anchor.height() + 2))
    corner.setX(min(corner.x(), window.width() - menu.sizeHint().width()))
    menu.popup(window.mapToGlobal(corner))


def add_menu(parent: QWidget, entries: Sequence[Entry], begin: Callable[[str], object]) -> QMenu:
    """A new record of any register; those under 更多 stand under 更多 here too."""
    menu = QMenu(parent)
    further = QMenu("更多", menu)
    group = ""
    for entry in entries:
        into = menu if entry.foremost else further
        if entry.foremost and group and entry.group != group:
            menu.addSeparator()
        group = entry.group if entry.foremost else group
        _add(into, entry.title, symbol(entry), partial(begin, entry.name))
    if not further.isEmpty():
        menu.addSeparator()
        menu.addMenu(further)
    return menu


def person_menu(
    parent: QWidget,
    people: Sequence[str],
    now: str,
    choose: Callable[[str], object],
    further: Sequence[tuple[str, Callable[[], object]]] = (),
) -> QMenu:
    """Who may work here, and below a line what else there is to do with one's seat."""
    menu = QMenu(parent)
    heading(menu, "操作人")
    chosen = QActionGroup(menu)
    for name in dict.fromkeys((*people, now)):
        _choice(menu, chosen, name, name == now, partial(choose, name))
    if not people:
        menu.addSeparator()
        menu.addAction("在“站点人员”登记后可在这里切换").setEnabled(False)
    if further:
        menu.addSeparator()
    for words, act in further:
        menu.addAction(words, act)
    return menu


def look_menu(
    parent: QWidget, look: Look, dress: Callable[[Look], object], folding: str, fold: Callable[[str], object]
) -> QMenu:
    menu = QMenu(parent)
    _choices(menu, "颜色", THEME_WORDS, look.theme, lambda theme: dress(Look(theme, look.text, look.density)))
    _choices(
        menu, "文字大小", TEXT_WORDS, look.text, lambda text: dress(Look(look.theme, text, look.density))
    )
    _choices(menu, "疏密", DENSITY_WORDS, look.density, lambda one: dress(Look(look.theme, look.text, one)))
    _choices(menu, "左侧导航", FOLDING_WORDS, folding, fold)
    return menu


def _choices(menu: QMenu, title: str, words: Mapping[T, str], now: T, choose: Callable[[T], object]) -> None:
    heading(menu, title)
    group = QActionGroup(menu)
    for value, word in words.items():
        _choice(menu, group, word, value == now, partial(choose, value))


def heading(menu: QMenu, words: str) -> None:
    """Fusion draws the words of a section only without a style sheet."""
    if not menu.isEmpty():
        menu.addSeparator()
    menu.addAction(caption(words)).setEnabled(False)


def _choice(menu: QMenu, group: QActionGroup, words: str, chosen: bool, act: Callable[[], object]) -> None:
    made = menu.addAction(caption(words))
    made.setCheckable(True)
    made.setChecked(chosen)
    group.addAction(made)
    made.triggered.connect(lambda _checked=False: act())


def _add(menu: QMenu, words: str, picture: str, act: Callable[[], object]) -> QAction:
    made = menu.addAction(icon(picture, "quiet"), caption(words))
    made.triggered.connect(lambda _checked=False: act())
    return made
