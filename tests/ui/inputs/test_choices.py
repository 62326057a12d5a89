"""Few values are chips, many are typed for; both work from the keyboard alone."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ercheng_station.codes import Code, CodeList
from ercheng_station.records.fields import PLAIN, Choice, Choices, Flag
from ercheng_station.ui.inputs import Alone, input_for
from ercheng_station.ui.inputs.choices import ChipsInput, ListInput
from tests.ui.typing_in import write

OLD = date(2020, 1, 1)
LISTS = {
    "few": CodeList("few", "方式", (Code("a", "实地"), Code("b", "电话"), Code("c", "传真", until=OLD))),
    "many": CodeList(
        "many",
        "类别",
        (
            Code("1", "专利申请布局"),
            Code("2", "商标注册"),
            Code("3", "商业秘密", note="又名：保密"),
            Code("4", "海外商标"),
            Code("5", "版权"),
            Code("6", "其他"),
            Code("7", "旧类别", until=OLD),
        ),
    ),
}
HERE = replace(PLAIN, today=date(2026, 11, 22), codes=LISTS.__getitem__)


@pytest.fixture
def few(shown):
    made = shown(input_for(Choice(label="方式", codes="few"), HERE), 400, 300)
    made.focus_first()
    return made


@pytest.fixture
def many(shown):
    made = shown(input_for(Choice(label="类别", codes="many"), HERE), 400, 400)
    made.focus_first()
    return made


@pytest.fixture
def several(shown):
    made = shown(input_for(Choices(label="类别", codes="many"), HERE), 600, 300)
    made.focus_first()
    return made


def chip(made, words):
    return next(
        one for one in made.findChildren(QRadioButton) + made.findChildren(QCheckBox) if one.text() == words
    )


def test_few_values_are_chips_and_many_are_a_line(few, many):
    assert isinstance(few, ChipsInput)
    assert isinstance(many, ListInput)


def test_number_keys_choose_a_chip(few, qtbot):
    qtbot.keyClick(few.core(), Qt.Key.Key_2)

    assert few.raw() == "b"
    assert chip(few, "电话").hasFocus()


def test_arrow_keys_move_the_choice(few, qtbot):
    qtbot.keyClick(few.core(), Qt.Key.Key_Space)
    qtbot.keyClick(few.core(), Qt.Key.Key_Right)

    assert few.raw() == "b"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_gives_the_choice_up(few, qtbot, key):
    few.show_value("a")
    few.focus_first()
    qtbot.keyClick(few.core(), key)

    assert few.raw() == ""


def test_pressing_a_chosen_chip_gives_it_up(few, qtbot):
    qtbot.mouseClick(chip(few, "实地"), Qt.MouseButton.LeftButton)
    assert few.raw() == "a"

    qtbot.mouseClick(chip(few, "实地"), Qt.MouseButton.LeftButton)
    assert few.raw() == ""


def test_a_required_choice_cannot_be_given_up(shown, qtbot):
    made = shown(input_for(Choice(label="方式", codes="few", required=True), HERE), 400, 300)
    made.show_value("a")
    made.focus_first()

    qtbot.keyClick(made.core(), Qt.Key.Key_Delete)
    qtbot.mouseClick(chip(made, "实地"), Qt.MouseButton.LeftButton)

    assert made.raw() == "a"


def test_a_retired_value_is_offered_only_where_it_is_kept(few):
    assert [one.text() for one in few.findChildren(QRadioButton)] == ["实地", "电话"]

    few.show_value("c")

    assert few.raw() == "c"
    assert chip(few, "传真（已停用）").isChecked()


def test_a_draft_of_an_unknown_value_is_kept(few):
    few.restore("zz")

    assert few.raw() == "zz"


def test_a_flag_is_yes_no_or_nothing(shown, qtbot):
    made = shown(input_for(Flag(label="需要上报"), HERE), 300, 100)
    made.focus_first()
    assert made.field.parse(made.raw(), HERE) is None

    qtbot.keyClick(made.core(), Qt.Key.Key_2)
    assert made.field.parse(made.raw(), HERE) is False


def test_typing_narrows_the_list_with_beginnings_first(many):
    write("商标")

    assert many.core().offered() == ["商标注册", "海外商标"]


def test_another_name_finds_the_value(many):
    write("保密")

    assert many.core().offered() == ["商业秘密"]


def test_initials_find_the_value(many, qtbot):
    class Host(Alone):
        def sounds_like(self, word, name):
            return word == "symm" and name == "商业秘密"

    many.host = Host()
    qtbot.keyClicks(many.core(), "symm")
    qtbot.keyClick(many.core(), Qt.Key.Key_Return)

    assert many.raw() == "3"
    assert many.core().text() == "商业秘密"


def test_all_current_values_open_with_down(many, qtbot):
    qtbot.keyClick(many.core(), Qt.Key.Key_Down)

    assert many.core().offered() == ["专利申请布局", "商标注册", "商业秘密", "海外商标", "版权", "其他"]


def test_on_leaving_an_unmistakable_beginning_is_completed(many):
    write("专利")
    many.core().left.emit()

    assert (many.core().text(), many.raw()) == ("专利申请布局", "1")


def test_on_leaving_an_unknown_word_stays(many):
    write("不存在")
    many.core().left.emit()

    assert many.raw() == "不存在"


def test_changing_the_word_gives_the_chosen_value_up(many, qtbot):
    many.show_value("3")
    many.core().end(False)
    qtbot.keyClick(many.core(), Qt.Key.Key_Backspace)

    assert many.raw() == "商业秘"


def test_a_kept_retired_value_stays_readable(many):
    many.show_value("7")

    assert (many.raw(), many.core().text()) == ("7", "旧类别")
    assert many.value() == "7"


def test_several_values_are_pressed_one_by_one(several, qtbot):
    qtbot.keyClick(several.core(), Qt.Key.Key_Space)
    qtbot.keyClick(several.core(), Qt.Key.Key_Right)
    qtbot.keyClick(chip(several, "商标注册"), Qt.Key.Key_Space)

    assert several.raw() == ["1", "2"]
    assert several.value() == ("1", "2")


def test_several_values_are_one_stop_for_tab(several):
    stops = [one for one in several.findChildren(QCheckBox) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert len(stops) == 1


def test_several_values_keep_what_is_retired_and_what_is_unknown(several):
    several.show_value(("1", "7"))
    assert several.raw() == ["1", "7"]

    several.restore(["1", "zz"])
    assert several.raw() == ["1", "zz"]


def test_tab_comes_to_the_chosen_chip_and_leaves_the_group_at_once(shown, qtbot):
    both = QWidget()
    box = QVBoxLayout(both)
    before, made, after = QLineEdit(), input_for(Choice(label="方式", codes="few"), HERE), QLineEdit()
    for one in (before, made, after):
        box.addWidget(one)
    shown(both, 400, 300)
    made.show_value("b")

    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert chip(made, "电话").hasFocus()
    qtbot.keyClick(chip(made, "电话"), Qt.Key.Key_Tab)
    assert after.hasFocus()
    qtbot.keyClick(after, Qt.Key.Key_Backtab)
    assert chip(made, "电话").hasFocus()
    qtbot.keyClick(chip(made, "电话"), Qt.Key.Key_Left)
    qtbot.keyClick(chip(made, "实地"), Qt.Key.Key_Backtab)
    assert before.hasFocus()
