"""Above a record's fields: what of it falls due next, and why; or that nothing will remind of it."""

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.states import due_look


class DueLine(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.late, self.words = Chip(ChipLook("")), Label(tone="caption", wraps=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.late)
        line.addWidget(self.words, 1)

    def show_told(self, told: Told) -> None:
        first = told.dues[0] if told.dues else None
        self.late.setVisible(first is not None)
        if first is not None:
            self.late.show_look(due_look(first))
            self.words.speak(f"{first.when} {first.what}　{first.rule}")
        else:
            self.words.speak(f"还没有{told.undated}，到期前不会提醒。" if told.undated else "")
        self.setVisible(bool(told.dues or told.undated) and told.living)
