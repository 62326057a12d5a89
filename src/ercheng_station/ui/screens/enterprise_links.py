"""Above an enterprise's fields: the ways to its timeline and to a new visit."""

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.shell_titles import ENTERPRISE


class EnterpriseLinks(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._link: Link | None = None
        self._visits = Visit in desk.kinds
        self.timeline = Button("时间线", symbol="history").on(self._open_timeline)
        self.visit = Button("新增走访", symbol="walk").on(self._begin_visit)
        desk.offer(Visit.guard, self.visit)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(self.timeline)
        line.addWidget(self.visit)
        line.addStretch(1)

    def show_told(self, told: Told) -> None:
        self._link = told.link
        self.visit.setVisible(self._visits and told.living)

    def take_focus(self) -> None:
        self.timeline.setFocus()

    def _open_timeline(self) -> None:
        if self._link:
            self._desk.go(ENTERPRISE, self._link.uid)

    def _begin_visit(self) -> None:
        if self._link:
            self._desk.go("visit", new=True, given={"enterprise": self._link})
