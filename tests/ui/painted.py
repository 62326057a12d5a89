"""What words a window paints, where, and how much of each can be seen: it is drawn once onto a device that only listens."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QPaintDevice, QPaintEngine, QPaintEngineState, QTextItem
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

_ABOVE, _BELOW = 0.86, 0.14
"""Of a hanzi's height, over and under the line it stands on."""


class Words(NamedTuple):
    """Painted at once, with one font; `box` and `room` in pixels of the widget that was drawn.

    `room`: what the widget or the clip of its painter leaves for them; None: nothing but the edge of a scrolled view.
    """

    text: str
    box: QRectF
    room: QRectF | None
    sight: QRectF
    """Where they may be seen at all: not what was scrolled away."""
    owner: QWidget | None
    """None for a view's own surface."""
    on: QWidget | None
    """What they are painted on, be it a surface."""


class _Listener(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.heard: list[Words] = []

    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        """Asked for when words come."""

    def drawTextItem(self, p: QPointF, textItem: QTextItem) -> None:
        painter, words = self.painter(), textItem.text()
        if not words.strip() or not textItem.width() or painter.pen().color().alpha() == 0:
            return
        size = textItem.font().pixelSize()
        placed = painter.deviceTransform()
        box = placed.mapRect(QRectF(p.x(), p.y() - _ABOVE * size, textItem.width(), (_ABOVE + _BELOW) * size))
        device, seen = painter.device(), QRectF(self.systemClip().boundingRect())
        under = device if isinstance(device, QWidget) else None
        owner = under if under and not _is_surface(under) else None
        own = QRectF(placed.dx() - painter.transform().dx(), placed.dy() - painter.transform().dy(), 0, 0)
        room = None
        if owner:
            own.setSize(owner.size().toSizeF())
            room = own
        if painter.hasClipping():
            clip = placed.mapRect(painter.clipBoundingRect())
            room = clip & room if room else clip
        self.heard.append(Words(words, box, room, seen, owner, under))

    def drawPath(self, *_: object) -> None: ...
    def drawPixmap(self, *_: object) -> None: ...
    def drawTiledPixmap(self, *_: object) -> None: ...
    def drawImage(self, *_: object) -> None: ...
    def drawPolygon(self, *_: object) -> None: ...
    def drawRects(self, *_: object) -> None: ...
    def drawLines(self, *_: object) -> None: ...
    def drawEllipse(self, *_: object) -> None: ...
    def drawPoints(self, *_: object) -> None: ...


class _Ear(QPaintDevice):
    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.listener = _Listener()
        metric = QPaintDevice.PaintDeviceMetric
        self._metrics = {
            metric.PdmWidth: size.width(),
            metric.PdmHeight: size.height(),
            metric.PdmDepth: 32,
            metric.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }
        self._metrics |= dict.fromkeys(
            (metric.PdmDpiX, metric.PdmDpiY, metric.PdmPhysicalDpiX, metric.PdmPhysicalDpiY), 96
        )

    def paintEngine(self) -> QPaintEngine:
        return self.listener

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(metric, 1)


def words_of(widget: QWidget) -> list[Words]:
    ear = _Ear(widget.size())
    widget.render(ear, QPoint())
    return ear.listener.heard


def surfaces(window: QWidget) -> Iterator[QWidget]:
    """The window, and whatever it scrolls, whole."""
    yield window
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and not area.visibleRegion().isEmpty() and area.widget():
            yield area.widget()


def _is_surface(widget: QWidget) -> bool:
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget
