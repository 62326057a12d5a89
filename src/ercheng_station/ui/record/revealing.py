"""Why is a number wanted in full? Asked by a short menu where the button is, and kept among the audit entries."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.menus import heading, open_under

USUAL = ("联系本人", "核对身份", "制作文书", "移送或协查")
_OTHER = "其他原因…"


def reveal(owner: QWidget, desk: Desk, label: str, then: Callable[[], object]) -> QMenu:
    """`then` shows it, once a reason is given and kept. `label` says whose and what: 身份证号：石桂英."""
    menu = QMenu(owner)
    heading(menu, "为什么要看全部数字（记入操作记录）")
    for why in USUAL:
        menu.addAction(why, partial(_reveal, owner, desk, label, then, why))
    menu.addAction(_OTHER, partial(_ask, owner, desk, label, then))
    focused = QApplication.focusWidget()
    open_under(menu, focused if isinstance(focused, Button) and owner.isAncestorOf(focused) else owner)
    menu.setActiveAction(menu.actions()[1])
    return menu


def _ask(owner: QWidget, desk: Desk, label: str, then: Callable[[], object]) -> None:
    ask_words(
        owner, f"为什么要看{label}？", ["记入操作记录。"], "显示", partial(_reveal, owner, desk, label, then)
    )


def _reveal(owner: QWidget, desk: Desk, label: str, then: Callable[[], object], why: str) -> None:
    def show(_: None) -> None:
        then()

    desk.tell(lambda store: store.reveal(label, why), show, owner)
