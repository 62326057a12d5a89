"""The line that waits for a signature: when it stands there, and the three ways it ends."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from ercheng_station.db.changes import Alter
from ercheng_station.records.visit import Visit
from ercheng_station.ui.printing.signing import SignLine
from ercheng_station.ui.record.reading import read_record


@pytest.fixture
def line(desk, shown):
    return shown(SignLine(desk), 420, 80)


@pytest.fixture
def waiting(line, practice_store, visits):
    """A printed visit stands in the line."""
    today = practice_store.today
    practice_store.act("印", [Alter(Visit, visits[0].uid, {"printed_on": today, "signature": "waiting"})])
    line.show_told(read_record(practice_store, Visit, visits[0].uid))
    return visits[0]


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "签字.pdf"
    path.write_bytes(b"%PDF-1.4 signed")
    return path


def dragged(line, urls):
    """Drag and drop of these on the line; whether it was welcome."""
    mime = QMimeData()
    mime.setUrls(urls)
    given = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter, drop = QDragEnterEvent(QPoint(9, 9), *given), QDropEvent(QPointF(9, 9), *given)
    QApplication.sendEvent(line, enter)
    if enter.isAccepted():
        QApplication.sendEvent(line, drop)
    return enter.isAccepted()


def test_it_stands_only_while_a_printed_sheet_waits(line, waiting, practice_store):
    assert line.words.text().startswith("2026-11-20 已打印，待签字。")
    assert line.isVisible()

    for change in (
        {"signature": "signed"},
        {"signature": "declined"},
        {"signature": None, "printed_on": None},
    ):
        practice_store.act("改", [Alter(Visit, waiting.uid, change)])
        line.show_told(read_record(practice_store, Visit, waiting.uid))
        assert line.isHidden()


def test_a_scan_dropped_on_it_is_kept_and_the_visit_is_signed(line, waiting, practice_store, scan, qtbot):
    assert dragged(line, [QUrl.fromLocalFile(str(scan))])

    qtbot.waitUntil(lambda: practice_store.get(Visit, waiting.uid).signature == "signed")
    (file,) = practice_store.get(Visit, waiting.uid).signed_scan
    assert (file.name, practice_store.attachments.read(file.sha256)) == ("签字.pdf", b"%PDF-1.4 signed")
    assert not dragged(line, [QUrl("https://example.invalid/a.pdf")])


def test_a_scan_can_be_chosen(line, waiting, practice_store, scan, qtbot):
    line._browse()
    dialog = line.findChild(QFileDialog)
    dialog.filesSelected.emit([str(scan)])
    dialog.close()

    qtbot.waitUntil(lambda: practice_store.get(Visit, waiting.uid).signature == "signed")


@pytest.mark.parametrize(("words", "state"), [("已签字，暂无扫描件", "signed"), ("企业不签", "declined")])
def test_it_can_end_without_a_scan(line, waiting, practice_store, qtbot, words, state):
    line.button.click()
    menu = line.findChild(QMenu)

    next(action for action in menu.actions() if action.text() == words).trigger()

    qtbot.waitUntil(lambda: practice_store.get(Visit, waiting.uid).signature == state)
    assert not practice_store.get(Visit, waiting.uid).signed_scan


def test_a_line_that_waits_for_nothing_does_nothing(line, practice_store, scan):
    before = practice_store.undoable()

    line.take([scan])
    line.take_focus()

    assert practice_store.undoable() == before
