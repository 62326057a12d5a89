"""A private value stays hidden until asked for, and is never lost by being hidden."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ercheng_station.records.fields import PLAIN, Text
from ercheng_station.records.identifiers import IdNumber
from ercheng_station.ui.inputs import input_for
from ercheng_station.ui.texts import TextLine

NUMBER = "420704199003071238"


@pytest.fixture
def number(shown):
    made = shown(input_for(IdNumber(label="身份证号"), PLAIN), 500, 200)
    made.show_value(NUMBER)
    return made


def words_on_screen(made):
    return [one.text() for one in made.findChildren(TextLine) if one.isVisible()]


def test_a_saved_value_is_shown_masked_and_kept(number):
    assert words_on_screen(number) == ["420***********1238"]
    assert number.raw() == NUMBER
    assert number.value() == NUMBER


def test_nothing_can_be_typed_over_a_mask(number, qtbot):
    number.focus_first()
    qtbot.keyClicks(number.core(), "1")

    assert number.raw() == NUMBER


def test_showing_is_asked_for_first(number, qtbot):
    button = next(one for one in number.findChildren(QPushButton) if one.isVisible())
    assert button.accessibleName() == "显示身份证号"

    with qtbot.waitSignal(number.reveal_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert words_on_screen(number) == ["420***********1238"]

    number.reveal()
    assert words_on_screen(number) == [NUMBER]


def test_a_new_value_is_typed_in_sight(number, qtbot):
    number.show_value(None)
    number.focus_first()
    qtbot.keyClicks(number.core(), NUMBER)

    assert words_on_screen(number) == [NUMBER]
    assert number.raw() == NUMBER


def test_another_record_is_masked_again(number):
    number.reveal()
    number.show_value(NUMBER)

    assert number.is_masked()


def test_a_hidden_value_gives_no_hint(number):
    told = []
    number.hinted.connect(told.append)

    number.show_value(NUMBER)

    assert told[-1] == ""


def test_a_fault_marks_what_is_in_sight(number):
    number.set_fault("不对")
    assert number.core().property("fault")

    number.reveal()
    assert number.core().property("fault")


def test_a_half_typed_draft_comes_back_in_sight(number):
    number.restore("4207")

    assert not number.is_masked()
    assert number.raw() == "4207"


def test_long_private_text_is_masked_too(shown):
    made = shown(input_for(Text(label="举报人情况", lines=3, private=True), PLAIN), 500, 200)
    made.show_value("张某，住葛店镇某村，电话 13800000000")

    assert words_on_screen(made) == ["张某，******************0000"] or made.is_masked()
    assert made.raw() == "张某，住葛店镇某村，电话 13800000000"
