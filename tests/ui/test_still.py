"""The rows of the last time stand where they stood, and give way to the real ones."""

import json

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QStackedWidget, QTableView, QVBoxLayout

from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.labels import Label
from ercheng_station.ui.pages import Page
from ercheng_station.ui.still import Still, fits, taken_of
from ercheng_station.ui.table import CHIP, Column, RowDelegate, dress_table

TITLES = ("序号", "企业", "状态", "藏")


class Rows(QAbstractTableModel):
    def __init__(self, count):
        super().__init__()
        self.count = count

    def rowCount(self, parent=None):  # noqa: N802
        return self.count

    def columnCount(self, parent=None):  # noqa: N802
        return len(TITLES)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if role == CHIP and index.column() == 2:
            return ChipLook("已签字", "good")
        if role == Qt.ItemDataRole.DisplayRole:
            return (str(index.row() + 1), f"企业{index.row()}", "已签字", "x")[index.column()]
        return None

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):  # noqa: N802
        across = orientation is Qt.Orientation.Horizontal
        return TITLES[section] if across and role == Qt.ItemDataRole.DisplayRole else None


class Listed(Page):
    title = "企业走访"

    def __init__(self, count):
        super().__init__()
        self.rows, self.view = Rows(count), QTableView()
        self.view.setModel(self.rows)
        dress_table(self.view)
        columns = [Column(right=True, quiet=True), Column(), Column(chip=True), Column()]
        self.view.setItemDelegate(RowDelegate(self.view, columns))
        self.view.setColumnHidden(3, True)
        self.view.setColumnWidth(1, 222)
        box = QVBoxLayout(self)
        box.addWidget(Label(self.title, "heading"))
        box.addWidget(self.view)


@pytest.fixture
def listed(shown):
    def make(count):
        stack, page = QStackedWidget(), Listed(count)
        stack.addWidget(page)
        shown(stack, 900, 500)
        return stack, page

    return make


def take(page):
    return json.loads(json.dumps(taken_of("visit", page.title, page)))


def test_the_rows_in_sight_are_taken_as_they_stand(listed):
    _, page = listed(1000)
    page.view.selectRow(502)
    page.view.scrollTo(page.rows.index(500, 0), QTableView.ScrollHint.PositionAtTop)

    taken = take(page)

    assert taken["name"] == "visit"
    assert [column[0] for column in taken["columns"]] == ["序号", "企业", "状态"]
    assert taken["columns"][1][1] == 222
    assert taken["rows"][0][:2] == [["501"], ["企业500"]]
    assert taken["rows"][0][2] == ["已签字", "good", ""]
    assert taken["chosen"] == 2
    assert len(taken["rows"]) < 20


def test_the_still_stands_where_the_list_stood(listed):
    stack, page = listed(3)
    taken = take(page)

    still = Still(stack, taken)

    assert still.geometry() == page.geometry()
    assert still.view.geometry() == page.view.geometry()
    assert still.view.model().rowCount() == 3
    assert still.view.columnWidth(1) == 222
    assert still.findChild(Label).geometry() == page.findChild(Label).geometry()
    assert not still.view.hasFocus()


def test_it_gives_way_once_the_page_has_rows(listed, qtbot):
    stack, page = listed(3)
    still = Still(stack, take(page))
    page.rows.beginResetModel()
    page.rows.count = 0
    page.rows.endResetModel()
    gone = []
    still.destroyed.connect(lambda: gone.append(True))

    still.give_way(page)
    qtbot.wait(50)
    assert not gone

    page.rows.beginResetModel()
    page.rows.count = 5
    page.rows.endResetModel()
    qtbot.waitUntil(lambda: bool(gone))


def test_without_a_list_in_sight_there_is_nothing_to_take(listed):
    _, empty = listed(0)

    assert taken_of("visit", empty.title, empty) is None
    assert taken_of("desk", "工作台", Page()) is None


def test_in_another_room_it_does_not_fit(listed):
    stack, page = listed(3)
    taken = take(page)

    assert fits(taken, stack)
    stack.resize(700, 500)
    assert not fits(taken, stack)
