"""What is private does not stay in the clipboard; what is not, and what others put there, does."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ercheng_station.ui.clipboard import PRIVATE, Clipboard

NUMBER = "420704199001011234"


@pytest.fixture
def clipboard(shown, qapp):
    owner = QObject()
    made = Clipboard(owner)
    made.page = QWidget()
    box = QVBoxLayout(made.page)
    made.lines = QLineEdit(), QLineEdit()
    inside = QWidget()
    inside.setProperty(PRIVATE, True)
    within = QVBoxLayout(inside)
    within.addWidget(made.lines[0])
    box.addWidget(inside)
    box.addWidget(made.lines[1])
    shown(made.page, 300, 200)
    yield made
    QGuiApplication.clipboard().clear()
    owner.deleteLater()
    qapp.processEvents()


def copy(line):
    line.setText(NUMBER)
    line.setFocus()
    line.selectAll()
    line.copy()


def kept():
    return QGuiApplication.clipboard().text()


def fire(clipboard):
    """As if the 20 seconds were over."""
    timer = clipboard._timer
    assert timer.isActive()
    assert timer.interval() == 20_000
    timer.timeout.emit()


def test_a_private_value_is_gone_after_twenty_seconds_and_in_no_history(clipboard):
    copy(clipboard.lines[0])
    mime = QGuiApplication.clipboard().mimeData()

    assert kept() == NUMBER
    assert mime.data("x-kde-passwordManagerHint").data() == b"secret"
    assert any("ExcludeClipboardContent" in name for name in mime.formats())
    fire(clipboard)
    assert kept() == ""


def test_what_was_copied_after_it_stays(clipboard):
    copy(clipboard.lines[0])
    copy(clipboard.lines[1])
    clipboard.lines[1].clearFocus()
    QGuiApplication.clipboard().setText("会议通知")

    assert not clipboard._timer.isActive()
    clipboard.clear_private()
    assert kept() == "会议通知"


def test_the_lock_clears_what_was_copied_here(clipboard):
    copy(clipboard.lines[1])
    clipboard.clear()

    assert kept() == ""
