"""The timeline of an enterprise: one line an event, narrowed by kind, opened by Enter."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from ercheng_station.records.base import Record
from ercheng_station.services.timeline import Event
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook, chip_width
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import Label, restyle
from ercheng_station.ui.lists.listing import day_words
from ercheng_station.ui.shell_titles import Entry, symbol
from ercheng_station.ui.table import CHIP, Column, Index, RowDelegate, dress_table

_HEADS = ("日期", "类别", "内容")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST_KIND = "专利纠纷案源"
_WIDEST_DAY = "2026-03-05 周四"
_DONE = {"visit", "need"}


class EventModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.events: Sequence[Event] = ()

    def fill(self, events: Sequence[Event]) -> None:
        self.beginResetModel()
        self.events = events
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.events)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.events[index.row()]
        if role == CHIP and index.column() == 1:
            return look_of_kind(one.kind)
        if role == Qt.ItemDataRole.DisplayRole:
            return (day_words(one.on.isoformat()), one.what, one.words)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{day_words(one.on.isoformat())} {one.what} {one.words}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None


def look_of_kind(kind: type[Record]) -> ChipLook:
    """Visits and needs stand out, steps and what the enterprise holds do not."""
    sign = symbol(Entry(kind.__tablename__, kind.title, kind.group))
    return ChipLook(kind.title, "accent" if kind.__tablename__ in _DONE else "idle", sign)


class EventList(QTableView):
    opened = Signal(object)
    """Event."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = EventModel()
        self.setModel(self.shown)
        dress_table(self)
        self.setAccessibleName("时间线")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heads = self.horizontalHeader()
        heads.setSectionsMovable(False)
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.shown.events[index.row()]))
        self._dress()

    def fill(self, events: Sequence[Event]) -> None:
        """The same event stays chosen; else the newest."""
        before = self.current()
        self.shown.fill(events)
        uids = [one.uid for one in events]
        if events:
            self.selectRow(uids.index(before.uid) if before and before.uid in uids else 0)

    def current(self) -> Event | None:
        row = self.currentIndex().row()
        return self.shown.events[row] if 0 <= row < len(self.shown.events) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.current()
        if event.key() in _ENTER and here is not None:
            self.opened.emit(here)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.itemDelegate():
            self._dress()

    def _dress(self) -> None:
        self.setItemDelegate(RowDelegate(self, [Column(), Column(chip=True), Column()]))
        metrics = self.fontMetrics()
        self.setColumnWidth(0, metrics.horizontalAdvance(_WIDEST_DAY) + 24)
        self.setColumnWidth(1, chip_width(metrics, ChipLook(_WIDEST_KIND)) + 20)


class Timeline(QWidget):
    opened = Signal(object)
    """Event."""

    def __init__(self) -> None:
        super().__init__()
        self.list = EventList()
        self.list.opened.connect(self.opened)
        self._events: Sequence[Event] = ()
        self._of: UUID | None = None
        self._kind = ""
        self.pills: dict[str, Button] = {}
        self._flow = FlowLayout()
        self._nothing = Label(
            "还没有带日期的记录。登记走访、诉求或知识产权后，会按日期排在这里。", "quiet", wraps=True
        )
        line = QWidget()
        line.setLayout(self._flow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(line)
        box.addWidget(self._nothing)
        box.addWidget(self.list, 1)

    def show_events(self, of: UUID, events: Sequence[Event]) -> None:
        """Of another enterprise than before: everything; of the same one: still narrowed as it was."""
        if of != self._of:
            self._of, self._kind = of, ""
        self._events = events
        counts = Counter(event.kind for event in events)
        if self._kind not in {kind.__tablename__ for kind in counts}:
            self._kind = ""
        self._offer(counts)
        self._narrow()

    def narrow_to(self, name: str) -> None:
        """Events of one kind only, "" for all."""
        self._kind = name
        self._narrow()

    def _narrow(self) -> None:
        found = [event for event in self._events if self._kind in ("", event.kind.__tablename__)]
        self.list.fill(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        for name, pill in self.pills.items():
            if pill.property("on") != (name == self._kind):
                pill.setProperty("on", name == self._kind)
                restyle(pill)

    def _offer(self, counts: Counter[type[Record]]) -> None:
        """The pills stay the same widgets where they can, so that one keeps the focus."""
        wanted = {"": f"全部 {sum(counts.values())}"}
        wanted |= {kind.__tablename__: f"{kind.title} {count}" for kind, count in _in_order(counts)}
        for name in [name for name in self.pills if name not in wanted]:
            gone = self.pills.pop(name)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name, words in wanted.items():
            if name not in self.pills:
                self.pills[name] = _pill(partial(self.narrow_to, name))
                self._flow.addWidget(self.pills[name])
            self.pills[name].setText(words)
            self.pills[name].setAccessibleName(f"只看{words}" if name else words)


def _in_order(counts: Counter[type[Record]]) -> list[tuple[type[Record], int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0].title))


def _pill(act: Callable[[], object]) -> Button:
    return Button("", "pill").on(act)
