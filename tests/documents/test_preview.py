"""What is previewed is the file that is printed."""

import pytest

from ercheng_station.documents.blocks import body
from ercheng_station.documents.page import build
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.sheet import Page


@pytest.fixture
def path(tmp_path, faces):
    build(tmp_path / "paper.pdf", [body("走访𠮷记录\n第二段")], Page(title="报告", size=(300.4, 400)), faces)
    return tmp_path / "paper.pdf"


def test_a_page_becomes_a_picture_without_padding(path):
    with Preview(path) as preview:
        picture = preview.picture(0, 96)

    assert (picture.width, picture.height) == (401, 534)
    assert len(picture.pixels) == 401 * 534 * 4
    assert picture.pixels[:4] == b"\xff\xff\xff\xff"
    assert min(picture.pixels[0::4]) < 100
    assert set(picture.pixels[3::4]) == {255}


def test_pages_can_be_counted_measured_and_read(path):
    preview = Preview(path.read_bytes())

    assert preview.pages == 1
    assert preview.size(0) == (pytest.approx(300.4, abs=0.1), 400)
    assert preview.text(0).splitlines()[:2] == ["走访𠮷记录", "第二段"]
    preview.close()


def test_rows_are_packed_where_the_renderer_pads_them():
    class Padded:
        width, height, n_channels, stride = 2, 2, 4, 12
        buffer = bytes(range(24))

    from ercheng_station.documents.preview import packed  # noqa: PLC0415

    assert packed(Padded()) == bytes([*range(8), *range(12, 20)])
