"""Lays the fields of a form out: sections under headings, two columns where the width allows."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.inputs import Input, Room
from ercheng_station.ui.labels import Label, rule

TWO_COLUMNS = 760
_MARGIN = 24
WIDEST = 1120
_LAST = 1000
_TRACKS = 4
"""A wide form has four tracks: a column is two of them, a short field one."""


@dataclass(frozen=True)
class Place:
    row: int
    track: int
    span: int


def places(rooms: Sequence[Room], tracks: int) -> list[Place]:
    """Row by row in reading order; a field that no longer fits begins the next row.

    A column begins at an even track, so that edges stand under each other.
    """
    made, row, track = [], 0, 0
    for room in rooms:
        span = min(room.value, tracks)
        if room is not Room.HALF and track % 2:
            track += 1
        if track + span > tracks:
            row, track = row + 1, 0
        made.append(Place(row, track, span))
        track += span
    return made


class Section(QWidget):
    """A heading and the fields under it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self.cells: list[Cell] = []
        self._laid = (0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        if title:
            box.addLayout(_heading(title))
        self._grid = QGridLayout()
        self._keepers = [_keeper() for _ in range(_TRACKS)]
        box.addLayout(self._grid)

    def lay_out(self, tracks: int) -> None:
        """Every field there is by now; a form in the making may be laid out between two of them."""
        laid = (tracks, len(self.cells))
        if laid == self._laid:
            return
        self._laid = laid
        self._grid.setHorizontalSpacing(16 if tracks == _TRACKS else 12)
        self._grid.setVerticalSpacing(8)
        for track, keeper in enumerate(self._keepers):
            self._grid.setColumnStretch(track, 1 if track < tracks else 0)
            self._grid.addWidget(keeper, _LAST, min(track, tracks - 1))
        for cell, place in zip(self.cells, places([cell.room for cell in self.cells], tracks), strict=True):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, place.row, place.track, 1, place.span)

    def name_once(self) -> None:
        if [cell.input.label for cell in self.cells] == [self.title]:
            self.cells[0].leave_name_to_heading()


def _keeper() -> QWidget:
    """Keeps its track as wide as the others where no field stands in it."""
    made = QWidget()
    made.setFixedHeight(0)
    return made


def _heading(title: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(Label(title, "section"))
    line.addWidget(rule(), 1)
    return line


class Body(QWidget):
    """All sections, one under the other. Widgets are made in their place: moving them costs a third of a form's time."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self.sections: list[Section] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(_MARGIN, 12, _MARGIN, 24)
        self.setMaximumWidth(WIDEST)
        self._box.setSpacing(16 if style.current().sizes.gap > 8 else 8)

    def add(self, name: str, made: Input) -> Cell:
        """Under the heading its field names; the same heading, or none, goes on with the section before."""
        title = made.field.section
        if not self.sections or (title and title != self.sections[-1].title):
            self.sections.append(Section(title, self))
            self._box.addWidget(self.sections[-1])
        cell = Cell(name, made, self.sections[-1])
        self.sections[-1].cells.append(cell)
        return cell

    def insert(self, part: QWidget, after: str) -> Section:
        """Below the section of that title, which is returned."""
        section = next(section for section in self.sections if section.title == after)
        self._box.insertWidget(self._box.indexOf(section) + 1, part)
        return section

    def finish(self) -> None:
        for section in self.sections:
            section.name_once()
        self._box.addStretch(1)
        if self.isVisible():
            self._lay_out()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask_for_height()
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._ask_for_height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def _ask_for_height(self) -> None:
        """What it scrolls in may have asked before the last words took their font: Qt measures no words out of sight anew."""
        if self.isVisible() and self._box.totalHeightForWidth(self.width()) > self.height():
            self.updateGeometry()

    def _lay_out(self) -> None:
        wide = self.width() >= TWO_COLUMNS * style.current().sizes.text / 14
        for section in self.sections:
            section.lay_out(_TRACKS if wide else _TRACKS // 2)
