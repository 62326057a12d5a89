"""Pages are drawn beside the window, only those in sight, and memory stays flat however many there are."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.ui.printing import reader as reading
from ercheng_station.ui.printing.pages import PageView
from ercheng_station.ui.printing.reader import OpenPages, PageReader


@pytest.fixture
def opened(tmp_path, qapp):
    readers = []

    def make(count, name="a.pdf"):
        canvas = Canvas(str(tmp_path / name), (595.28, 841.89))
        for number in range(count):
            canvas.setFillGray(number / count)
            canvas.rect(0, 0, 595, 842, fill=1)
            canvas.showPage()
        canvas.save()
        made = PageReader(OpenPages(tmp_path / name))
        readers.append(made)
        return made

    yield make
    for one in readers:
        one.close()
    reading.wait()


@pytest.fixture
def view(shown):
    return shown(PageView(), 500, 400)


def grey_in_the_middle(view):
    return view.viewport().grab().toImage().pixelColor(250, 200).red()


def test_the_page_in_sight_is_drawn_and_the_next_one_waits(view, opened, qtbot):
    view.show_reader(opened(40))

    qtbot.waitUntil(lambda: view.kept() == 2)
    assert grey_in_the_middle(view) < 10


def test_scrolling_through_many_pages_keeps_few(view, opened, qtbot):
    view.show_reader(opened(40))
    bar = view.verticalScrollBar()
    most = 0
    for step in range(0, bar.maximum() + 1, bar.maximum() // 60):
        bar.setValue(step)
        QApplication.processEvents()
        most = max(most, view.kept())
    bar.setValue(bar.maximum())

    qtbot.waitUntil(lambda: abs(grey_in_the_middle(view) - 255 * 39 / 40) < 3)
    assert most <= 4


def test_the_page_in_the_middle_is_told(view, opened):
    told = []
    view.turned.connect(told.append)
    view.show_reader(opened(3))

    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())

    assert told[-1] == 3


def test_zoom_goes_by_steps_and_back_to_the_width(view, opened):
    view.show_reader(opened(2))
    assert view.fits_width
    fitting = view.zoom

    view.zoom_by(1)
    larger = view.zoom
    view.zoom_by(1)
    view.zoom_by(-1)
    assert view.zoom == larger > fitting
    for _ in range(12):
        view.zoom_by(1)
    assert view.zoom == 3.0
    assert view.horizontalScrollBar().maximum() > 0
    for _ in range(12):
        view.zoom_by(-1)
    assert view.zoom == 0.5
    view.fit_width()
    assert view.zoom == pytest.approx(fitting)


def test_the_wheel_zooms_only_with_ctrl(view, opened):
    view.show_reader(opened(3))
    before = view.zoom

    for keys in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        event = QWheelEvent(
            QPointF(10, 10), view.mapToGlobal(QPointF(10, 10)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            keys, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        assert (view.zoom > before) == (keys == Qt.KeyboardModifier.ControlModifier)


def test_a_file_laid_out_anew_keeps_the_place(view, opened, qtbot):
    view.show_reader(opened(5))
    view.verticalScrollBar().setValue(900)
    qtbot.waitUntil(lambda: view.kept() >= 2)

    view.show_reader(opened(5, "b.pdf"))

    assert view.verticalScrollBar().value() == 900
    assert view.kept() >= 2


def test_a_view_without_a_file_is_empty_and_alive(view):
    view.zoom_by(-1)

    assert view.kept() == 0
