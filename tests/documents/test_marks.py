"""The code at the foot of a final paper, printed and read again."""

from io import BytesIO

import pytest
from PIL import Image, ImageFilter

from ercheng_station.documents.blocks import body
from ercheng_station.documents.marks import drawn_mark, marks_in
from ercheng_station.documents.page import build
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.sheet import Page
from ercheng_station.errors import UserError

TEXT = "ERC1:01A203F5127A75A6911E3CEA7961DF63:0123456789AB"


@pytest.fixture
def printed(faces, tmp_path):
    build(tmp_path / "a.pdf", [body("正文" * 40)], Page(title="协议书", mark=TEXT), faces)
    return (tmp_path / "a.pdf").read_bytes()


def scanned(printed, dpi, turn=0, blur=0.0, kind="JPEG"):
    with Preview(printed) as preview:
        shot = preview.picture(0, dpi, grey=True)
    image = Image.frombytes("L", (shot.width, shot.height), shot.pixels)
    image = image.rotate(turn, expand=True, fillcolor=230).filter(ImageFilter.GaussianBlur(blur))
    out = BytesIO()
    image.save(out, kind, **({"resolution": dpi} if kind == "PDF" else {}))
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 1.5, -3, 90, 180])
@pytest.mark.parametrize(("dpi", "blur"), [(150, 0.6), (200, 0.8), (300, 1.2)])
def test_a_scan_tells_its_paper_however_it_lay_in_the_scanner(printed, dpi, turn, blur):
    assert marks_in(scanned(printed, dpi, turn, blur), "扫描.jpg") == [TEXT]


def test_a_scan_as_pdf_tells_it_too(printed):
    assert marks_in(scanned(printed, 200, kind="PDF"), "扫描.pdf") == [TEXT]


def test_the_code_takes_no_word_from_the_page(printed):
    with Preview(printed) as preview:
        assert "正文" in preview.text(0)
        assert "ERC1" not in preview.text(0)


def test_a_picture_without_code_tells_none():
    out = BytesIO()
    Image.new("L", (800, 600), 255).save(out, "PNG")

    assert marks_in(out.getvalue(), "空白.png") == []


@pytest.mark.parametrize("content", [b"\xff\xd8\xff" + bytes(50), b"%PDF-1.4 nothing"])
def test_a_file_that_cannot_be_read_is_named(content):
    with pytest.raises(UserError, match="坏的"):
        marks_in(content, "坏的.jpg")


def test_a_mark_has_the_white_that_readers_want():
    mark = drawn_mark(TEXT)

    assert mark.size == (37, 37)
    assert all(mark.getpixel((x, y)) == 255 for x in range(37) for y in (0, 1, 2, 3))
