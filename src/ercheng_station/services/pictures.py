"""Photos as phones make them: what a picture is, and upright, smaller copies without place or owner."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import TYPE_CHECKING

from ercheng_station.db.content import HEAD_BYTES, mime_of
from ercheng_station.errors import UserError
from ercheng_station.late import Late

LARGEST = 50_000_000
"""Pixels."""
LONGEST_TO_SEND = 1600
LONGEST_THUMBNAIL = 256

_FORMATS = {"image/jpeg": ("JPEG", "MPO"), "image/png": ("PNG",), "image/heic": ("HEIF",)}
_EXIF, _GPS, _ORIENTATION = 0x8769, 0x8825, 0x0112
_TAKEN = (0x9003, 0x9004)
_SIDEWAYS = {5, 6, 7, 8}
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow raises on a damaged picture."""


def _teach(images: ModuleType) -> None:
    """HEIC, and where to stop."""
    import_module("pi_heif").register_heif_opener()
    images.MAX_IMAGE_PIXELS = LARGEST  # type: ignore[attr-defined]


if TYPE_CHECKING:
    from PIL import Image, ImageOps
else:
    Image, ImageOps = Late("PIL.Image", _teach), Late("PIL.ImageOps")


@dataclass(frozen=True)
class Picture:
    """As it is shown, upright. `taken_at` is the camera's clock without zone; `placed` = it tells where."""

    mime: str
    width: int
    height: int
    taken_at: datetime | None
    placed: bool


def is_picture(content: bytes) -> bool:
    """By content: JPEG, PNG or HEIC."""
    return mime_of(content[:HEAD_BYTES]) in _FORMATS


def look(content: bytes, name: str) -> Picture:
    """Reads the whole picture; UserError picture-too-large, or picture-damaged (also when cut short)."""
    with _opened(content, name) as image:
        exif = _exif(image)
        width, height = image.size
        if exif.get(_ORIENTATION) in _SIDEWAYS:
            width, height = height, width
        image.draft("RGB", (1, 1))  # a JPEG is then read to its end at an eighth of its size
        image.load()
        return Picture(
            mime_of(content[:HEAD_BYTES]), width, height, _taken_at(exif), bool(exif.get_ifd(_GPS))
        )


def copy_to_send(content: bytes, name: str, longest: int = LONGEST_TO_SEND) -> bytes:
    """An upright JPEG, its longer side at most `longest` pixels, with nothing but the picture in it."""
    with _opened(content, name) as image:
        image.thumbnail((longest, longest))
        out = BytesIO()
        _on_white(_upright(image)).save(out, "JPEG", quality=85, optimize=True)
        return out.getvalue()


def thumbnail(content: bytes, name: str) -> bytes:
    """A small JPEG for lists."""
    return copy_to_send(content, name, LONGEST_THUMBNAIL)


@contextmanager
def _opened(content: bytes, name: str) -> "Iterator[Image.Image]":
    mime = mime_of(content[:HEAD_BYTES])
    try:
        with Image.open(BytesIO(content), formats=_FORMATS.get(mime, ())) as image:
            if image.width * image.height > LARGEST:
                raise _too_large(name, f"{image.width}×{image.height} 像素")
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name, "像素过多") from error
    except _BROKEN as error:
        raise UserError("picture-damaged", path=name) from error


def _too_large(name: str, size: str) -> UserError:
    return UserError("picture-too-large", path=name, size=size, limit=f"{LARGEST // 10_000} 万像素")


def _exif(image: "Image.Image") -> "Image.Exif":
    try:
        return image.getexif()
    except _BROKEN:
        return Image.Exif()


def _upright(image: "Image.Image") -> "Image.Image":
    """For a picture that has been read; one with damaged EXIF stays as it lies."""
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image


def _taken_at(exif: "Image.Exif") -> datetime | None:
    times = exif.get_ifd(_EXIF)
    for tag in _TAKEN:
        try:
            return datetime.strptime(str(times.get(tag)).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        except ValueError:
            continue
    return None


def _on_white(image: "Image.Image") -> "Image.Image":
    if image.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would cut off
        image = image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return image.convert("RGB")
