"""Pages of a PDF as pictures and text, for preview, printing and tests."""

from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from ercheng_station.late import Late

if TYPE_CHECKING:
    import pypdfium2
else:
    pypdfium2 = Late("pypdfium2")

PDFIUM = RLock()
"""Held by whoever calls PDFium, which bears one thread at a time, whatever the file."""
_INCH = 72


class Picture(NamedTuple):
    """`pixels` are RGBA or, for a grey picture, one byte each, row by row from the top, without padding."""

    width: int
    height: int
    pixels: bytes


class Preview:
    """An open file; pages count from 0. Close it, or use it in a with block."""

    def __init__(self, source: Path | bytes) -> None:
        with PDFIUM:
            self._document = pypdfium2.PdfDocument(source)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with PDFIUM:
            self._document.close()

    @property
    def pages(self) -> int:
        with PDFIUM:
            return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        with PDFIUM:
            width, height = self._document.get_page_size(page)
        return width, height

    def picture(self, page: int, dpi: float = 96, *, grey: bool = False) -> Picture:
        form = pypdfium2.raw.FPDFBitmap_Gray if grey else pypdfium2.raw.FPDFBitmap_BGRA
        with PDFIUM:
            sheet = self._document[page]
            bitmap = sheet.render(
                scale=dpi / _INCH, rev_byteorder=not grey, force_bitmap_format=form, grayscale=grey
            )
            picture = Picture(bitmap.width, bitmap.height, packed(bitmap))
            bitmap.close()
            sheet.close()
        return picture

    def text(self, page: int) -> str:
        """The characters as a reader copies them, with line ends as \n."""
        with PDFIUM:
            sheet = self._document[page]
            layer = sheet.get_textpage()
            text: str = layer.get_text_range()
            layer.close()
            sheet.close()
        return text.replace("\r\n", "\n")


def packed(bitmap: "pypdfium2.PdfBitmap") -> bytes:
    row = bitmap.width * bitmap.n_channels
    content = bytes(bitmap.buffer)
    if bitmap.stride == row:
        return content
    return b"".join(
        content[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
