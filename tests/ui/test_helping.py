"""帮助 in the window: what the menu offers, and 故障信息 shown before it is saved."""

import pytest
from PySide6.QtWidgets import QWidget

from ercheng_station.errors import UserError
from ercheng_station.ui.helping import Helping
from ercheng_station.ui.trouble_sheet import TroubleView, show_refused


@pytest.fixture
def window(shown):
    return shown(QWidget())


@pytest.fixture
def helping(desk, window):
    return Helping(desk, window, lambda: None)


def test_the_menu_offers_the_manual_the_keys_and_what_a_helper_needs(helping):
    words = [one.text().split("\t")[0] for one in helping.menu().actions() if one.text()]

    assert words[:2] == ["使用手册", "快捷键"]
    assert "故障信息…" in words
    assert words[-1].startswith("版本")


def view(parent, qtbot):
    qtbot.waitUntil(lambda: parent.findChild(TroubleView) is not None, timeout=10_000)
    return parent.findChild(TroubleView)


def test_what_is_saved_is_what_was_shown(helping, window, qtbot, tmp_path):
    helping.show_trouble()
    made = view(window, qtbot)
    text = made.text.toPlainText()

    made.write(tmp_path / "故障信息.txt")

    assert (tmp_path / "故障信息.txt").read_text(encoding="utf-8") == text
    assert "【各登记簿条数" in text
    assert "屏幕" in text


def test_it_is_there_too_where_the_data_cannot_be_opened(window, qtbot, tmp_path):
    show_refused(window, tmp_path / "某某站", UserError("store-missing", path="x", name="y"))

    text = view(window, qtbot).text.toPlainText()
    assert "打不开" in text
    assert "某某站" not in text
