"""Files by their content."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from ercheng_station.db.content import display_name, may_open, mime_of, size_text

PHOTO = Path(__file__).parents[1] / "data" / "phone.heic"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def picture(kind):
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


def workbook():
    out = BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"])
def test_pictures_are_told_by_their_first_bytes(kind):
    assert mime_of(picture(kind)) == f"image/{kind.lower()}"


def test_phone_photos_and_films_are_told_apart():
    assert mime_of(PHOTO.read_bytes()[:4096]) == "image/heic"
    assert mime_of(b"\x00\x00\x00\x20ftypisom") == "video/mp4"


def test_office_files_are_told_from_plain_zips():
    assert mime_of(workbook()[:4096]) == XLSX
    assert mime_of(b"PK\x03\x04" + bytes(20)) == "application/zip"


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"MZ\x90", "application/x-msdownload"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        ("走访记录\r\n".encode("gb18030"), "text/plain"),
        (b"RIFF....AVI ", "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
    ],
)
def test_other_files_are_told_as_far_as_it_matters(head, mime):
    assert mime_of(head) == mime


@pytest.mark.parametrize(
    ("name", "mime", "opens"),
    [
        ("a.PDF", "application/pdf", True),
        ("a.xlsx", XLSX, True),
        ("a.txt", "text/plain", True),
        ("a.pdf.exe", "application/x-msdownload", False),
        ("a.pdf", "application/x-msdownload", False),
        ("a.bat", "text/plain", False),
        ("a.js", "text/plain", False),
        ("a.hta", "text/plain", False),
        ("a.xlsm", XLSX, False),
        ("a.docm", "application/zip", False),
        ("a.lnk", "application/octet-stream", False),
        ("a", "application/pdf", False),
    ],
)
def test_only_harmless_content_under_an_honest_name_is_opened(name, mime, opens):
    assert may_open(name, mime) is opens


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("报告\u202eslx.exe", "报告slx.exe"),
        ("../../x.pdf", "x.pdf"),
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("\\\\主机\\共享\\x", "x"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("问题?:*.docx", "问题---.docx"),
        ("照片😀𠮷.png", "照片😀𠮷.png"),
        ("结尾. ", "结尾"),
        ("...", "未命名"),
        ("", "未命名"),
        ("字" * 90, "字" * 79),
        ("字" * 90 + ".docx", "字" * 75 + ".docx"),
        ("长" * 300 + ".不是后缀的后缀不是后缀", None),
    ],
)
def test_a_name_is_shown_without_tricks(name, shown):
    assert display_name(name) == (shown or display_name(name))
    assert len(display_name(name)) <= 80
    assert display_name(display_name(name)) == display_name(name)


def test_sizes_are_for_reading():
    sizes = [size_text(size) for size in (0, 1023, 1024, 120_500_000, 3 << 30, 5000 << 30)]

    assert sizes == ["0 字节", "1023 字节", "1.0 KB", "114.9 MB", "3.0 GB", "5000.0 GB"]
