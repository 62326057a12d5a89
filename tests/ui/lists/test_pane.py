"""A list and all that is said to it: typing narrows it, headings sort it, and the same record stays chosen."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ercheng_station.db.changes import Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.office import Phrase
from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.columns import NUMBER
from ercheng_station.ui.lists.filters import ROWS, UNSIGNED, Rows
from ercheng_station.ui.lists.pane import ListPane
from tests.ui.typing_in import write

MANY = 400


@pytest.fixture
def opened(qtbot, shown, desk):
    """opened(kind) is the list of a kind with its first rows in sight."""

    def show(kind, width=1000):
        pane = shown(ListPane(kind, desk), width, 560)
        with qtbot.waitSignal(pane.listing.settled):
            pane.begin()
        return pane

    return show


@pytest.fixture
def visits(opened):
    return opened(Visit)


@pytest.fixture
def phrases(opened, practice_store):
    changes = [
        Create(Phrase, {"place": f"{number:04}", "words": f"第{number:04}句"}) for number in range(MANY)
    ]
    practice_store.act("常用语", changes)
    while practice_store.index_waiting():
        pass
    return opened(Phrase)


def settled(qtbot, pane, act):
    with qtbot.waitSignal(pane.listing.settled):
        act()


def column(pane, name):
    return [one.name for one in pane.listing.columns].index(name)


def in_sight(pane):
    view = pane.view
    box = view.visualRect(view.currentIndex())
    return view.viewport().rect().contains(box.center())


def count_words(pane):
    return next(label.text() for label in pane.findChildren(QLabel) if label.text().startswith("共 "))


def test_a_list_says_how_many_there_are_and_chooses_the_first(visits, practice_store):
    assert count_words(visits) == f"共 {practice_store.count(Query(Visit))} 条"
    assert visits.view.currentIndex().row() == 0
    assert visits.view.current.uid == next(practice_store.rows(Query(Visit))).uid


def test_rows_of_a_figure_are_those_that_stood_there_then(qtbot, visits):
    then = Rows.of("早先", Query(Visit, as_of=date(2000, 1, 1)))
    settled(qtbot, visits, lambda: visits.show_filters({ROWS: then}))
    assert visits.listing.rowCount() == 0

    settled(qtbot, visits, lambda: visits.show_filters({ROWS: replace(then, as_of=None)}))
    assert visits.listing.rowCount() > 0


def test_typing_narrows_the_list_by_initials_and_characters(qtbot, visits, practice_store):
    firm = next(practice_store.rows(Query(Visit))).values["enterprise"].title

    visits.focus_search()
    settled(qtbot, visits, lambda: write(firm[3:7]))

    rows = list(practice_store.rows(Query(Visit, text=firm[3:7])))
    assert visits.listing.rowCount() == len(rows) > 0
    assert count_words(visits) == f"共 {len(rows)} 条"


def test_the_search_box_gives_the_focus_to_the_list(qtbot, visits):
    visits.focus_search()

    qtbot.keyClick(visits.bar.search, Qt.Key.Key_Down)

    assert visits.view.hasFocus()


def test_nothing_found_offers_to_clear_the_filters(qtbot, visits, practice_store):
    visits.focus_search()
    write("没有这样的字句")
    qtbot.waitUntil(lambda: visits.listing.rowCount() == 0)
    button = next(
        one for one in visits.findChildren(QPushButton) if one.text() == "清除筛选" and one.isVisible()
    )

    settled(qtbot, visits, button.click)

    assert visits.listing.rowCount() == practice_store.count(Query(Visit))
    assert visits.bar.text == ""


def test_an_empty_register_says_what_belongs_here_and_offers_the_first_step(qtbot, opened, practice_store):
    practice_store.act(
        "清空", [Remove(Phrase, row.uid, "练习") for row in practice_store.rows(Query(Phrase))]
    )
    pane = opened(Phrase)
    button = next(one for one in pane.findChildren(QPushButton) if one.text() == "新增常用语")

    with qtbot.waitSignal(pane.new_asked):
        button.click()

    assert any("⟦⟧" in label.text() for label in pane.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("name", ["visited_on", "enterprise", "way", NUMBER])
def test_a_press_on_a_heading_sorts_and_the_same_record_stays(qtbot, visits, practice_store, name):
    chosen = visits.listing.line(7)
    visits.view.choose(chosen.uid)

    settled(qtbot, visits, lambda: visits.view.horizontalHeader().sectionClicked.emit(column(visits, name)))

    query = visits.query()
    assert query.sort == name
    rows = list(practice_store.rows(query))
    assert visits.view.current.uid == chosen.uid
    assert rows[visits.view.currentIndex().row()].uid == chosen.uid
    assert in_sight(visits)


def test_three_presses_on_a_heading_come_back_to_the_usual_order(qtbot, visits):
    heads, at = visits.view.horizontalHeader(), column(visits, "visited_on")
    seen = []
    for _ in range(3):
        settled(qtbot, visits, lambda: heads.sectionClicked.emit(at))
        seen.append((visits.query().sort, visits.query().descending))

    assert seen == [("visited_on", True), ("visited_on", False), ("", False)]


def test_a_record_far_down_stays_chosen_and_in_sight_after_sorting(qtbot, phrases, practice_store):
    chosen = phrases.listing.line(3)
    phrases.view.choose(chosen.uid)

    phrases.sort_by("place")

    rows = [row.uid for row in practice_store.rows(Query(Phrase, sort="place"))]
    place = rows.index(chosen.uid)
    assert place > 256
    qtbot.waitUntil(lambda: phrases.view.currentIndex().row() == place)
    qtbot.waitUntil(lambda: phrases.view.selected_rows() == [place])
    assert in_sight(phrases)


def test_a_filter_keeps_the_record_if_it_is_still_there(qtbot, visits):
    kept = next(
        visits.listing.line(row) for row in range(5, 40) if visits.listing.line(row).codes[3] == "field"
    )
    visits.view.choose(kept.uid)

    settled(qtbot, visits, lambda: visits.bar.put("way", "field"))

    assert visits.view.current.uid == kept.uid
    assert in_sight(visits)


def test_a_filter_that_drops_the_record_chooses_the_first(qtbot, visits):
    gone = next(
        visits.listing.line(row) for row in range(5, 40) if visits.listing.line(row).codes[3] == "field"
    )
    visits.view.choose(gone.uid)

    settled(qtbot, visits, lambda: visits.bar.put("way", "phone"))

    assert visits.view.currentIndex().row() == 0
    assert visits.view.current.uid == visits.listing.line(0).uid


def test_a_new_record_above_moves_the_row_with_its_record(qtbot, phrases, practice_store):
    phrases.view.choose(phrases.listing.line(20).uid)
    phrases.view.verticalScrollBar().setValue(15)
    before = phrases.view.current.uid
    top = phrases.view.visualRect(phrases.view.currentIndex()).top()
    practice_store.act("新增", [Create(Phrase, {"place": None, "words": "在最上面"})])

    settled(qtbot, phrases, phrases.refresh)

    assert phrases.view.current.uid == before
    assert phrases.view.currentIndex().row() == 21
    assert phrases.view.visualRect(phrases.view.currentIndex()).top() == top


def test_filters_stand_in_the_query_with_the_words(visits):
    visits.show_filters({"way": "phone", UNSIGNED: True}, "商标")

    query = visits.query()

    assert query.text == "商标"
    assert [(one.field, one.test, one.value) for one in query.where] == [
        ("way", "is", "phone"),
        ("signature", "not", "signed"),
        ("signature", "not", "declined"),
    ]


def test_a_pill_says_what_it_is_set_to(visits):
    visits.bar.put("way", "phone")

    pill = next(one for one in visits.findChildren(QPushButton) if one.accessibleName() == "走访方式：电话")

    assert pill.isVisible()
    assert pill.property("on")


def test_a_filter_from_elsewhere_can_be_taken_off(qtbot, visits, practice_store):
    firm = next(practice_store.rows(Query(Visit))).values["enterprise"]
    settled(qtbot, visits, lambda: visits.show_filters({"enterprise": firm}))
    narrowed = visits.listing.rowCount()
    pill = next(
        one for one in visits.findChildren(QPushButton) if one.accessibleName().startswith("走访企业：")
    )

    settled(qtbot, visits, pill.click)

    assert 0 < narrowed < visits.listing.rowCount()


def test_a_view_is_kept_with_its_columns_and_comes_back(qtbot, visits, desk, opened):
    visits.show_filters({"way": "phone"}, "")
    visits.sort_by("visited_on", descending=True)
    visits._take_columns(["#", NUMBER, "way"])
    visits.keep_view("电话走访")
    settled(qtbot, visits, visits.bar.clear)

    again = opened(Visit)
    settled(qtbot, again, lambda: again.show_view("电话走访"))

    assert again.bar.given == {"way": "phone"}
    assert (again.query().sort, again.query().descending) == ("visited_on", True)
    assert again.column_names() == ["#", NUMBER, "way"]


def test_chosen_columns_and_their_order_are_remembered(qtbot, visits, opened):
    sheet = visits.choose_columns()
    sheet.tick("findings", on=False)
    sheet.tick("purpose")
    sheet.accept()

    again = opened(Visit)

    assert "findings" not in again.column_names()
    assert again.column_names()[-1] == "purpose"


def test_a_column_dragged_elsewhere_stays_there(qtbot, visits, opened):
    heads = visits.view.horizontalHeader()
    with qtbot.waitSignal(visits.listing.settled):
        heads.moveSection(column(visits, "way"), 1)

    again = opened(Visit)

    assert again.column_names()[:3] == ["#", "way", NUMBER]


def test_a_column_drawn_wider_stays_so(qtbot, visits, opened):
    unit = visits.view.fontMetrics().horizontalAdvance("0")
    visits.view.setColumnWidth(column(visits, "way"), 25 * unit)
    qtbot.wait(10)

    again = opened(Visit, 1600)

    assert again.view.own_widths["way"] == 25


def test_no_list_scrolls_sideways(visits):
    view = visits.view
    assert sum(view.columnWidth(at) for at in range(len(visits.listing.columns))) == view.viewport().width()
    assert view.left_out() == ["走访内容"] or view.left_out() == []


def test_the_trash_shows_what_was_removed(qtbot, visits, practice_store):
    row = next(practice_store.rows(Query(Visit)))
    practice_store.act("删除走访", [Remove(Visit, row.uid, "重复登记")])

    settled(qtbot, visits, visits._trash.click)

    assert visits.in_trash
    assert visits.listing.rowCount() == 1
    assert visits.listing.index(0, 2).data() == "重复登记"


def test_an_empty_trash_leads_back_to_the_list(qtbot, visits):
    settled(qtbot, visits, visits._trash.click)
    (back,) = (
        one for one in visits.findChildren(QPushButton) if one.isVisible() and one.text() == "返回列表"
    )

    settled(qtbot, visits, back.click)

    assert not visits.in_trash
    assert visits.listing.rowCount() > 0


def test_several_selected_rows_say_how_many(qtbot, visits):
    visits.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(visits.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert visits.several.isVisible()
    assert any(label.text() == "已选 3 条" for label in visits.several.findChildren(QLabel))

    visits.view.forget_selection()

    assert not visits.several.isVisible()
    assert visits.view.selected_rows() == [2]


def test_a_million_rows_can_be_selected_without_counting_them_one_by_one(phrases):
    phrases.view.selectAll()

    assert phrases.view.selected_count() == phrases.listing.rowCount()
