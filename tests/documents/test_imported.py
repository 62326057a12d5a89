"""Pages of other PDF files, upright in pages of ours."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.imported import MOST_PAGES, Place, count_pages, with_pages
from ercheng_station.documents.preview import Preview
from ercheng_station.errors import UserError

WIDE, HIGH = 400, 600


def pdf(*pages, size=(WIDE, HIGH), turn=0, **more):
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, **more)
    for words in pages:
        canvas.rect(20, size[1] - 120, 100, 100, fill=1)  # black in its upper left corner
        canvas.drawString(40, 40, words)
        canvas.showPage()
    canvas.save()
    if not turn:
        return out.getvalue()
    document, turned = pypdfium2.PdfDocument(out.getvalue()), BytesIO()
    for page in document:
        page.set_rotation(turn)
        page.close()
    document.save(turned)
    document.close()
    return turned.getvalue()


def picture(content, page=0):
    with Preview(content) as preview:
        shot = preview.picture(page, 72, grey=True)
    return Image.frombytes("L", (shot.width, shot.height), shot.pixels)


def ours(pages=1):
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDE, HIGH))
    for number in range(1, pages + 1):
        canvas.bookmarkPage(f"page{number}")
        canvas.addOutlineEntry(f"第{number}件", f"page{number}")
        canvas.drawString(WIDE - 40, HIGH - 20, f"No{number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_looks_as_a_reader_shows_it_however_it_was_turned(turn):
    theirs = pdf("theirs", turn=turn)
    shown = picture(theirs)

    made = with_pages(ours(), [Place(0, theirs, 0, (0, 0, WIDE, HIGH))])

    scale = min(WIDE / shown.width, HIGH / shown.height)
    wide, high = round(shown.width * scale), round(shown.height * scale)
    left, top = (WIDE - wide) // 2, (HIGH - high) // 2
    got = picture(made).crop((left, top, left + wide, top + high))
    dark = shown.resize((wide, high)).point(lambda value: 255 * (value < 128)).getbbox()
    assert all(
        abs(one - other) <= 2
        for one, other in zip(
            got.point(lambda value: 255 * (value < 128)).crop(dark).getbbox(),
            (0, 0, dark[2] - dark[0], dark[3] - dark[1]),
            strict=True,
        )
    )


def test_a_page_whose_corner_is_not_the_origin_keeps_its_place():
    theirs = pypdfium2.PdfDocument(pdf("theirs"))
    page = theirs[0]
    page.set_mediabox(10, 470, 130, 590)
    page.close()
    moved = BytesIO()
    theirs.save(moved)
    theirs.close()

    made = picture(with_pages(ours(), [Place(0, moved.getvalue(), 0, (100, 100, 120, 120))]))

    assert made.getpixel((170, HIGH - 160)) < 128
    assert made.getpixel((104, HIGH - 160)) > 128  # ten points of white before its black


def test_bookmarks_and_words_of_both_stay():
    theirs = pdf("one", "two")

    made = with_pages(ours(3), [Place(number + 1, theirs, number, (50, 50, 200, 300)) for number in (0, 1)])

    with Preview(made) as preview:
        assert [preview.text(page).split() for page in range(3)] == [["No1"], ["No2", "one"], ["No3", "two"]]
    document = pypdfium2.PdfDocument(made)
    toc = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert toc == [("第1件", 0), ("第2件", 1), ("第3件", 2)]


def test_what_our_page_bears_shines_through_the_white_of_a_scan():
    white = BytesIO()
    canvas = Canvas(white, pagesize=(WIDE, HIGH))
    canvas.setFillGray(1)
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    canvas.save()
    grey = BytesIO()
    canvas = Canvas(grey, pagesize=(WIDE, HIGH))
    canvas.setFillGray(0.8)
    canvas.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
    canvas.save()
    places = [Place(0, white.getvalue(), 0, (0, 0, WIDE, HIGH))]

    covered, seen = (
        picture(with_pages(grey.getvalue(), places, shining_through=shining)).getpixel((200, 300))
        for shining in (False, True)
    )

    assert covered == 255
    assert 195 < seen < 215


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.4\nnothing more", "损坏"),
        (b"no pdf at all", "损坏"),
        (pdf("secret", encrypt="word"), "密码"),
        (pdf(*["page"] * (MOST_PAGES + 1)), "501 页"),
    ],
    ids=["cut", "no-pdf", "password", "long"],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(content, why):
    with pytest.raises(UserError, match=why) as refused:
        count_pages(content, "裁定书.pdf")

    assert refused.value.code == "pdf-unusable"
    assert "裁定书.pdf" in str(refused.value)


def test_pages_are_counted():
    assert count_pages(pdf("one", "two"), "a.pdf") == 2
