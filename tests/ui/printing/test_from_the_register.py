"""From a register to the preview: by key, by the menu above the list, and the empty form."""

import pytest
from PySide6.QtCore import Qt

from ercheng_station.db.listing import Query
from ercheng_station.records.visit import Visit
from ercheng_station.ui.context import Place
from ercheng_station.ui.lists.filters import UNPRINTED, UNSIGNED
from ercheng_station.ui.printing.window import PreviewWindow
from ercheng_station.ui.register_page import RegisterPage


@pytest.fixture
def page(desk, shown, qtbot):
    made = shown(RegisterPage(Visit, desk), 1093, 560)
    with qtbot.waitSignal(made.pane.listing.settled):
        made.show_place(Place("visit"))
    qtbot.waitUntil(lambda: made.record.told is not None)
    return made


def select(page, count, qtbot):
    page.activateWindow()
    page.pane.view.setFocus()
    qtbot.waitUntil(page.pane.view.hasFocus)
    page.pane.view.selectRow(0)
    for _ in range(count - 1):
        qtbot.keyClick(page.pane.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def opened(page, qtbot):
    qtbot.waitUntil(lambda: any(one.laid for one in page.findChildren(PreviewWindow)), timeout=20_000)
    return page.findChild(PreviewWindow)


def act(menu, words):
    return next(one for one in menu.actions() if one.text() == words)


def test_selected_rows_become_one_print_job_in_the_order_of_the_list(page, practice_store, qtbot):
    select(page, 3, qtbot)

    act(page.acts.open_print_menu(), "打印企业走访服务记录表").trigger()

    window = opened(page, qtbot)
    listed = [row.uid for row in practice_store.rows(Query(Visit), 3)]
    assert [paper.uid for paper in window.laid.papers] == listed
    assert window.laid.pages == 3


def test_ctrl_p_previews_the_sheet_of_the_row(page, qtbot):
    select(page, 1, qtbot)

    qtbot.keyClick(page.pane.view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert len(opened(page, qtbot).laid.papers) == 1


def test_the_empty_form_needs_no_row_and_the_papers_do(page, qtbot):
    page.pane.view.clearSelection()
    menu = page.acts.open_print_menu()

    assert not act(menu, "打印照片页").isEnabled()
    act(menu, "打印空白企业走访服务记录表").trigger()

    assert opened(page, qtbot).laid.papers == ()


@pytest.mark.parametrize(
    ("name", "is_open"),
    [
        (UNPRINTED, lambda visit: visit.printed_on is None),
        (UNSIGNED, lambda visit: visit.signature not in {"signed", "declined"}),
    ],
)
def test_the_list_can_be_narrowed_to_what_is_not_printed_or_not_signed(
    page, practice_store, qtbot, name, is_open
):
    expected = sum(is_open(visit) for visit in practice_store.find(Query(Visit)))

    page.pane.show_filters({name: True})

    qtbot.waitUntil(lambda: page.pane.listing.rowCount() == expected)
