"""The code at the foot of a final paper: drawn, and found again in a scan."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

import zxingcpp
from PIL import Image

from ercheng_station.documents.imported import count_pages
from ercheng_station.documents.preview import Preview
from ercheng_station.services.pictures import copy_to_send, is_picture

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI = 200
_LONGEST = 4000
"""Of a picture in pixels: a phone's photo of a page still shows the code."""


def drawn_mark(text: str) -> Image.Image:
    """One pixel a module, with the white around it that readers want."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image()
    high, wide = made.shape
    return Image.frombytes("L", (wide, high), bytes(cast(Any, made)))


def marks_in(content: bytes, name: str) -> list[str]:
    """The texts of all codes in a picture or a PDF, each once. Raises UserError for a file that cannot be read."""
    pages = _picture(content, name) if is_picture(content) else _pages(content, name)
    return list(dict.fromkeys(text for page in pages for text in _codes(page)))


def _picture(content: bytes, name: str) -> Iterator[Image.Image]:
    with Image.open(BytesIO(copy_to_send(content, name, _LONGEST))) as image:
        yield image.convert("L")


def _pages(content: bytes, name: str) -> Iterator[Image.Image]:
    count = count_pages(content, name)
    with Preview(content) as preview:
        for number in range(count):
            shot = preview.picture(number, _DPI, grey=True)
            yield Image.frombytes("L", (shot.width, shot.height), shot.pixels)


def _codes(page: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(page, formats=_QR)
    return [code.text for code in found if code.valid]
