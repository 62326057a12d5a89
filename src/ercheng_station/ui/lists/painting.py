"""Paints the rows of a list in one go: what Qt would ask of a delegate cell by cell is known here row by row.

A key press is answered by painting some hundred and fifty cells, so each text is measured once, each chip drawn once.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from ercheng_station.ui import style
from ercheng_station.ui.chips import ChipLook, chip_width, paint_chip
from ercheng_station.ui.lists.columns import ListColumn
from ercheng_station.ui.lists.listing import Listing
from ercheng_station.ui.painting import cut_to, in_whole_pixels

_SIDE = 8
_ACCENT = 3
_KEPT = 4096

SEARCHING = "\n正在查找…"

Place = tuple[int, int, int, ListColumn]
"""Column, left edge, width."""


class RowPainter:
    """Knows the look of now; `dress` takes another."""

    def __init__(self, view: QTableView, listing: Listing) -> None:
        self._view, self._listing = view, listing
        self.dress()

    def dress(self) -> None:
        now = style.current()
        self._font = in_whole_pixels(self._view.font())
        metrics = QFontMetrics(self._font)
        self._height, self._em = now.sizes.row, now.sizes.text
        self._base = (self._height + metrics.ascent() - metrics.descent()) // 2
        self._metrics = metrics
        colours = now.colours
        self._text, self._quiet, self._line, self._chosen, self._accent = (
            QColor(one) for one in (colours.text, colours.quiet, colours.line, colours.soft, colours.accent)
        )
        self._fitted: dict[tuple[str, int, bool], tuple[str, int]] = {}
        self._chips: dict[tuple[ChipLook, int], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect) -> None:
        """The rows that the rectangle of the viewport touches."""
        view = self._view
        painter.setFont(self._font)
        first, count = view.rowAt(rect.top()), self._listing.rowCount()
        if first < 0:
            if self._listing.is_searching:
                painter.setPen(self._quiet)
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), SEARCHING)
            return
        places, width = list(self._places()), view.viewport().width()
        top = view.rowViewportPosition(first)
        last = min(first + (rect.bottom() - top) // self._height, count - 1)
        chosen = self._chosen_rows(first, last)
        for row in range(first, last + 1):
            self._paint_row(painter, top, width, chosen=row in chosen)
            self._paint_cells(painter, row, top, places)
            top += self._height

    def _chosen_rows(self, first: int, last: int) -> set[int]:
        """Asked range by range: a question for each row takes longer than painting it."""
        ranges = self._view.selectionModel().selection().toList()
        return {row for one in ranges for row in range(max(one.top(), first), min(one.bottom(), last) + 1)}

    def _paint_row(self, painter: QPainter, top: int, width: int, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(0, top, width, self._height, self._chosen)
            painter.fillRect(0, top, _ACCENT, self._height, self._accent)
        painter.fillRect(0, top + self._height - 1, width, 1, self._line)

    def _paint_cells(self, painter: QPainter, row: int, top: int, places: list[Place]) -> None:
        cells = self._listing.cells(row)
        for at, left, width, column in places:
            cell = cells[at]
            if isinstance(cell, ChipLook):
                chip = self._chip(cell, width)
                painter.drawPixmap(left, top, chip)
            elif cell:
                text, wide = self._fit(cell, width, measured=column.look.right)
                painter.setPen(self._quiet if column.look.quiet else self._text)
                shift = width - wide if column.look.right else 0
                painter.drawText(left + shift, top + self._base, text)

    def _places(self) -> Iterator[Place]:
        view = self._view
        for at, column in enumerate(self._listing.columns):
            width = view.columnWidth(at) - 2 * _SIDE
            if width > 0 and not view.isColumnHidden(at):
                yield at, view.columnViewportPosition(at) + _SIDE, width, column

    def _fit(self, text: str, width: int, *, measured: bool) -> tuple[str, int]:
        """On one line, cut where it is too wide; and its width, if that is asked for."""
        if not measured and len(text) * self._em <= width and "\n" not in text:
            return text, 0
        known = self._fitted.get((text, width, measured))
        if known is None:
            if len(self._fitted) >= _KEPT:
                self._fitted.clear()
            shown = cut_to(text, width, self._metrics)
            known = self._fitted[text, width, measured] = (
                shown,
                self._metrics.horizontalAdvance(shown) if measured else 0,
            )
        return known

    def _chip(self, look: ChipLook, width: int) -> QPixmap:
        """Drawn once; where the column is narrower than the chip it is drawn for that width."""
        width = min(width, chip_width(self._metrics, look))
        made = self._chips.get((look, width))
        if made is None:
            ratio = self._view.devicePixelRatioF()
            made = QPixmap(QSize(width, self._height) * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setFont(self._font)
            paint_chip(painter, QRect(QPoint(0, 0), QSize(width, self._height)), look)
            painter.end()
            self._chips[look, width] = made
        return made
