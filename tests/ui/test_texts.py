"""The text fields lose no word and cut no word."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ercheng_station.ui import ime
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.texts import TextLine, TextLines


def compose(widget, words):
    """As an input method does while a person types pinyin."""
    QApplication.sendEvent(widget, QInputMethodEvent(words, []))


@pytest.fixture(params=[TextLine, TextLines])
def text(request, shown):
    made = request.param("备注")
    window = QWidget()
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    shown(window)
    made.setFocus()
    return made


def words_of(widget):
    return widget.text() if isinstance(widget, TextLine) else widget.toPlainText()


def test_words_being_composed_are_taken_as_typed_on_commit(text):
    compose(text, "echeng")
    assert words_of(text) == ""

    ime.commit()

    assert words_of(text) == "echeng"


def test_commit_with_nothing_composed_changes_nothing(text, qtbot):
    qtbot.keyClicks(text, "abc")

    ime.commit()

    assert words_of(text) == "abc"


def test_commit_puts_nothing_in_twice(text):
    compose(text, "echeng")

    ime.commit()
    ime.commit()

    assert words_of(text) == "echeng"


def test_a_chosen_candidate_is_not_committed_again(text):
    compose(text, "e")
    chosen = QInputMethodEvent()
    chosen.setCommitString("鄂")
    QApplication.sendEvent(text, chosen)

    ime.commit()

    assert words_of(text) == "鄂"


@pytest.fixture
def dropping(text):
    """An input method that drops what it composes when it is asked to commit, as IBus does for some engines."""
    ime.stand_beside(lambda: QApplication.sendEvent(text, QInputMethodEvent()))
    yield
    ime.stand_beside(None)


def test_what_the_input_method_drops_is_kept(text, dropping):
    compose(text, "echeng")

    ime.commit()
    ime.commit()

    assert words_of(text) == "echeng"


@pytest.mark.parametrize("kind", [QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange])
def test_before_a_click_and_before_another_window_what_is_composed_becomes_text(text, dropping, qapp, kind):
    leaving = ime.Leaving(qapp)
    compose(text, "echeng")
    click = QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(9, 9), QPointF(9, 9),
        Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event = click if kind == click.type() else QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason)

    QApplication.sendEvent(text.window().windowHandle(), event)

    assert words_of(text) == "echeng"
    leaving.deleteLater()


def test_no_length_cuts_a_text(text):
    long = "鄂" * 40_000

    text.insert(long) if isinstance(text, TextLine) else text.insertPlainText(long)

    assert words_of(text) == long


def test_full_width_digits_stay_as_typed(text, qtbot):
    chosen = QInputMethodEvent()
    chosen.setCommitString("１２３")
    QApplication.sendEvent(text, chosen)

    assert words_of(text) == "１２３"


def test_leaving_is_told_once(text, qtbot):
    with qtbot.waitSignal(text.left):
        text.parentWidget().layout().itemAt(1).widget().setFocus()


def test_a_widget_inside_a_line_keeps_clear_of_the_text(shown):
    line = TextLine("日期")
    line.set_tail("周四")
    button = IconButton("x", "清除")
    line.put_inside(button)
    shown(line, 200, 40)

    with_button = line.textMargins().right()
    button.hide()
    line.settle()

    assert line.childAt(QPoint(line.width() - 12, line.height() // 2)) is not button
    assert 0 < line.textMargins().right() < with_button


def test_many_lines_grow_with_the_text_up_to_a_limit(shown):
    lines = TextLines("内容", 3, 6)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(lines)
    shown(holder, 400, 400)
    heights = []
    for count in (1, 3, 5, 6, 40):
        lines.setPlainText("\n".join("行" * 3 for _ in range(count)))
        heights.append(lines.height())

    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]


def test_as_many_lines_as_a_field_is_high_need_no_scrolling(shown):
    lines = TextLines("办理流程", 5)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(lines)
    shown(holder, 400, 400)

    lines.setPlainText("\n".join(["登记接待"] * 5))

    assert lines.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("text", [TextLines], indirect=True)
def test_tab_leaves_many_lines_and_enter_breaks_the_line(text, qtbot):
    qtbot.keyClicks(text, "a")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "b")
    qtbot.keyClick(text, Qt.Key.Key_Tab)

    assert text.toPlainText() == "a\nb"
    assert not text.hasFocus()


def test_tab_goes_through_the_blanks_of_a_phrase_before_it_leaves(shown, qtbot):
    lines = TextLines("内容")
    shown(lines)
    lines.setPlainText("𠀀前文。")
    lines.moveCursor(lines.textCursor().MoveOperation.End)

    lines.insert_phrase("企业⟦名称⟧反映⟦事项⟧，已登记。")
    taken = [lines.textCursor().selectedText()]
    qtbot.keyClicks(lines, "A")
    qtbot.keyClick(lines, Qt.Key.Key_Tab)
    taken.append(lines.textCursor().selectedText())
    qtbot.keyClicks(lines, "B")

    assert taken == ["⟦名称⟧", "⟦事项⟧"]
    assert lines.toPlainText() == "𠀀前文。企业A反映B，已登记。"
    assert not lines.next_blank()


def test_pasting_rich_text_brings_the_words_only(shown):
    lines = TextLines("内容")
    shown(lines)
    mime = QMimeData()
    mime.setHtml("<table><tr><td><b>粗</b></td></tr></table>")
    mime.setText("粗")

    lines.insertFromMimeData(mime)

    assert lines.toPlainText() == "粗"


def test_a_field_that_was_narrow_for_a_moment_takes_no_more_lines_than_it_needs(shown):
    made = TextLines("咨询问题", least=3, most=12)
    shown(made)
    made.setPlainText("咨询商标到期怎样续展，需要什么材料，什么时候办理")
    heights = []
    for width in (900, 90, 900):
        made.setFixedWidth(width)
        QApplication.processEvents()
        heights.append(made.height())

    assert heights[0] == heights[2] < heights[1]
