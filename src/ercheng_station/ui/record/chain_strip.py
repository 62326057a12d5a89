"""The way of a record, drawn: stations on a line, each with its day; the one where it stands now is filled."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.icons import pixmap

_RADIUS = 10
_ICON = 14
_OVER, _BETWEEN = 10, 3
"""Pixels over the words of a station, and between them and its day."""
_ROOM = 72
_SHORT = 3
"""Longer words stand in two lines where room is scarce."""


class Station(NamedTuple):
    """`on`: when it was reached, as far as it is known."""

    words: str
    on: date | None = None


class ChainStrip(QWidget):
    def __init__(self, count: int) -> None:
        """`count`: for how many stations room is kept before any are shown."""
        super().__init__()
        self._stations: Sequence[Station] = ()
        self._here = 0
        self._tall = False
        self._count = count
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_ROOM * count * 2)

    def show_stations(self, stations: Sequence[Station], here: int, words: str) -> None:
        """`words` say the same to who cannot see it."""
        self._stations, self._here = stations, here
        self.setAccessibleName(words)
        tall = any(len(one.words) > _SHORT for one in stations)
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = (2 if self._tall else 1) * self.fontMetrics().lineSpacing()
        day = QFontMetrics(self._caption()).lineSpacing()
        return QSize(_ROOM * self._count, 2 * _RADIUS + _OVER + lines + _BETWEEN + day)

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * self._count, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stations:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / len(self._stations)
        for at, station in enumerate(self._stations):
            middle = QPointF(share * (at + 0.5), _RADIUS + 4)
            if at:
                self._line(painter, middle, share, reached=at <= self._here)
            self._station(painter, middle, station, at)
            box = QRect(round(share * at), 2 * _RADIUS + _OVER, round(share), 80)
            self._words(painter, box, station, at - self._here)
        painter.end()

    def _line(self, painter: QPainter, middle: QPointF, share: float, *, reached: bool) -> None:
        colours = style.current().colours
        painter.setPen(QPen(QColor(colours.accent if reached else colours.line), 2))
        gap = QPointF(_RADIUS + 3, 0)
        painter.drawLine(middle - QPointF(share, 0) + gap, middle - gap)

    def _station(self, painter: QPainter, middle: QPointF, station: Station, at: int) -> None:
        """Behind: ticked, or a hollow ring where it was passed over. Here: filled. Ahead: a hollow ring."""
        colours, away = style.current().colours, at - self._here
        ticked = (away < 0 and station.on is not None) or (away == 0 and at == len(self._stations) - 1)
        filled = ticked or away == 0
        ring = colours.accent if filled else colours.edge
        painter.setPen(QPen(QColor(ring), 2))
        painter.setBrush(QColor(colours.fill if filled else colours.card))
        painter.drawEllipse(middle, _RADIUS - 1, _RADIUS - 1)
        if ticked:
            corner = middle - QPointF(_ICON / 2, _ICON / 2)
            painter.drawPixmap(corner, pixmap("check", "on_fill", _ICON))
        elif away == 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.on_fill))
            painter.drawEllipse(middle, 3, 3)

    def _words(self, painter: QPainter, box: QRect, station: Station, away: int) -> None:
        now = style.current()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if away == 0 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(now.colours.text if away <= 0 else now.colours.quiet))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        flags = int(centred) | int(Qt.TextFlag.TextWrapAnywhere)
        below = painter.boundingRect(box.adjusted(3, 0, -3, 0), flags, station.words)
        painter.drawText(box.adjusted(3, 0, -3, 0), flags, station.words)
        if station.on and away <= 0:
            painter.setFont(self._caption())
            painter.setPen(QColor(now.colours.quiet))
            day = QRect(box.left(), below.bottom() + _BETWEEN, box.width(), 40)
            painter.drawText(day, flags, f"{station.on:%m-%d}")

    def _caption(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(style.current().sizes.caption)
        return font
