"""Under the head of a case: the records it was made out of, each one click away."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ercheng_station.records.base import Values
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.flow import FlowLayout

ORIGINS = ("visit", "reception", "lead", "clue", "assist")


class CaseOrigins(QWidget):
    followed = Signal(object)
    """Link."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Button] = []
        self._flow = FlowLayout(16)
        self.setLayout(self._flow)
        self.hide()

    def show_values(self, values: Values) -> None:
        for old in self.links:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.links = [
            self._link(f"{Mediation.kept[name].label} {values[name].title}", values[name])
            for name in ORIGINS
            if values[name] is not None
        ]
        self.setVisible(bool(self.links))

    def _link(self, words: str, link: Link) -> Button:
        made = Button(words, "text-link").on(partial(self.followed.emit, link))
        made.setAccessibleName(f"{words}，打开")
        self._flow.addWidget(made)
        return made
