"""Photos and their copies."""

import time
import zlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from ercheng_station.errors import UserError
from ercheng_station.services.pictures import Picture, copy_to_send, is_picture, look, thumbnail

PHONE = (Path(__file__).parents[1] / "data" / "phone.heic").read_bytes()
TAKEN = datetime(2026, 10, 21, 9, 30, 15)
RED, WHITE = (200, 30, 30), (255, 255, 255)


def photo(kind="JPEG", size=(320, 240), orientation=1, mode="RGB", taken="2026:10:21 09:30:15", place=True):
    """White with a red quarter at the top left, as the camera held it."""
    image = Image.new(mode, size, "white")
    image.paste(RED if mode == "RGB" else "red", (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "手机主人".encode().decode("latin-1")
    exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    image.save(out, kind, exif=exif)
    return out.getvalue()


def opened(content):
    return Image.open(BytesIO(content))


def is_near(color, other):
    return all(abs(a - b) < 25 for a, b in zip(color, other, strict=True))


def png(width, height):
    """A PNG that claims its size in some 100 bytes."""
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    body = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [
        len(part[4:]).to_bytes(4, "big") + part + zlib.crc32(part).to_bytes(4, "big") for part in (head, body)
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(("kind", "mime"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_a_photo_tells_its_time_its_size_and_whether_it_tells_the_place(kind, mime):
    assert look(photo(kind), "a.txt") == Picture(mime, 320, 240, TAKEN, placed=True)
    assert look(photo(kind, place=False), "a").placed is False


def test_a_phone_photo_in_heic_is_read_upright():
    assert look(PHONE, "a.jpg") == Picture("image/heic", 240, 320, TAKEN, placed=True)

    copy = opened(copy_to_send(PHONE, "a"))

    assert copy.size == (240, 320)
    assert is_near(copy.getpixel((230, 10)), RED)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_copies_stand_upright_however_the_phone_was_held(orientation):
    content = photo(orientation=orientation)

    copy = opened(copy_to_send(content, "a"))

    upright = ImageOps.exif_transpose(opened(content))
    assert copy.size == upright.size == (look(content, "a").width, look(content, "a").height)
    for point in [
        (10, 10),
        (copy.width - 10, 10),
        (10, copy.height - 10),
        (copy.width - 10, copy.height - 10),
    ]:
        assert is_near(copy.getpixel(point), upright.getpixel(point))


@pytest.mark.parametrize("content", [photo(), photo("PNG"), PHONE], ids=["JPEG", "PNG", "HEIC"])
def test_what_leaves_has_neither_place_nor_owner_nor_time(content):
    copy = copy_to_send(content, "a")

    assert dict(opened(copy).getexif()) == {}
    assert set(opened(copy).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"2026:10:21" not in copy
    assert "手机主人".encode() not in copy
    assert look(copy, "a").placed is False


def test_copies_are_no_longer_than_asked_for_and_never_blown_up():
    large, small = photo(size=(4000, 1000)), photo(size=(40, 30))

    assert opened(copy_to_send(large, "a")).size == (1600, 400)
    assert opened(copy_to_send(large, "a", longest=800)).size == (800, 200)
    assert opened(thumbnail(large, "a")).size == (256, 64)
    assert opened(copy_to_send(small, "a")).size == (40, 30)
    assert opened(copy_to_send(small, "a")).format == "JPEG"


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK"])
def test_all_modes_a_camera_or_scanner_writes_become_a_copy(mode):
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").convert(mode).save(out, "JPEG" if mode == "CMYK" else "PNG")

    copy = opened(copy_to_send(out.getvalue(), "a"))

    assert (copy.mode, copy.getpixel((5, 5))) == ("RGB", WHITE)


def test_transparent_becomes_white_and_deep_grey_stays_grey():
    clear, deep = BytesIO(), BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(clear, "PNG")
    Image.new("I;16", (40, 30), 0x8000).save(deep, "PNG")

    assert opened(copy_to_send(clear.getvalue(), "a")).getpixel((5, 5)) == WHITE
    assert is_near(opened(copy_to_send(deep.getvalue(), "a")).getpixel((5, 5)), (128, 128, 128))


@pytest.mark.parametrize("content", [photo(), photo("PNG"), PHONE], ids=["JPEG", "PNG", "HEIC"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_picture_cut_short_is_told_by_its_name(content, kept):
    cut = content[: int(len(content) * kept)]

    for act in (look, copy_to_send, thumbnail):
        with pytest.raises(UserError) as caught:
            act(cut, "现场.jpg")
        assert (caught.value.code, caught.value.facts["path"]) == ("picture-damaged", "现场.jpg")


@pytest.mark.parametrize("side", [7072, 10_000, 40_000, 65_535])
def test_a_huge_picture_is_refused_before_it_is_unpacked(side):
    begun = time.process_time()

    for act in (look, copy_to_send):
        with pytest.raises(UserError) as caught:
            act(png(side, side), "a.png")
        assert caught.value.code == "picture-too-large"

    assert time.process_time() - begun < 0.5


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_the_limit_is_ours_and_stands_in_the_words():
    with pytest.raises(UserError) as caught:
        look(png(7072, 7072), "a.png")

    assert "（7072×7072 像素），超过 5000 万像素" in caught.value.what


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "WEBP", "EPS", "TGA"])
def test_no_other_format_is_opened(kind):
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)

    assert not is_picture(out.getvalue())
    with pytest.raises(UserError) as caught:
        look(out.getvalue(), "a.jpg")
    assert caught.value.code == "picture-damaged"


def test_the_content_decides_and_not_the_name():
    assert is_picture(photo("PNG"))
    assert is_picture(PHONE)
    assert not is_picture("文字".encode())
    assert not is_picture(b"")


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "", "昨天".encode().decode("latin-1"), "2026-10-21"]
)
def test_a_camera_without_a_clock_has_no_time(taken):
    assert look(photo(taken=taken), "a").taken_at is None


def test_the_time_of_scanning_serves_where_there_is_no_other():
    image, exif, out = Image.new("RGB", (4, 4)), Image.Exif(), BytesIO()
    exif.get_ifd(0x8769)[0x9004] = "2026:10:21 09:30:15\0"
    image.save(out, "JPEG", exif=exif)

    assert look(out.getvalue(), "a").taken_at == TAKEN
    assert look(png_without_exif(), "a").taken_at is None


def png_without_exif():
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    "spoilt", [b"\0" * 8, b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\xff\xff", b"no tiff "]
)
def test_damaged_exif_does_not_hide_the_picture(kind, spoilt):
    content = photo(kind, orientation=6)
    start = content.index(b"MM\0*" if b"MM\0*" in content else b"II*\0")
    changed = bytearray(content)
    changed[start : start + len(spoilt)] = spoilt
    if kind == "PNG":
        mend_sum(changed, content.index(b"eXIf"))

    assert look(bytes(changed), "a").mime == f"image/{kind.lower()}"
    assert sorted(opened(copy_to_send(bytes(changed), "a")).size) == [240, 320]


def mend_sum(content, start):
    """Sets the checksum of the PNG chunk whose name stands at `start`."""
    end = start + 4 + int.from_bytes(content[start - 4 : start], "big")
    content[end : end + 4] = zlib.crc32(content[start:end]).to_bytes(4, "big")
