"""Draws the pages of a file as pictures, beside the window, only as long as somebody still wants to see them."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from ercheng_station.documents.preview import Picture, Preview
from ercheng_station.ui.beside import Beside

_INCH = 72


class OpenPages:
    """A file opened beside the window; `sizes` of its pages in points."""

    def __init__(self, path: Path) -> None:
        self.preview = Preview(path)
        self.sizes = [self.preview.size(page) for page in range(self.preview.pages)]


class PageReader(QObject):
    """Made on the window's thread; PDFium draws one page at a time, so all readers share one other thread."""

    drawn = Signal(int, int, QImage)
    """Page, from 0, the width in pixels that was asked for, picture."""
    _made = Signal(int, int, QImage)

    def __init__(self, opened: OpenPages) -> None:
        super().__init__()
        self._preview, self.sizes = opened.preview, opened.sizes
        self._wanted: set[tuple[int, int]] = set()
        self._made.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def want(self, pages: list[tuple[int, int]]) -> None:
        """These pages in these widths, the first first; whatever was wanted before and is not drawn yet is dropped."""
        new = [one for one in pages if one not in self._wanted]
        self._wanted = set(pages)
        for page, width in new:
            _beside().start(partial(self._draw, page, width))

    def close(self) -> None:
        """Once the page that is being drawn is done."""
        self._wanted = set()
        later(self._preview.close)

    def _draw(self, page: int, width: int) -> None:
        if (page, width) in self._wanted:
            picture = self._preview.picture(page, width / self.sizes[page][0] * _INCH)
            self._made.emit(page, width, image_of(picture).convertToFormat(QImage.Format.Format_RGB32))

    def _tell(self, page: int, width: int, image: QImage) -> None:
        if (page, width) in self._wanted:
            self._wanted.discard((page, width))
            self.drawn.emit(page, width, image)


def later(act: Callable[[], object]) -> None:
    """In the thread that draws, after what it was asked before."""
    _beside().start(act)


def wait() -> None:
    """Until every page asked for is drawn and every reader that was closed is."""
    _beside().wait()


def image_of(picture: Picture) -> QImage:
    """It looks into the picture's bytes, which must outlive it."""
    grey = len(picture.pixels) == picture.width * picture.height
    form = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGBA8888
    row = len(picture.pixels) // picture.height
    return QImage(picture.pixels, picture.width, picture.height, row, form)


@cache
def _beside() -> Beside:
    return Beside("pages")
