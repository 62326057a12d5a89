"""A messy ledger is dropped on the page, looked at, corrected, brought in and taken back, all in the window."""

import random
from datetime import date, timedelta

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from ercheng_station.db.batches import batches
from ercheng_station.db.listing import Query
from ercheng_station.exchange.importing.verdict import Verdict, Ways
from ercheng_station.exchange.reading.beginning import ROWS
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.context import FILE, Place
from ercheng_station.ui.messages import Message
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.screens.import_batches import BatchList
from ercheng_station.ui.screens.import_screen import ImportScreen
from tests.exchange.importing.ledgers import saved, visits

NEW = "鄂州市新来塑料制品有限公司"


@pytest.fixture
def screen(desk, shown):
    return shown(ImportScreen(desk), 1020, 520)


@pytest.fixture
def firm(practice_store):
    return next(practice_store.rows(Query(Enterprise), 1)).values["name"]


def read(screen, path, qtbot):
    before = screen.plan
    screen.show_place(Place("import", given={FILE: path}))
    qtbot.waitUntil(lambda: screen.plan is not None and screen.plan is not before, timeout=20_000)


def planned_anew(screen, act, qtbot):
    before = screen.plan
    act()
    qtbot.waitUntil(lambda: screen.plan is not before, timeout=20_000)


def shown_rows(screen):
    return [(row.number, row.verdict) for row in screen.rows.model.rows]


def count(store, kind=Visit):
    return store.count(Query(kind))


def line(name, day=date(2025, 3, 5), what="了解商标"):
    return [1, name, day, "电话", "张三", what, None]


def test_a_ledger_is_read_guessed_and_judged_and_nothing_is_written(
    screen, practice_store, firm, tmp_path, qtbot
):
    before = count(practice_store)

    read(screen, visits(tmp_path / "走访.xlsx", line(firm), line(NEW, "同上")), qtbot)

    assert screen.kinds.currentText() == "企业走访"
    assert shown_rows(screen) == [(4, Verdict.NEW), (5, Verdict.REFUSED)]
    assert screen.go.text() == "导入 1 条"
    assert "还没有写入" in screen.told.text()
    assert count(practice_store) == before


def test_what_is_shown_is_brought_in_and_undone_as_one(screen, desk, practice_store, firm, tmp_path, qtbot):
    before = count(practice_store)
    read(screen, visits(tmp_path / "走访.xlsx", line(firm)), qtbot)
    assert screen.window().focusWidget() is screen.rows.view

    screen.go.setFocus()
    with qtbot.waitSignal(desk.saved, timeout=20_000) as told:
        planned_anew(screen, screen.go.click, qtbot)

    assert told.args == ["已导入企业走访 1 条"]
    assert "还没有写入" not in screen.told.text()
    assert "已写入 1 条" in screen.told.text()
    assert count(practice_store) == before + 1
    assert shown_rows(screen) == [(4, Verdict.UNCHANGED)]
    assert not screen.go.isEnabled()
    assert screen.window().focusWidget() is screen.rows.view
    with qtbot.waitSignal(desk.acted):
        desk.undo(screen)
    assert count(practice_store) == before


def test_unknown_firms_are_made_from_their_rows_when_asked(screen, tmp_path, qtbot):
    read(screen, visits(tmp_path / "走访.xlsx", line(NEW)), qtbot)
    assert shown_rows(screen) == [(4, Verdict.REFUSED)]

    planned_anew(screen, screen.make_firms.click, qtbot)

    assert shown_rows(screen) == [(4, Verdict.NEW)]
    assert screen.rows.model.index(0, 3).data() == f"同时新增企业“{NEW}”"


def test_a_doubtful_name_is_decided_at_its_row(screen, firm, tmp_path, qtbot):
    doubtful = f"{firm[:-5]}诫{firm[-4:]}"
    read(screen, visits(tmp_path / "走访.xlsx", line(doubtful)), qtbot)
    planned_anew(screen, screen.make_firms.click, qtbot)
    assert shown_rows(screen) == [(4, Verdict.TO_DECIDE)]

    answer = next(one for one in screen.rows.findChildren(QPushButton) if one.text() == f"就是“{firm}”")
    planned_anew(screen, answer.click, qtbot)

    assert shown_rows(screen) == [(4, Verdict.NEW)]


def test_a_column_is_corrected_by_hand(screen, firm, tmp_path, qtbot):
    header = ["单位名称", "走访时间", "走访人员", "杂项"]
    read(screen, saved(tmp_path / "走访.xlsx", header, [firm, "2025-03-05", "张三", "了解商标"]), qtbot)
    assert screen.grid.isVisible()
    box = screen.grid.boxes["杂项"]

    def choose():
        box.setCurrentIndex(box.findText("走访内容"))
        box.activated.emit(box.currentIndex())

    planned_anew(screen, choose, qtbot)

    assert screen.plan.changes[0].values["findings"] == "了解商标"


def test_on_a_small_screen_the_unread_column_and_some_rows_are_in_sight(screen, firm, tmp_path, qtbot):
    header = ["序号", "单位名称", "走访时间", "走访方式", "走访人员", "走访内容", "签字情况", "电话", "杂项"]
    rows = [[at, firm, f"2025-03-{at:02}", "电话", "张三", "了解商标", None, None, "x"] for at in range(1, 9)]
    read(screen, saved(tmp_path / "走访.xlsx", header, *rows), qtbot)
    box, table = screen.grid.boxes["杂项"], screen.rows.view

    qtbot.waitUntil(lambda: box.visibleRegion().boundingRect().height() == box.height())

    assert table.viewport().height() >= 4 * table.rowHeight(0)


def test_a_refused_row_does_not_turn_its_line_around(screen, qtbot):
    planned_anew(
        screen, lambda: screen.paste("企业名称\t走访日期\t走访内容\n鄂州\u202e反\t昨天\t了解商标"), qtbot
    )

    assert screen.rows.model.index(0, 2).data() == "鄂州反　昨天　了解商标"


def test_an_empty_clipboard_is_told(screen, desk, qtbot):
    QApplication.clipboard().clear()

    with qtbot.waitSignal(desk.said) as told:
        QTest.keyClick(screen, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert "剪贴板里没有文字" in told.args[0]


def test_the_rows_can_be_narrowed_to_one_verdict(screen, firm, tmp_path, qtbot):
    read(screen, visits(tmp_path / "走访.xlsx", line(firm), line(NEW, "同上")), qtbot)

    screen.rows.show_only(Verdict.REFUSED, only=True)

    assert shown_rows(screen) == [(5, Verdict.REFUSED)]
    assert NEW in screen.rows.model.index(0, 2).data()


def test_refused_rows_are_written_beside(screen, tmp_path, qtbot):
    read(screen, visits(tmp_path / "走访.xlsx", line(NEW, "同上")), qtbot)

    screen.write_back(tmp_path / "退回.xlsx")
    qtbot.waitUntil(lambda: "退回.xlsx" in screen.told.text())

    (sheet,) = read_book(tmp_path / "退回.xlsx").sheets
    assert "同上" in sheet.rows[1][0]


def test_a_block_from_a_spreadsheet_is_pasted(screen, firm, qtbot):
    QApplication.clipboard().setText(f"单位名称\t走访时间\t走访人员\n{firm}\t2025-03-05\t张三\n")
    screen.setFocus()

    def paste():
        QTest.keyClick(screen, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    planned_anew(screen, paste, qtbot)

    assert shown_rows(screen) == [(2, Verdict.NEW)]


def test_ways_with_what_is_there_plan_anew(screen, firm, tmp_path, qtbot):
    path = tmp_path / "走访.xlsx"
    read(screen, visits(path, line(firm, what="甲")), qtbot)
    planned_anew(screen, screen.go.click, qtbot)
    read(screen, visits(path, line(firm, what="乙")), qtbot)
    assert shown_rows(screen) == [(4, Verdict.SKIPPED)]

    def update():
        screen.ways.setCurrentIndex(screen.ways.findData(Ways.UPDATE))
        screen.ways.activated.emit(screen.ways.currentIndex())

    planned_anew(screen, update, qtbot)

    assert shown_rows(screen) == [(4, Verdict.UPDATED)]


def test_what_is_no_table_is_said_so_and_the_page_stays(screen, tmp_path, qtbot):
    path = tmp_path / "走访.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")

    screen.read(path)
    qtbot.waitUntil(lambda: bool(screen.findChildren(Message)))

    assert screen.plan is None


def test_imports_of_before_are_listed_and_taken_back_one_by_one(
    screen, desk, practice_store, firm, tmp_path, qtbot
):
    before = count(practice_store)
    for day in (5, 6):
        read(screen, visits(tmp_path / f"{day}日.xlsx", line(firm, date(2025, 3, day))), qtbot)
        planned_anew(screen, screen.go.click, qtbot)
    screen.look_back()
    qtbot.waitUntil(lambda: bool(screen.findChildren(BatchList)))
    (shown,) = screen.findChildren(BatchList)
    assert [one.accessibleName() for one in shown.buttons] == [
        "撤销 导入企业走访 1 条（6日.xlsx）",
        "撤销 导入企业走访 1 条（5日.xlsx）",
    ]

    with qtbot.waitSignal(desk.saved, timeout=20_000) as told:
        planned_anew(screen, shown.buttons[1].click, qtbot)

    assert told.args == ["已撤销 1 条"]
    assert count(practice_store) == before + 1
    assert [one.label for one in batches(practice_store)] == ["导入企业走访 1 条（6日.xlsx）"]
    assert shown_rows(screen) == [(4, Verdict.UNCHANGED)]


def test_a_locked_file_is_asked_about_and_the_password_is_not_shown(screen, firm, tmp_path, qtbot):
    plain, path = (
        visits(tmp_path / "明.xlsx", *[line(firm, what=f"{at}") for at in range(300)]),
        tmp_path / "密.xlsx",
    )
    with plain.open("rb") as file, path.open("wb") as out:
        OOXMLFile(file).encrypt(" 口令 ", out)
    screen.read(path)
    qtbot.waitUntil(lambda: bool(screen.findChildren(Asked)), timeout=20_000)
    (asked,) = screen.findChildren(Asked)
    assert asked.line.echoMode() == QLineEdit.EchoMode.Password

    def answer():
        asked.line.setText(" 口令 ")
        asked.accept()

    planned_anew(screen, answer, qtbot)

    assert len(screen.plan.rows) == 300


def test_a_block_pasted_into_a_list_goes_to_the_page_with_its_register(desk, shown, qtbot):
    page = shown(RegisterPage(Visit, desk), 1093, 560)
    with qtbot.waitSignal(page.pane.listing.settled):
        page.show_place(Place("visit"))
    page.pane.view.setFocus()
    QApplication.clipboard().setText("单位名称\t走访时间\n甲公司\t2025-03-05\n")

    with qtbot.waitSignal(desk.went) as went:
        QTest.keyClick(page.pane.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    (place,) = went.args
    assert (place.name, place.given["kind"]) == ("import", "visit")
    assert "甲公司" in place.given["text"]


def test_the_first_rows_of_a_large_ledger_are_judged_before_the_rest_is_read(screen, firm, tmp_path, qtbot):
    path = large(tmp_path / "走访.xlsx", firm)
    shown = []
    screen._planning.planned.connect(
        lambda plan, book: shown.append((len(plan.rows), book.partial, screen.go.isEnabled()))
    )

    screen.read(path)

    qtbot.waitUntil(lambda: len(shown) == 2, timeout=20_000)
    assert shown == [(ROWS - 1, True, False), (2_400, False, True)]
    assert not screen.stop.isVisible()
    assert "读到 2,400 行" in screen.told.text()


def test_what_is_stopped_before_its_end_cannot_be_brought_in(screen, firm, tmp_path, qtbot):
    path = large(tmp_path / "走访.xlsx", firm)
    screen._planning.planned.connect(lambda plan, book: screen.stop.click() if book.partial else None)

    screen.read(path)
    with qtbot.waitSignal(screen._planning.stopped, timeout=20_000):
        pass

    assert not screen.go.isEnabled()
    assert "已停止" in screen.told.text()


def large(path, firm):
    """So that its first rows are read by themselves: noise takes room in the packed file."""
    told = random.Random(7)
    noise = ["".join(told.choices("商标专利版权诉求走访了解情况鄂城区泽林", k=180)) for _ in range(2_400)]
    day = date(2024, 1, 1)
    rows = [
        [firm, day + timedelta(days=at % 700), "实地" if at < 700 else "电话", "张三", text]
        for at, text in enumerate(noise)
    ]
    return saved(path, ["单位名称", "走访时间", "走访方式", "走访人员", "走访内容"], *rows)
