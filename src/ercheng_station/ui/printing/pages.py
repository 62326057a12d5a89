"""The pages of a file one below the other, as wide as there is room; only those in sight are drawn and kept."""

from bisect import bisect_right

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from ercheng_station.ui import style
from ercheng_station.ui.printing.reader import PageReader

_GAP = 12
_INCH, _DPI = 72, 96
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageView(QAbstractScrollArea):
    turned = Signal(int)
    """The page in the middle of the sight, from 1."""
    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reader: PageReader | None = None
        self._images: dict[int, tuple[int, QImage]] = {}
        self._boxes: list[QRect] = []
        self._factor: float | None = None
        self._page = 0
        self.setAccessibleName("预览的页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setSingleStep(48)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    def show_reader(self, reader: PageReader) -> None:
        """The pictures of before stand until the new ones are drawn; the place stays."""
        self._reader = reader
        reader.drawn.connect(self._take)
        self._images = {page: (0, image) for page, (_, image) in self._images.items()}
        self._lay()

    @property
    def zoom(self) -> float:
        """1 = as large as on paper, for a screen of 96 dots an inch."""
        return self._factor or self._fitting()

    @property
    def fits_width(self) -> bool:
        return self._factor is None

    def fit_width(self) -> None:
        self._zoom_to(None)

    def zoom_by(self, steps: int) -> None:
        place = bisect_right(ZOOMS, self.zoom + 0.01)
        at = place if steps > 0 else place - 1 - (abs(ZOOMS[place - 1] - self.zoom) < 0.01)
        self._zoom_to(ZOOMS[max(0, min(len(ZOOMS) - 1, at))])

    def kept(self) -> int:
        """How many pictures of pages are in memory."""
        return len(self._images)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = style.current().colours
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours.raised))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self._corner())
        for page in self._in_sight():
            box = self._boxes[page]
            painter.fillRect(box, QColor("white"))
            if page in self._images:
                painter.drawImage(box, self._images[page][1])
            painter.setPen(QColor(colours.line))
            painter.drawRect(box)
        self._want()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    # -- inside

    def _zoom_to(self, factor: float | None) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._factor = factor
        self._lay()
        bar.setValue(round(place * bar.maximum()))

    def _fitting(self) -> float:
        widest = max((width for width, _ in self._sizes()), default=595.0)
        return max(0.2, (self.viewport().width() - 2 * _GAP) / (widest * _DPI / _INCH))

    def _sizes(self) -> list[tuple[float, float]]:
        return self._reader.sizes if self._reader else []

    def _lay(self) -> None:
        scale = self.zoom * _DPI / _INCH
        sizes = [(round(width * scale), round(height * scale)) for width, height in self._sizes()]
        room = self.viewport().size()
        wide = max((width for width, _ in sizes), default=0) + 2 * _GAP
        top, self._boxes = _GAP, []
        for width, height in sizes:
            left = (max(wide, room.width()) - width) // 2
            self._boxes.append(QRect(left, top, width, height))
            top += height + _GAP
        for bar, size, all_of_it in (
            (self.verticalScrollBar(), room.height(), top),
            (self.horizontalScrollBar(), room.width(), wide),
        ):
            bar.setPageStep(size)
            bar.setRange(0, max(0, all_of_it - size))
        self._tell_page()
        self.viewport().update()
        self.zoomed.emit()

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        sight = self.viewport().rect().translated(self._corner())
        return [page for page, box in enumerate(self._boxes) if box.intersects(sight)]

    def _want(self) -> None:
        """What is in sight, then the page after it; every other picture is let go."""
        seen = self._in_sight()
        if self._reader is None or not seen:
            return
        near = [*seen, *(page for page in (seen[-1] + 1, seen[0] - 1) if 0 <= page < len(self._boxes))]
        self._images = {page: kept for page, kept in self._images.items() if page in near}
        ratio = self.devicePixelRatioF()
        wanted = [(page, round(self._boxes[page].width() * ratio)) for page in near]
        self._reader.want([one for one in wanted if self._images.get(one[0], (0,))[0] != one[1]])

    def _take(self, page: int, width: int, image: QImage) -> None:
        if self.sender() is self._reader:
            self._images[page] = (width, image)
            self.viewport().update()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = max(1, bisect_right([box.top() for box in self._boxes], middle))
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.turned.emit(page)
