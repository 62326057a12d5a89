"""An error is told in three sentences, as they are, and blocks nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ercheng_station.errors import Refused, UserError, messages
from ercheng_station.ui.messages import Message, Question, ask, show_error


@pytest.fixture
def window(shown):
    return shown(QWidget(), 600, 400)


def words_in(dialog):
    return [one.text() for one in dialog.findChildren(QLabel) if one.text()]


def button(dialog, words):
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words)


def test_a_refusal_says_what_happened_whether_data_is_safe_and_what_to_do(window):
    error = Refused({"name": "必填"}, {"name": "企业名称"})

    shown = show_error(window, error)

    assert words_in(shown) == [error.what, error.safe, error.do]
    assert shown.isVisible()
    shown.accept()


def test_what_people_typed_is_not_taken_for_markup(window):
    shown = show_error(window, Refused({"name": "<b>&amp;</b>"}))

    assert any("<b>&amp;</b>" in words for words in words_in(shown))
    assert {one.textFormat() for one in shown.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    shown.accept()


def test_a_fault_of_ours_is_logged_in_full_and_told_with_an_apology(window, caplog):
    shown = show_error(window, ZeroDivisionError("secret detail"))

    assert "secret detail" in caplog.text
    assert not any("secret detail" in words for words in words_in(shown))
    assert len(words_in(shown)) == 3
    shown.copy_details()
    assert "ZeroDivisionError: secret detail" in QApplication.clipboard().text()
    shown.accept()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_enter_and_escape_close_a_message(window, qtbot, key):
    shown = Message(window, "未能完成", ("一。", "二。", "三。"), "")
    shown.open()
    qtbot.keyClick(button(shown, "知道了"), key)

    qtbot.waitUntil(lambda: window.findChildren(Message) == [])


def test_a_question_is_answered_harmlessly_by_enter_and_escape(window, qtbot):
    done = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        asked = ask(window, "清空回收站？", "清空后不能恢复。", "清空", lambda: done.append(True))
        qtbot.keyClick(asked.focusWidget() or asked, key)
        qtbot.waitUntil(lambda: window.findChildren(Question) == [])

    assert done == []


def test_a_question_is_answered_by_its_own_button(window, qtbot):
    done = []
    asked = ask(window, "清空回收站？", "清空后不能恢复。", "清空", lambda: done.append(True))

    qtbot.mouseClick(button(asked, "清空"), Qt.MouseButton.LeftButton)

    assert done == [True]


def test_every_message_of_the_catalogue_fits_a_small_screen(window):
    class Any(dict):
        def __missing__(self, name):
            return "某某" * 6

    for code in messages():
        error = UserError.__new__(UserError)
        parts = {name: messages()[code][name].format_map(Any()) for name in ("what", "safe", "do")}
        shown = Message(window, "未能完成", (parts["what"], parts["safe"], parts["do"]), str(error))
        shown.adjustSize()
        assert shown.height() < 560, code
        shown.deleteLater()
