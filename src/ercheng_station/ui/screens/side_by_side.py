"""A list of what waits for a person's word, and below it the one in sight laid open, both sides beside each other."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.ui.cards import Card, Empty
from ercheng_station.ui.context import Desk
from ercheng_station.ui.line_table import LineTable


class SideBySide(QWidget):
    """A subclass says what `read` finds and makes the card of one; `none` stands there while nothing waits."""

    def __init__(self, desk: Desk, table: LineTable, none: str) -> None:
        super().__init__()
        self._desk = desk
        self.found: Sequence[Any] = ()
        self.table, self.none = table, Empty("circle-check", none)
        self.table.looked.connect(self._lay_open)
        self._place = QVBoxLayout()
        self._card: Card | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.none, 1)
        box.addWidget(self.table, 1)
        box.addLayout(self._place)

    def read(self, store: Store) -> Sequence[Any]:
        raise NotImplementedError

    def card(self, one: Any) -> Card:
        raise NotImplementedError

    def refresh(self) -> None:
        self._desk.ask(self.read, self._show, self)

    def settle(self, say: Callable[[Store], Act]) -> None:
        """What the person has said of one; the list is read again."""
        self._desk.perform(say, self, lambda _act: self.refresh())

    def _show(self, found: Sequence[Any]) -> None:
        self.found = found
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        self.table.fill(found)

    def _lay_open(self, one: object | None) -> None:
        if self._card:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        if one:
            self._card = self.card(one)
            self._place.addWidget(self._card)
