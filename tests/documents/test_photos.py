"""The photo page: how many to a page, captions, upright, without place, and what cannot be shown."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents import photos
from ercheng_station.documents.page import build_all
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.wanted import missing_on_photo_page
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import FileRef
from ercheng_station.records.visit import Visit
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.services.pictures import copy_to_send

RED, BLUE = (220, 0, 0), (0, 0, 220)


def phone_photo(orientation=1, size=(320, 240)):
    """Red above blue as one looks at it, whichever way the phone was held; it tells place and owner."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, *size))
    turn = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}
    if orientation in turn:
        image = image.transpose(turn[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "OWNER-CANARY"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "2026:PLACE"
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def made(contents, faces, path, lay_out=photos.two_a_page, **facts):
    """A page of a visit with these pictures; a file given instead of bytes stands for itself."""
    stored = {str(number): one for number, one in enumerate(contents) if isinstance(one, bytes)}
    files = tuple(
        FileRef(str(at), f"现场{at}.jpg", 1, "image/jpeg", "2026-11-19T09:30:00")
        if isinstance(one, bytes)
        else one
        for at, one in enumerate(contents)
    )

    def picture(file, longest):
        if file.sha256 not in stored:
            raise UserError("attachment-gone", name=file.name)
        return copy_to_send(stored[file.sha256], file.name, longest)

    visit = Visit(visited_on=date(2026, 11, 19), photos=files)
    visit.enterprise = Enterprise(name="湖北鄂城重型机械有限公司")
    copy = Copy(unit="泽林市场监管所", picture=picture, **facts)
    return build_all(path, [lay_out(Whole.alone(visit), copy)], faces)


def text_of(path):
    with Preview(path) as preview:
        return ["".join(preview.text(page).split()) for page in range(preview.pages)]


def colours(path, page=0):
    """What stands in the middle of the page from top to bottom, without white, each run once."""
    with Preview(path) as preview:
        picture = preview.picture(page, 36)
    seen = []
    for row in range(picture.height):
        at = (row * picture.width + picture.width // 2) * 4
        red, green, blue = picture.pixels[at : at + 3]
        name = "red" if red > 150 > green + blue else "blue" if blue > 150 > green + red else ""
        if name and seen[-1:] != [name]:
            seen.append(name)
    return seen


@pytest.mark.parametrize(
    ("lay_out", "count", "pages"),
    [
        (photos.two_a_page, 1, 1),
        (photos.two_a_page, 2, 1),
        (photos.two_a_page, 5, 3),
        (photos.four_a_page, 4, 1),
        (photos.four_a_page, 5, 2),
    ],
)
def test_two_or_four_stand_on_a_page(lay_out, count, pages, faces, tmp_path):
    built = made([phone_photo()] * count, faces, tmp_path / "a.pdf", lay_out)

    assert built.pages == pages
    assert f"图{count}湖北" in text_of(tmp_path / "a.pdf")[-1]


def test_each_caption_names_the_enterprise_the_day_the_picture_and_its_time(faces, tmp_path):
    made([phone_photo(), phone_photo()], faces, tmp_path / "a.pdf")

    (text,) = text_of(tmp_path / "a.pdf")
    for number in (1, 2):
        assert f"图{number}湖北鄂城重型机械有限公司2026-11-19" in text
    assert "现场0拍摄于2026-11-1909:30" in text
    assert "走访单位：泽林市场监管所" in text


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_pictures_stand_upright_however_the_phone_was_held(orientation, faces, tmp_path):
    made([phone_photo(orientation)], faces, tmp_path / "a.pdf")

    assert colours(tmp_path / "a.pdf") == ["red", "blue"]


def test_neither_place_nor_owner_is_in_the_file(faces, tmp_path):
    content = phone_photo()
    assert b"OWNER-CANARY" in content

    made([content], faces, tmp_path / "a.pdf")

    written = (tmp_path / "a.pdf").read_bytes()
    assert b"\xff\xd8\xff" in written  # the picture itself lies there plainly
    for canary in (b"OWNER-CANARY", b"2026:PLACE", b"Exif\0\0", b"GPS"):
        assert canary not in written


def test_what_cannot_be_shown_says_so_in_its_frame_and_the_others_stand(faces, tmp_path):
    large = FileRef("9", "动画.gif", 1, "image/gif")
    gone = FileRef("8", "丢失.jpg", 1, "image/jpeg")
    whole = phone_photo()

    made([whole[: len(whole) // 2], gone, large, whole], faces, tmp_path / "a.pdf", photos.four_a_page)

    (text,) = text_of(tmp_path / "a.pdf")
    words = ("图片不完整", "找不到原图片", "这种格式的图片印不出来")
    assert [text.count(one) for one in words] == [1, 1, 1]
    assert "图3" in text
    assert "动画" in text


def test_names_are_shortened_marked_where_unprintable_and_give_way_to_what_was_noted(faces, tmp_path):
    named = [
        FileRef("1", "微信图片_" + "很长的名字" * 10 + "末尾.jpg", 1, "image/jpeg"),
        FileRef("2", "笑脸😀.jpg", 1, "image/jpeg", taken_at="上周"),
        FileRef("3", "IMG_0001.jpg", 1, "image/jpeg", notes="车间入口"),
    ]

    made(named, faces, tmp_path / "a.pdf", photos.four_a_page)

    (text,) = text_of(tmp_path / "a.pdf")
    assert "末尾" in text
    assert "微信图片" not in text
    assert "笑脸〓拍摄于上周" in text
    assert "车间入口" in text
    assert "IMG_0001" not in text


def test_only_pictures_count_and_without_any_the_page_is_a_draft_that_says_what_it_lacks(faces, tmp_path):
    film = FileRef("1", "录像.mp4", 1, "video/mp4")
    visit = Visit(photos=(film,))
    assert missing_on_photo_page(Whole.alone(visit)) == ["现场照片"]
    assert missing_on_photo_page(Whole.alone(Visit())) == ["现场照片"]

    made([film], faces, tmp_path / "a.pdf", draft=True)

    (text,) = text_of(tmp_path / "a.pdf")
    assert "〔待补：现场照片〕" in text
    assert "草稿" in text


def test_the_empty_form_has_frames_to_glue_pictures_into(faces, tmp_path):
    built = build_all(tmp_path / "a.pdf", [photos.four_a_page(None, Copy(unit="泽林所"))], faces)

    assert built.pages == 1
    assert "图4" in text_of(tmp_path / "a.pdf")[0]


def test_a_picture_keeps_its_shape_and_stays_in_its_frame(faces, tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        Canvas, "drawImage", lambda _self, _image, x, y, width, height: drawn.append((width, height))
    )

    made([phone_photo(size=(400, 100)), phone_photo(size=(100, 400))], faces, tmp_path / "a.pdf")

    (wide, low), (narrow, high) = drawn
    assert wide / low == pytest.approx(4)
    assert high / narrow == pytest.approx(4)
    assert wide <= 166 * 72 / 25.4 + 0.1
    assert high < 125 * 72 / 25.4
