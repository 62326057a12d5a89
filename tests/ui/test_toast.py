"""What was done is told at the foot of the window and can be taken back there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.toast import Toast
from ercheng_station.ui.tokens import Look, TextSize


@pytest.fixture
def window(shown):
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    return shown(made, 800, 600)


def test_an_act_can_be_taken_back(window, qtbot):
    toast, undone = Toast(window), []
    toast.offer_undo("删除走访 2026-06-03", lambda: undone.append(True))
    button = toast.findChild(QPushButton)
    assert button.text() == "撤销：删除走访 2026-06-03"

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert undone == [True]
    assert toast.isHidden()


def test_a_toast_takes_no_focus(window, qtbot):
    line = window.findChild(QLineEdit)
    line.setFocus()

    Toast(window).say("已保存")

    assert line.hasFocus()


def test_a_plain_message_has_no_button(window):
    toast = Toast(window)
    toast.say("已保存 <b>1</b> 条")

    assert toast.findChild(QPushButton).isHidden()
    assert toast.accessibleName() == "已保存 <b>1</b> 条"


def test_a_new_message_replaces_the_old_one(window, qtbot):
    toast, undone = Toast(window), []
    toast.offer_undo("删除甲", lambda: undone.append("甲"))
    toast.offer_undo("删除乙", lambda: undone.append("乙"))

    qtbot.mouseClick(toast.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert undone == ["乙"]


def test_a_toast_stays_inside_the_window(window, qtbot):
    toast = Toast(window)
    toast.offer_undo("删除走访" * 30, lambda: None)
    window.resize(500, 300)

    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))


def test_a_toast_stands_out_from_what_it_covers(window):
    toast = Toast(window)
    toast.say("已保存")

    spot = toast.grab().toImage().pixelColor(toast.width() // 2, 4)
    assert spot.name() == style.current().colours.text


def test_a_toast_makes_room_for_larger_letters(window, qapp, qtbot):
    toast = Toast(window)
    toast.say("上次操作是 3 天以前，请核对电脑时间")
    before = toast.width()

    style.apply(qapp, Look(text=TextSize.HUGE))

    qtbot.waitUntil(lambda: toast.width() > before)
