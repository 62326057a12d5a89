"""The state chip: icon, word and colour together, never colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.icons import pixmap

_ICON = 16
_SIDE = 8
_GAP = 4
_HEIGHT = 24
_SYMBOLS = {
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
    "idle": "circle-dashed",
    "accent": "info-circle",
}


@dataclass(frozen=True)
class ChipLook:
    """`state` is one of `tokens.STATES`; an icon of its own may replace the state's."""

    words: str
    state: str = "idle"
    symbol: str = ""


def chip_width(metrics: QFontMetrics, look: ChipLook) -> int:
    return metrics.horizontalAdvance(look.words) + _ICON + _GAP + 2 * _SIDE


def paint_chip(painter: QPainter, box: QRect, look: ChipLook) -> None:
    """At the left of the box, in the middle of its height; elided if the box is too narrow."""
    now = style.current()
    front, back = now.state(look.state)
    metrics = painter.fontMetrics()
    width = min(chip_width(metrics, look), box.width())
    frame = QRect(box.left(), box.top() + (box.height() - _HEIGHT) // 2, width, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(front) if back == now.colours.card else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(back))
    painter.drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), _HEIGHT / 2, _HEIGHT / 2)
    name = "accent" if look.state == "accent" else look.state
    top = frame.top() + (_HEIGHT - _ICON) // 2
    painter.drawPixmap(
        frame.left() + _SIDE - 2, top, pixmap(look.symbol or _SYMBOLS[look.state], name, _ICON)
    )
    painter.setPen(QColor(front))
    words = frame.adjusted(_SIDE + _ICON + _GAP - 2, 0, -_SIDE + 2, 0)
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), _fitted(metrics, look.words, words.width()))
    painter.restore()


class Chip(QWidget):
    def __init__(self, look: ChipLook) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_look(look)

    def show_look(self, look: ChipLook) -> None:
        self._look = look
        self.setAccessibleName(look.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.fontMetrics(), self._look), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._look)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


def _fitted(metrics: QFontMetrics, words: str, width: int) -> str:
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
