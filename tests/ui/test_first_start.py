"""The first page: a town by its initials, and whoever is named sits at this PC."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ercheng_station.errors import UserError
from ercheng_station.ui import store_start
from ercheng_station.ui.first_start import FirstStart
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.remembered import PLAIN
from ercheng_station.ui.trouble import Trouble

STATION = {
    "name": "泽林市场监督管理所知识产权工作站",
    "short_name": "泽林所",
    "kind": "工作站",
    "area": "泽林镇",
    "head": "张明",
}


def test_a_town_is_found_by_its_initials_and_enter_goes_on(shown, qtbot):
    page = shown(FirstStart(Path("数据")), 1000, 560)
    area = page.form.input("area")
    area.focus_first()
    qtbot.keyClicks(area.core(), "zl")
    assert area.core().offered()[0] == "泽林镇"

    qtbot.keyClick(area.core(), Qt.Key.Key_Return)

    assert page.form.values()[0]["area"]
    assert page.form.current().name == "head"


def test_the_head_who_was_named_sits_at_this_pc_until_somebody_else_says_so(tmp_path):
    opened = store_start.create_store(tmp_path / "数据", STATION)
    opened.store.close()
    again = store_start.open_store(tmp_path / "数据")
    assert again is not None

    assert again.store.actor == "张明"
    again.store.close()


def test_on_a_screen_of_its_size_the_window_takes_the_whole(qtbot):
    room = QApplication.primaryScreen().availableGeometry()
    small = Frame(PLAIN._replace(width=room.width() - 100, height=room.height() - 100))
    large = Frame(PLAIN._replace(width=room.width(), height=room.height()))
    for frame in (small, large):
        qtbot.addWidget(frame)
        frame.show_remembered()

    assert not small.isMaximized()
    assert large.isMaximized()


def test_no_word_of_trouble_is_cut(shown):
    page = shown(Trouble(UserError("opening-failed", path="/一个/很长/的/文件夹/名称/" * 4)), 1000, 560)

    for label in page.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width())


def test_where_the_data_will_lie_is_told_in_full(shown, qtbot):
    page = shown(FirstStart(Path("我的文档/两站工作台")), 1093, 560)

    assert page.place.text() == "我的文档/两站工作台"

    page.show_place(Path("另一个盘/两站工作台的数据"))

    qtbot.waitUntil(lambda: page.place.text() == "另一个盘/两站工作台的数据")


@pytest.mark.parametrize(("kind", "asked"), [("bureau", False), ("office", True)])
def test_only_a_bureau_lies_in_no_town(shown, qtbot, kind, asked):
    page = shown(FirstStart(Path("数据")), 1093, 560)
    page.form.fill({**STATION, "kind": kind, "area": None})
    page.protecting.no.setChecked(True)
    begun = []
    page.begun.connect(lambda typed, _: begun.append(typed))

    page.form.save_button.click()

    assert bool(begun) is not asked
