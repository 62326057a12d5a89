"""Lists paint one line a cell, right where numbers stand, whole only where there is room."""

import sys

import pytest
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QToolTip

from ercheng_station.ui import style
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.painting import cut_to, in_whole_pixels, is_cut
from ercheng_station.ui.table import CHIP, Column, RowDelegate, dress_table, elided
from ercheng_station.ui.tokens import Look, TextSize, Theme, tokens

ROWS = [
    ("鄂州宏达精密机械有限公司", "1,234.50", "已办结"),
    ("<b>粗</b>\n第二行", "", "逾期"),
    ("很长的名称" * 20, "7", ""),
]


class Model(QAbstractTableModel):
    def rowCount(self, parent=None):  # noqa: N802  Qt's name
        return len(ROWS)

    def columnCount(self, parent=None):  # noqa: N802  Qt's name
        return 3

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        text = ROWS[index.row()][index.column()]
        if role == CHIP and text:
            return ChipLook(text, "good")
        return text if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def view(shown):
    made = QTableView()
    made.setModel(Model(made))
    dress_table(made)
    made.setItemDelegate(RowDelegate(made, [Column(), Column(right=True), Column(chip=True)]))
    made.setColumnWidth(0, 240)
    made.setColumnWidth(1, 120)
    return shown(made, 500, 200)


@pytest.mark.parametrize("look", [Look(Theme.DARK), Look(Theme.CONTRAST, TextSize.HUGE)])
def test_a_list_that_stands_there_takes_a_new_look(view, qapp, look):
    style.apply(qapp, look)

    picture = view.viewport().grab().toImage()
    row = view.visualRect(view.model().index(1, 1))
    assert row.height() == tokens(look).sizes.row
    line = picture.pixelColor(row.center().x(), row.bottom())
    assert line.name() == QColor(tokens(look).colours.line).name()


def ink(picture, box):
    """The columns of pixels within the box that are not plain."""
    plain = picture.pixelColor(box.left() + box.width() // 2, box.top() + 2)
    rows = range(box.top() + 4, box.bottom() - 3)
    return [
        x
        for x in range(box.left() + 4, box.right() - 4)
        if any(picture.pixelColor(x, y) != plain for y in rows)
    ]


def cell(view, row, column):
    return view.visualRect(view.model().index(row, column))


def test_rows_have_one_height_and_no_more(view):
    assert [view.rowHeight(row) for row in range(3)] == [36, 36, 36]


def test_numbers_stand_at_the_right(view):
    picture = view.viewport().grab().toImage()

    words, number = cell(view, 0, 0), cell(view, 0, 1)
    assert ink(picture, words)[0] - words.left() < 14
    assert number.right() - ink(picture, number)[-1] < 14


def test_an_empty_cell_is_empty(view):
    assert ink(view.viewport().grab().toImage(), cell(view, 1, 1)) == []


def test_a_state_is_painted_as_a_chip(view):
    picture = view.viewport().grab().toImage()

    assert ink(picture, cell(view, 0, 2)) != []
    assert ink(picture, cell(view, 2, 2)) == []


def test_a_selected_row_is_marked_by_more_than_its_colour(view):
    view.selectRow(0)
    picture = view.viewport().grab().toImage()
    first = cell(view, 0, 0)

    middle = first.center().y()
    assert picture.pixelColor(first.left() + 1, middle) != picture.pixelColor(first.left() + 5, middle)


def test_a_row_stays_chosen_while_ctrl_is_held(view, qtbot):
    view.selectRow(0)
    qtbot.keyPress(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    view.selectRow(0)  # a list that is read anew chooses its row again

    assert view.selectionModel().isRowSelected(0)


@pytest.mark.parametrize(("row", "told"), [(0, ""), (1, "&lt;b>粗&lt;/b>\n第二行"), (2, "很长的名称" * 20)])
def test_a_tooltip_gives_the_whole_text_where_it_is_cut(view, row, told):
    spot = cell(view, row, 0).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot))
    option = QStyleOptionViewItem()
    option.rect = cell(view, row, 0)
    QToolTip.hideText()

    view.itemDelegate().helpEvent(event, view, option, view.model().index(row, 0))

    assert (told in QToolTip.text()) if told else QToolTip.text() == ""


@pytest.mark.parametrize("text", ["92420704MAWQCM9E6Q", "25. 行刑移送和协查　按实际情况给分"])
def test_what_lacks_a_hair_is_cut_and_told(view, text):
    """Each kind of list measures in its own way."""
    for font in (view.font(), in_whole_pixels(view.font())):
        metrics = QFontMetrics(font)
        advance = metrics.horizontalAdvance(text)

        for room in range(advance - 4, advance + 5):
            assert is_cut(text, room, view.font()) or elided(text, room, metrics) == text

    assert not is_cut(text, 2 * advance, view.font())


def test_a_cut_text_ends_with_dots_and_stands_on_one_line(view):
    metrics = view.fontMetrics()

    assert elided("一\n二", 200, metrics) == "一 二"
    cut = elided("很长的名称" * 200, 200, metrics)
    assert cut.endswith("…")
    assert metrics.horizontalAdvance(cut) <= 200


@pytest.mark.parametrize(
    "text", ["走访" * 90, "il.," * 90, "W—…" * 90, "短", "一\n" * 90, "i" * 30 + "国" * 90]
)
def test_a_text_is_cut_as_if_all_of_it_had_been_measured(text, view):
    metrics, line = view.fontMetrics(), " ".join(text.split("\n"))

    for width in (0, 20, 101, 480, 3000):
        assert cut_to(text, width, metrics) == metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)


def test_a_list_is_read_only_and_takes_whole_rows(view):
    assert view.editTriggers() == QTableView.EditTrigger.NoEditTriggers
    assert view.selectionBehavior() == QTableView.SelectionBehavior.SelectRows
    assert not view.model().flags(view.model().index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_painting_loses_no_reference(view):
    """PySide6 6.12.0 lost one reference to None at every call and aborted the interpreter after a while."""
    view.viewport().repaint()
    before = sys.getrefcount(None)
    for _ in range(50):
        view.viewport().repaint()

    assert abs(sys.getrefcount(None) - before) < 50
