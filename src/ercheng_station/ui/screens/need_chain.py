"""The way of a need, drawn: six stations on a line, each with its day; the one where it stands now is filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ercheng_station.services.needs import ORDER
from ercheng_station.ui import style
from ercheng_station.ui.icons import pixmap

_STATIONS = dict(zip(ORDER, ("登记", "交办", "办理", "反馈", "回访", "销号"), strict=True))
_RADIUS = 10
_ICON = 14
_ROOM = 72


@dataclass(frozen=True)
class Stand:
    """`days`: when each station was reached, as far as it is known."""

    status: str
    days: Mapping[str, date]

    def words(self) -> str:
        parts = [
            f"{words} {self.days[name].isoformat()}" for name, words in _STATIONS.items() if name in self.days
        ]
        return f"办理进度：现在是{_STATIONS[self.status]}。" + "，".join(parts)


class NeedChain(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._stand: Stand | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_ROOM * len(_STATIONS) * 2)

    def show_stand(self, stand: Stand) -> None:
        self._stand = stand
        self.setAccessibleName(stand.words())
        self.update()

    def sizeHint(self) -> QSize:
        sizes = style.current().sizes
        return QSize(_ROOM * len(_STATIONS), 2 * _RADIUS + sizes.text + sizes.caption + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stand is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / len(_STATIONS)
        here = ORDER.index(self._stand.status)
        for at, name in enumerate(ORDER):
            middle = QPointF(share * (at + 0.5), _RADIUS + 4)
            if at:
                self._line(painter, middle, share, reached=at <= here)
            self._station(painter, middle, name, at - here)
            self._words(
                painter, QRect(round(share * at), 2 * _RADIUS + 10, round(share), 40), name, at - here
            )
        painter.end()

    def _line(self, painter: QPainter, middle: QPointF, share: float, *, reached: bool) -> None:
        colours = style.current().colours
        painter.setPen(QPen(QColor(colours.accent if reached else colours.line), 2))
        gap = QPointF(_RADIUS + 3, 0)
        painter.drawLine(middle - QPointF(share, 0) + gap, middle - gap)

    def _station(self, painter: QPainter, middle: QPointF, name: str, away: int) -> None:
        """Behind: ticked, or a hollow ring where it was passed over. Here: filled. Ahead: a hollow ring."""
        assert self._stand
        colours = style.current().colours
        ticked = (away < 0 and name in self._stand.days) or (away == 0 and name == ORDER[-1])
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

    def _words(self, painter: QPainter, box: QRect, name: str, away: int) -> None:
        assert self._stand
        now = style.current()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if away == 0 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(now.colours.text if away <= 0 else now.colours.quiet))
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(box), _STATIONS[name], centred)
        on = self._stand.days.get(name)
        if on and away <= 0:
            font.setWeight(QFont.Weight.Normal)
            font.setPixelSize(now.sizes.caption)
            painter.setFont(font)
            painter.setPen(QColor(now.colours.quiet))
            painter.drawText(QRectF(box.adjusted(0, now.sizes.text + 6, 0, 0)), f"{on:%m-%d}", centred)
