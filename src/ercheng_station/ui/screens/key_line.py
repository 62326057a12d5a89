"""Above a firm of the protection list: how often it was served this year, and the ways to do it again."""

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.records.fields import Link
from ercheng_station.services.key_services import Served, served
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told


class KeyLine(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._firm: Link | None = None
        self.words = Label("", "quiet", wraps=True)
        self.watch = Button("新增侵权监测", symbol="eye-search").on(lambda: self._begin("watch"))
        self.visit = Button("新增走访", symbol="walk").on(lambda: self._begin("visit"))
        desk.offer("write", self.watch, self.visit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.watch)
        line.addWidget(self.visit)

    def show_told(self, told: Told) -> None:
        firm = self._firm = told.row.values["enterprise"]
        for button in (self.watch, self.visit):
            button.setVisible(told.living)
        self._desk.ask(
            lambda store: served(store, firm, store.today), lambda found: self._show(firm, found), self
        )

    def take_focus(self) -> None:
        self.watch.setFocus()

    def _show(self, firm: Link, found: Served) -> None:
        if firm == self._firm:
            self.words.speak(found.words)

    def _begin(self, kind: str) -> None:
        if self._firm:
            self._desk.go(kind, new=True, given={"enterprise": self._firm})
