"""Surfaces that show: names and values, and pages that have nothing yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ercheng_station.ui.cards import Card, Empty, KeyValues


def words_in(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.text() and not one.isHidden()]


def test_empty_values_are_left_out(shown):
    card = shown(KeyValues([("企业", "宏达 <i>公司</i>"), ("电话", ""), ("地址", "葛店镇")]), 300, 200)

    assert words_in(card) == ["企业", "宏达 <i>公司</i>", "地址", "葛店镇"]


def test_other_pairs_take_the_place_of_the_old(shown, qtbot):
    card = shown(KeyValues([("企业", "甲"), ("电话", "1")]), 300, 200)

    card.show_pairs([("企业", "乙")])

    qtbot.waitUntil(lambda: words_in(card) == ["企业", "乙"])


def test_values_can_be_copied(shown):
    card = shown(KeyValues([("企业", "甲")]), 300, 200)

    value = next(one for one in card.findChildren(QLabel) if one.text() == "甲")
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_an_empty_page_offers_the_first_step(shown, qtbot):
    begun = []
    page = shown(Empty("walk", "还没有走访记录。", "新增走访", lambda: begun.append(True)))

    qtbot.mouseClick(page.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert begun == [True]
    assert "还没有走访记录。" in words_in(page)


def test_an_empty_page_without_a_step_has_no_button(shown):
    assert shown(Empty("walk", "没有到期事项。")).findChild(QPushButton) is None


def test_a_card_is_named_by_its_heading(shown):
    assert shown(Card("本月")).accessibleName() == "本月"
