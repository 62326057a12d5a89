"""One step of a guided page: its name, how it stands, what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.labels import Label


class StepCard(Card):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.acts: list[Button] = []
        self.told = Label("", "quiet", wraps=True)
        self._chip = Chip(ChipLook(""))
        self._chip.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addWidget(Label(title, "strong"))
        self._row.addWidget(self._chip)
        self._row.addStretch(1)
        self.box.addLayout(self._row)
        self.box.addWidget(self.told)

    def offer(self, words: str, symbol: str, act: Callable[[], object]) -> Button:
        made = Button(words, "link", symbol).on(act)
        made.hide()
        self.acts.append(made)
        self._row.addWidget(made)
        return made

    def show_told(self, words: str, look: ChipLook) -> None:
        self.told.speak(words)
        self._chip.show_look(look)
        self._chip.show()
