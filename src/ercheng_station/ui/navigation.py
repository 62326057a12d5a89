"""The navigation at the left: groups in the order of the work, wide with titles or narrow with small ones."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ercheng_station.ui import style
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import tip
from ercheng_station.ui.measures import entry_height, heading_height, navigation_width
from ercheng_station.ui.painting import box_of
from ercheng_station.ui.shell_titles import Entry, symbol
from ercheng_station.ui.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_HEADING, _ENTRY, _MORE = "heading", "entry", "more"
_MORE_ENTRY = Entry("", "更多", "")


class _Line(NamedTuple):
    form: str
    title: str
    entry: Entry


class Navigation(QListView):
    """Shows which register or screen is in sight; `chosen` asks for another by name."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._lines = _Lines(self)
        self._painter = _LinePainter(self)
        self.in_sight = ""
        self.narrow = False
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName("导航")
        self.setProperty("surface", "navigation")
        self.clicked.connect(self._choose)
        self.fill(entries)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._lines.entries

    @property
    def lines(self) -> list[str]:
        """The titles in sight, headings too."""
        return [line.title for line in self._lines.lines]

    def fill(self, entries: Sequence[Entry]) -> None:
        self._lines.show_entries(tuple(entries))

    def mark(self, name: str) -> None:
        """Show that this register is in sight; one under 更多 opens it."""
        self.in_sight = name
        if any(entry.name == name and not entry.foremost for entry in self.entries):
            self._lines.open_more(is_open=True)
        row = self._lines.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))
        self.viewport().update()

    def fold(self, *, narrow: bool) -> None:
        self.narrow = narrow
        self.refit()

    def refit(self) -> None:
        """After the look has changed."""
        self.setFixedWidth(navigation_width(style.current().sizes, narrow=self.narrow))
        self.scheduleDelayedItemsLayout()

    def first_of_group(self, at: int) -> str:
        """The first entry of the group counted from 0 as it stands there; "" beyond the last."""
        groups = list(dict.fromkeys(entry.group for entry in self.entries))
        if at >= len(groups):
            return ""
        return next(entry.name for entry in self.entries if entry.group == groups[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.refit()

    def _choose(self, index: QModelIndex) -> None:
        line = self._lines.at(index)
        if line is None:
            return
        if line.form == _MORE:
            self._lines.open_more(is_open=not self._lines.more_open)
            turned = self._lines.index(self._lines.row_of(""))
            self.setCurrentIndex(turned)
            if self._lines.more_open:
                self.scrollTo(turned, QListView.ScrollHint.PositionAtTop)
        else:
            self.chosen.emit(line.entry.name)


class _Lines(QAbstractListModel):
    def __init__(self, parent: Navigation) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.lines: list[_Line] = []
        self.more_open = False

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.lines = list(self._laid_out())
        self.endResetModel()

    def open_more(self, *, is_open: bool) -> None:
        if is_open != self.more_open:
            self.more_open = is_open
            self.show_entries(self.entries)

    def row_of(self, name: str) -> int:
        return next(
            (row for row, line in enumerate(self.lines) if line.form != _HEADING and line.entry.name == name),
            -1,
        )

    def at(self, index: Index) -> _Line | None:
        return self.lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.at(index)
        if line and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return line.title
        if line and role == Qt.ItemDataRole.ToolTipRole and line.form != _HEADING:
            return tip(line.title)  # narrow, there is room for four characters
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.at(index)
        if line is None or line.form == _HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _laid_out(self) -> Iterator[_Line]:
        yield from _with_headings([entry for entry in self.entries if entry.foremost])
        further = [entry for entry in self.entries if not entry.foremost]
        if further:
            yield _Line(_MORE, "收起" if self.more_open else "更多", _MORE_ENTRY)
        if self.more_open:
            yield from _with_headings(further)


def _with_headings(entries: Sequence[Entry]) -> Iterator[_Line]:
    group = "desk"
    for entry in entries:
        if entry.group != group:
            group = entry.group
            yield _Line(_HEADING, entry.group_title, entry)
        yield _Line(_ENTRY, entry.title, entry)


class _LinePainter(QStyledItemDelegate):
    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the scroll bar leaves room."""
        sizes, line = style.current().sizes, index.model().at(index)  # type: ignore[attr-defined]
        measure = heading_height if line.form == _HEADING else entry_height
        return QSize(0, measure(sizes, narrow=self._navigation.narrow))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, line = style.current(), index.model().at(index)  # type: ignore[attr-defined]
        box = box_of(option)
        painter.save()
        if line.form == _HEADING:
            self._paint_heading(painter, now, box, line.title)
        else:
            over = _is(option, QStyle.StateFlag.State_MouseOver)
            focused = _is(option, QStyle.StateFlag.State_HasFocus) and self._navigation.hasFocus()
            self._paint_ground(painter, now, box, here=self._is_here(line), over=over, focused=focused)
            self._paint_words(painter, now, box, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, now: Tokens, box: QRect, title: str) -> None:
        if self._navigation.narrow:
            painter.setPen(QColor(now.colours.line))
            painter.drawLine(box.left() + 16, box.center().y(), box.right() - 16, box.center().y())
            return
        painter.setFont(_sized(painter.font(), now.sizes.caption))
        painter.setPen(QColor(now.colours.quiet))
        painter.drawText(
            box.adjusted(20, 0, -8, -4), int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), title
        )

    def _is_here(self, line: _Line) -> bool:
        return line.form == _ENTRY and line.entry.name == self._navigation.in_sight

    def _paint_ground(
        self, painter: QPainter, now: Tokens, box: QRect, *, here: bool, over: bool, focused: bool
    ) -> None:
        side = 1 if self._navigation.narrow else 8  # a narrow title must stay clear of the mark
        inner = QRectF(box.adjusted(side, 1, -side, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.colours.soft if here else now.colours.raised))
            painter.drawRoundedRect(inner, 6, 6)
        if here:
            painter.setBrush(QColor(now.colours.accent))
            painter.drawRoundedRect(QRectF(inner.left(), inner.top() + 8, 3, inner.height() - 16), 1.5, 1.5)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(now.colours.accent))
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_words(self, painter: QPainter, now: Tokens, box: QRect, line: _Line) -> None:
        here = self._is_here(line)
        tone = "accent" if here else "quiet" if line.form == _MORE else "text"
        name = _more_symbol(line.title) if line.form == _MORE else symbol(line.entry)
        picture = pixmap(name, tone if here else "quiet")
        side = now.sizes.icon
        painter.setPen(QColor(getattr(now.colours, tone)))
        font = _sized(painter.font(), now.sizes.caption if self._navigation.narrow else now.sizes.text)
        font.setWeight(QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        painter.setFont(font)
        if self._navigation.narrow:
            painter.drawPixmap(box.center().x() - side // 2 + 1, box.top() + 7, picture)
            words, way = box.adjusted(2, side + 8, -2, -4), Qt.AlignmentFlag.AlignCenter
        else:
            painter.drawPixmap(box.left() + 20, box.center().y() - side // 2 + 1, picture)
            words, way = box.adjusted(20 + side + 10, 0, -12, 0), Qt.AlignmentFlag.AlignVCenter
        title = painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(way), title)


def _more_symbol(title: str) -> str:
    return "dots" if title == "更多" else "chevron-up"


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


def _is(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(cast(Any, option).state & flag)
