"""Above a case beside the list: the way to its own page."""

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told


class CaseLink(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: Told | None = None
        self.button = Button("打开案件，办下一步", "primary", "arrow-right").on(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.addWidget(self.button)
        line.addStretch(1)

    def show_told(self, told: Told) -> None:
        self._told = told
        self.setVisible(told.living)

    def take_focus(self) -> None:
        self.button.setFocus()

    def _open(self) -> None:
        if self._told is not None:
            self._desk.go(self._told.kind.__tablename__, self._told.row.uid)
