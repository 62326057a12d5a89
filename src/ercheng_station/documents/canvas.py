"""The file a document is written to, with what a reader shows about it."""

import hashlib
from pathlib import Path
from typing import Any, BinaryIO, cast
from zlib import compress

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.fonts import Faces
from ercheng_station.files import atomic_write

rl_config.useA85 = 0  # ASCII85 makes every page a quarter longer


class _Quickly(pdfdoc.PDFStreamFilterZCompress):
    """Pages take a third of the time that zlib usually takes, and 4 % more room."""

    def encode(self, text: str | bytes) -> bytes:
        return compress(text.encode() if isinstance(text, str) else text, 1)


pdfdoc.PDFZCompress = _Quickly()
_CREATOR = "两站工作台"


def new_canvas(out: BinaryIO, size: tuple[float, float], title: str, faces: Faces, invariant: bool) -> Canvas:
    """`invariant` leaves the time of writing out, so that the same content gives the same bytes.

    The first font is one of ours: reportlab's own would stand in the file without being embedded.
    """
    first: Any = faces.cut("song").main.source.font.fontName  # the stubs want a number here
    canvas = Canvas(
        cast(Any, out),
        pagesize=size,
        pageCompression=1,
        invariant=invariant,
        initialFontName=first,
        lang="zh-CN",
        pdfVersion=(1, 5),
    )
    canvas.setTitle(title)
    canvas.setCreator(_CREATOR)
    canvas.setProducer(_CREATOR)
    canvas.setAuthor("")
    canvas.setSubject("")
    return canvas


def document(canvas: Canvas) -> Any:
    """What fonts keep their characters by."""
    return vars(canvas)["_doc"]


def written(path: Path, content: bytes) -> str:
    """Put the file in its place; its SHA-256."""
    with atomic_write(path) as file:
        file.write(content)
    return hashlib.sha256(content).hexdigest()
