"""Open matters as small tables, one for each register; Enter opens one, Delete leaves it out where that is wanted."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.services.open_matters import BETWEEN_NAMES, Standing, by_register
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.screens.case_lines import Group, Line
from ercheng_station.ui.screens.part_table import PartTable, PartView

_WIDEST = ("2026-03-05", "余慧敏、程德胜")


class StandingView(QWidget):
    left_out = Signal(object)
    """Line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.views: dict[str, PartView] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def show_standing(self, found: Sequence[Standing], notes: Mapping[UUID, str] | None = None) -> None:
        """`notes`: by record, what is to be known of it besides."""
        groups = by_register(found)
        if [title for title, _ in groups] != list(self.views):
            self._rebuild([title for title, _ in groups])
        for title, those in groups:
            lines = [_line(one, (notes or {}).get(one.row.uid, "")) for one in those]
            self.views[title].show_group(Group(title, title, lines), can_change=True)

    def _rebuild(self, titles: Sequence[str]) -> None:
        for old in self.views.values():
            old.hide()
            old.deleteLater()
        self.views = {
            title: PartView(title, title, PartTable(title, long=1, widest=_WIDEST)) for title in titles
        }
        for view in self.views.values():
            view.table.opened.connect(lambda line: self._desk.go(line.kind.__tablename__, line.uid))
            view.table.remove_asked.connect(self.left_out)
            self._box.addWidget(view)


def _line(one: Standing, note: str) -> Line:
    words = f"{one.words}（{note.removesuffix('。')}）" if note else one.words
    look = ChipLook(one.state, "idle") if one.state else None
    return Line(one.kind, one.row.uid, (str(one.began), words, BETWEEN_NAMES.join(one.persons)), look)
