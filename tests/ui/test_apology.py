"""What nobody has caught is told once, with an apology, and logged in full."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QWidget

from ercheng_station.ui.apology import Apology
from ercheng_station.ui.messages import Message

LOGGER = "ercheng_station.window"


@pytest.fixture
def apology(shown):
    window = shown(QWidget())
    made = Apology(window)
    before = sys.excepthook, threading.excepthook
    yield made
    made.uninstall()
    sys.excepthook, threading.excepthook = before
    for message in window.findChildren(Message):
        message.close()


def fault(number=1):
    error = ValueError(number)
    return type(error), error, None


def open_messages(apology):
    return [message for message in apology.parent().findChildren(Message) if message.isVisible()]


def test_a_fault_is_told_in_chinese_with_its_details_to_copy(apology, qtbot, caplog):
    with caplog.at_level(logging.ERROR, LOGGER):
        apology.catch(*fault())
    qtbot.waitUntil(lambda: bool(open_messages(apology)))

    (message,) = open_messages(apology)
    message.copy_details()
    assert message.windowTitle() == "程序出错"
    assert "对不起" in message.accessibleDescription()
    assert "ValueError: 1" in QApplication.clipboard().text()
    assert "unexpected fault" in caplog.text


def test_a_storm_of_faults_opens_one_dialog_and_logs_them_all(apology, qtbot, caplog):
    with caplog.at_level(logging.ERROR, LOGGER):
        for number in range(20):
            apology.catch(*fault(number))
        qtbot.waitUntil(lambda: bool(open_messages(apology)))
        qtbot.wait(50)

    assert len(open_messages(apology)) == 1
    assert len(caplog.records) == 20


def test_after_it_was_closed_the_next_one_is_told(apology, qtbot, caplog):
    apology.catch(*fault())
    qtbot.waitUntil(lambda: bool(open_messages(apology)))
    open_messages(apology)[0].accept()

    apology.catch(*fault(2))

    qtbot.waitUntil(lambda: bool(open_messages(apology)))


def test_a_fault_in_a_thread_is_told_too(apology, qtbot, caplog):
    apology.install()

    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: bool(open_messages(apology)))


def test_the_end_by_the_keyboard_is_no_fault(apology, qtbot):
    apology.catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    qtbot.wait(50)

    assert not open_messages(apology)


def test_what_qt_complains_of_is_logged_and_not_shown(apology, qtbot, caplog):
    apology.install()

    with caplog.at_level(logging.WARNING, LOGGER):
        qWarning("a font is missing")

    assert "Qt: a font is missing" in caplog.text
    assert not open_messages(apology)
