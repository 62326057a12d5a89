"""Real pages through a QPrinter: which, how large, where, how often, and on both sides."""

import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.preview import Preview
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.ui.printing.printer import chosen_pages, new_printer, print_file
from ercheng_station.ui.printing.queue import takes_jobs

A4 = 595.28, 841.89
A5 = 419.53, 595.28


@pytest.fixture
def pages(tmp_path):
    """pages(3) is a file whose page n has a black square of n cm, 5 cm from the left and from the top."""

    def make(count, size=A4):
        path = tmp_path / "in.pdf"
        canvas = Canvas(str(path), size)
        for number in range(1, count + 1):
            side = number * 28.35
            canvas.rect(141.73, size[1] - 141.73 - side, side, side, fill=1, stroke=0)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def printer(qapp, tmp_path):
    made = new_printer("", "测试", A4)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setResolution(150)
    return made


def squares(path):
    """(left, top, side) in cm of each page's black square; None for an empty page."""
    found = []
    with Preview(path) as preview:
        for page in range(preview.pages):
            picture = preview.picture(page, 127, grey=True)  # 50 dots a cm
            black = [at for at, value in enumerate(picture.pixels) if value < 100]
            if not black:
                found.append(None)
                continue
            columns = [at % picture.width for at in black]
            left, right = min(columns), max(columns)
            found.append(tuple(round(one / 50, 1) for one in (left, black[0] // picture.width, right - left)))
    return found


def test_pages_come_out_as_large_as_they_are_and_where_they_are(pages, printer, tmp_path):
    told = []

    sent = print_file(pages(2), printer, report=lambda *step: told.append(step))

    assert sent == 2
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert squares(tmp_path / "out.pdf") == [(5.0, 5.0, 1.0), (5.0, 5.0, 2.0)]
    with Preview(tmp_path / "out.pdf") as out:
        assert out.size(0) == pytest.approx(A4, abs=1)


def test_an_offset_moves_the_page_on_the_sheet(pages, printer, tmp_path):
    print_file(pages(1), printer, offset=(10, -5))

    assert squares(tmp_path / "out.pdf") == [(6.0, 4.5, 1.0)]


def test_grey_is_printed_in_grey(pages, printer, tmp_path):
    printer.setColorMode(QPrinter.ColorMode.GrayScale)

    print_file(pages(1), printer)

    assert squares(tmp_path / "out.pdf") == [(5.0, 5.0, 1.0)]


def test_a_page_too_large_for_the_sheet_is_made_smaller(pages, printer, tmp_path):
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

    print_file(pages(1), printer)

    ((left, top, side),) = squares(tmp_path / "out.pdf")
    assert (left, top, side) == pytest.approx((3.5, 3.5, 0.7), abs=0.11)


def test_a_wide_page_lies_across(pages, printer, tmp_path):
    print_file(pages(1, A4[::-1]), printer)

    with Preview(tmp_path / "out.pdf") as out:
        assert out.size(0) == pytest.approx(A4[::-1], abs=1)


def test_a_range_and_the_order_are_the_printers(printer):
    assert chosen_pages(printer, 3) == [0, 1, 2]
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    assert chosen_pages(printer, 3) == [0, 1, 2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    assert chosen_pages(printer, 3) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 3) == [2, 1]


def test_copies_are_made_here_where_the_printer_cannot(pages, printer, tmp_path):
    printer.setCopyCount(2)

    assert print_file(pages(2), printer) == 4
    assert [side for _, _, side in squares(tmp_path / "out.pdf")] == [1.0, 2.0, 1.0, 2.0]


def test_on_both_sides_each_paper_begins_on_a_new_sheet(pages, printer, tmp_path, monkeypatch):
    both = QPrinter.DuplexMode.DuplexLongSide
    monkeypatch.setattr(QPrinter, "duplex", lambda _self: both)  # a PDF cannot tell it of itself

    print_file(pages(4), printer, starts=(1, 2, 4))

    sides = [square and square[2] for square in squares(tmp_path / "out.pdf")]
    assert sides == [1.0, None, 2.0, 3.0, 4.0]


@pytest.mark.qt_log_ignore("QPainter::begin.* Returned false")
def test_a_printer_that_takes_nothing_is_named_with_the_page(pages, printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "没有的文件夹" / "out.pdf"))

    with pytest.raises(UserError, match="第 1 页") as refused:
        print_file(pages(1), printer)

    assert refused.value.code == "print-failed"


def test_stop_ends_the_print_job(pages, printer):
    def stop(done, _total):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_file(pages(3), printer, report=stop)


def test_a_printer_of_that_name_is_asked_for(qapp):
    assert new_printer("没有这台", "测试", A5).pageLayout().pageSize().id() == QPageSize.PageSizeId.A5


def test_a_printer_that_is_not_there_is_not_said_to_have_printed(pages, qapp):
    with pytest.raises(UserError) as refused:
        print_file(pages(1), new_printer("没有这台", "测试", A4))

    assert refused.value.code == "printer-gone"
    assert not takes_jobs("没有这台")
