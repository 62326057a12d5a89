"""What can be made out of a record: its form opens filled with what is known, and points back."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Link
from ercheng_station.services.turn import Turn
from ercheng_station.services.turning import Carried, carried, turns_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import PARTS, Desk
from ercheng_station.ui.labels import caption
from ercheng_station.ui.menus import open_under
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told


def turn_into(owner: QWidget, desk: Desk, turn: Turn, link: Link) -> None:
    """The form of the new record, filled; nothing is saved yet."""

    def read(store: Store) -> Carried:
        return carried(store, turn, store.row(turn.source, link.uid))

    def begin(found: Carried) -> None:
        given: dict[str, Any] = {**found.values, PARTS: found.parts}
        desk.go(turn.target.__tablename__, new=True, given=given)

    desk.ask(read, begin, owner)


def offer_turns(menu: QMenu, owner: QWidget, desk: Desk, kind: type[Record], link: Link) -> None:
    for turn in turns_of(kind, desk.kinds):
        menu.addAction(caption(turn.words), partial(turn_into, owner, desk, turn, link))


class TurnButton(Button):
    """Opens the menu of what can be made out of the record that stands there."""

    def __init__(self, kind: type[Record], desk: Desk) -> None:
        super().__init__("转为…", symbol="arrow-right")
        self._kind, self._desk = kind, desk
        self.link: Link | None = None
        self.on(self.open_menu)

    def open_menu(self) -> QMenu:
        menu = QMenu(self)
        if self.link is not None:
            offer_turns(menu, self, self._desk, self._kind, self.link)
        open_under(menu, self)
        return menu


class TurnLine(RecordPart):
    """For a kind without steps, beside which the button would stand."""

    def __init__(self, kind: type[Record], desk: Desk) -> None:
        super().__init__()
        self.button = TurnButton(kind, desk)
        desk.offer("write", self.button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(self.button)
        line.addStretch(1)

    def show_told(self, told: Told) -> None:
        self.button.link = told.link
        self.setVisible(told.living)
