"""Typing Chinese through fcitx, on the wire of a desktop's bus: what is typed arrives, whole and in its order."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from ercheng_station.ui import ime
from ercheng_station.ui.fcitx import keys
from tests.ui.fcitx.conftest import bridged, press
from tests.ui.fcitx.desktop import BACKSPACE, ENTER, ESCAPE, SPACE

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("fcitx", [5, 4])
def test_a_word_is_composed_in_the_field_and_written(typed, window, qtbot, fcitx):
    typed(fcitx)

    press("niha")
    qtbot.waitUntil(lambda: window.line._preedit == "niha")
    assert window.line.text() == ""

    press("o", SPACE)
    qtbot.waitUntil(lambda: window.line.text() == "你好")
    assert window.line._preedit == ""


def test_it_is_written_where_the_cursor_stands_among_rare_hanzi(typed, window, qtbot):
    typed()
    window.line.setText("𠮷有限公司")
    window.line.setCursorPosition(2)

    press("x", SPACE, "qiye", SPACE)

    qtbot.waitUntil(lambda: window.line.text() == "𠮷𠮷企业有限公司")


def test_keys_that_fcitx_leaves_are_typed(typed, window, qtbot):
    desktop, _ = typed()

    press("A1", BACKSPACE, "B")

    assert window.line.text() == "AB"
    assert desktop.keys() == [ord("A"), ord("1"), BACKSPACE, ord("B")]


@pytest.mark.parametrize(("key", "left"), [(ENTER, "ni"), (ESCAPE, ""), (BACKSPACE, "")])
def test_while_it_composes_enter_escape_and_backspace_are_fcitx_s(typed, window, qtbot, key, left):
    typed()
    done = []
    window.line.returnPressed.connect(lambda: done.append("Enter"))

    press("ni")
    assert press(key), "no shortcut gets it"

    qtbot.waitUntil(lambda: window.line.text() == left)
    assert done == []


def test_ctrl_s_while_composing_goes_on_to_the_program_and_saves_what_was_composed(typed, window):
    desktop, _ = typed()

    press("ni")
    assert not press("s", modifiers=CONTROL)
    ime.commit()

    assert (window.line.text(), window.line._preedit) == ("ni", "")
    assert desktop.keys()[-1] == ord("s")


def test_what_fcitx_still_says_of_a_composition_that_was_committed_is_not_heard(typed, window, qtbot):
    desktop, bridge = typed()
    press("niha")
    desktop.hang()
    ime.commit()
    desktop.say("CommitString", "s", "你")
    desktop.go_on()
    qtbot.waitUntil(lambda: bridge.context._resets == 0)

    press("o", ENTER)

    qtbot.waitUntil(lambda: window.line.text() == "nihao")


def test_when_the_focus_goes_the_composition_stays_behind_as_text(typed, window, qtbot):
    typed()

    press("ni")
    window.lines.setFocus()
    press("qiye", SPACE)

    qtbot.waitUntil(lambda: window.lines.toPlainText() == "企业")
    assert window.line.text() == "ni"


@pytest.mark.parametrize("goes", ["hide", "deleteLater"])
def test_when_its_field_goes_the_composition_falls_into_no_other(typed, window, qtbot, goes):
    typed()
    line = window.line

    press("ni")
    getattr(line, goes)()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not line)
    window.lines.setFocus()
    press("qiye", SPACE)

    qtbot.waitUntil(lambda: window.lines.toPlainText() == "企业")
    if goes == "hide":
        assert line.text() == "ni"


def test_a_password_is_never_offered_to_fcitx_shown_or_not(typed, window):
    desktop, _ = typed()

    window.password.setFocus()
    press("ni", SPACE)
    window.password.eye.click()
    press("hao")

    assert window.password.text() == "ni hao"
    assert desktop.keys() == []


def test_fcitx_is_told_where_the_focus_is_and_the_cursor(typed, window, qtbot):
    desktop, _ = typed()
    qtbot.waitUntil(lambda: bool(desktop.told("SetCursorRect")))
    corner = window.line.mapToGlobal(QPoint(0, 0))
    x, y, _, height = desktop.told("SetCursorRect")[-1]
    assert corner.x() <= x < corner.x() + 20
    assert corner.y() <= y < y + height <= corner.y() + window.line.height()

    window.lines.setFocus()
    qtbot.waitUntil(lambda: desktop.told("SetCursorRect")[-1][1] > y)
    assert [member for member, _ in desktop.said if member.startswith("Focus")] == ["FocusIn"]

    window.password.setFocus()
    qtbot.waitUntil(lambda: bool(desktop.told("FocusOut")))
    assert desktop.said[1] == ("SetCapability", (0b110010,))


def test_keys_in_a_menu_are_the_menu_s(typed, window):
    desktop, _ = typed()
    menu = QMenu(window)
    menu.addAction("n")
    menu.popup(window.mapToGlobal(QPoint(10, 10)))

    press("n")
    menu.hide()

    assert desktop.keys() == []


def test_a_key_that_fcitx_hands_back_is_typed(typed, window, qtbot):
    desktop, _ = typed()
    window.line.setText("企业")
    window.line.end(False)

    for sym in (BACKSPACE, ord("a"), 0xFFB1, 0x0100_4E1A):
        desktop.say("ForwardKey", "uub", sym, 0, False)
    desktop.say("ForwardKey", "uub", 0xFFE1, 0, False)

    qtbot.waitUntil(lambda: window.line.text() == "企a1业")


def test_fcitx_that_ends_while_composing_loses_no_letter_and_is_taken_up_again(typed, window, qtbot):
    desktop, bridge = typed()

    press("ni")
    desktop.leave()
    qtbot.waitUntil(lambda: not bridge.context.ready)
    press("hao")
    assert window.line.text() == "nihao"

    desktop.come()
    qtbot.waitUntil(lambda: bridge.context.ready)
    press("qiye", SPACE)
    qtbot.waitUntil(lambda: window.line.text() == "nihao企业")


def test_fcitx_that_comes_later_is_found(desktop, window, qapp, qtbot):
    there = desktop(None)
    with bridged(qapp) as bridge:
        press("a")
        there.come()
        qtbot.waitUntil(lambda: bridge.context.ready)
        press("qiye", SPACE)
        qtbot.waitUntil(lambda: window.line.text() == "a企业")


def test_keys_that_fcitx_is_slow_to_answer_wait_in_their_order(typed, window, qtbot, impatient):
    desktop, bridge = typed()

    desktop.hang()
    press("nihao", SPACE, "A", BACKSPACE, "B", "qiye", SPACE)
    assert window.line.text() == ""
    desktop.go_on()

    qtbot.waitUntil(lambda: window.line.text() == "你好B企业")
    assert not bridge.keys._kept


def test_a_click_waits_a_little_for_the_keys_that_wait(typed, window, qtbot, impatient, monkeypatch):
    monkeypatch.setattr(keys, "_LAST_PATIENCE", 5)
    desktop, bridge = typed()

    desktop.hang()
    press("qiye", SPACE)
    threading.Timer(0.1, desktop.go_on).start()
    window.lines.setFocus()

    assert window.line.text() == "企业"
    assert not bridge.keys._has_given_up


@pytest.mark.parametrize("ends", ["by itself", "a command", "the focus goes"])
def test_what_a_hanging_fcitx_keeps_is_typed_as_it_is_and_later_it_is_taken_up_again(
    typed, window, qtbot, impatient, monkeypatch, ends
):
    monkeypatch.setattr(keys, "_LAST_PATIENCE", 0)
    desktop, bridge = typed()
    bridge.keys._patience.setInterval(0)

    press("ni")
    desktop.hang()
    press("hao", SPACE, "1")
    if ends == "a command":
        press("s", modifiers=CONTROL)
    elif ends == "the focus goes":
        window.lines.setFocus()
        window.line.setFocus()
    qtbot.waitUntil(lambda: window.line.text() == "nihao 1")
    press("x")
    assert window.line.text() == "nihao 1x"

    desktop.go_on()
    qtbot.waitUntil(lambda: bridge.context._resets == 0)
    press("qiye", SPACE)
    qtbot.waitUntil(lambda: window.line.text() == "nihao 1x企业")


def test_fcitx_that_ends_while_keys_wait_types_them(typed, window, qtbot, impatient):
    desktop, _ = typed()

    press("ni")
    desktop.hang()
    press("hao")
    desktop.leave()

    qtbot.waitUntil(lambda: window.line.text() == "nihao")


def test_when_the_session_s_bus_ends_typing_goes_on(typed, window, qtbot):
    desktop, bridge = typed()

    press("ni")
    desktop.cut()
    qtbot.waitUntil(lambda: not bridge.context.ready)
    press("hao")

    assert window.line.text() == "nihao"
