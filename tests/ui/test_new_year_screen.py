"""年度结转 in the window: every step tells how it stands and does what it offers."""

from datetime import UTC, datetime

import openpyxl
import pytest

from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.work import PlanTask
from ercheng_station.ui.screens.new_year_screen import NewYearScreen
from ercheng_station.ui.shell_titles import REPORTS


@pytest.fixture
def screen(desk, qtbot):
    desk.store._now = lambda: datetime(2027, 1, 6, 1, tzinfo=UTC)
    desk.fields = desk.store.context
    made = NewYearScreen(desk)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    qtbot.waitUntil(lambda: made.found is not None)
    return made


def told(screen, name):
    return screen.cards[name].told.text()


def test_every_step_says_how_it_stands(screen):
    assert screen.years.currentText() == "2026年结转2027年"
    assert f"{len(screen.found.carried)} 项" in told(screen, "carried")
    assert "从 1 重新编号" in told(screen, "numbers")
    assert "2027年的放假安排还没有导入" in told(screen, "holidays")
    assert "年报还没有上报" in told(screen, "report")
    assert sum(len(view.table.shown.lines) for view in screen.carried.views.values()) == len(
        screen.found.carried
    )


def test_a_step_that_is_done_says_so_and_offers_it_no_more(screen, desk, qtbot):
    with qtbot.waitSignal(desk.saved):
        screen.button("plan").click()

    qtbot.waitUntil(lambda: "已经生成" in told(screen, "plan"))

    assert desk.store.count(Query(PlanTask, where=by_value({"year": 2027}))) > 0
    assert screen.button("plan").isHidden()


def test_the_year_is_closed_and_opened_again_by_undo(screen, desk, qtbot):
    with qtbot.waitSignal(desk.saved):
        screen.button("close").click()
    qtbot.waitUntil(lambda: "已经结转" in told(screen, "close"))
    assert desk.store.context.closed == 2026

    desk.undo(screen)

    qtbot.waitUntil(lambda: not screen.found.closed)


def test_a_year_that_is_not_over_is_not_closed(screen, qtbot):
    screen.years.setCurrentIndex(0)

    qtbot.waitUntil(lambda: screen.found.year == 2028)

    assert "过完以后再结转" in told(screen, "close")
    assert screen.button("close").isHidden()


def test_list_and_books_are_written(screen, qtbot, tmp_path):
    screen.write_list(tmp_path / "清单.xlsx")
    screen.write_books(tmp_path / "台账")

    qtbot.waitUntil((tmp_path / "清单.xlsx").exists)
    qtbot.waitUntil((tmp_path / "台账" / "年度台账目录.xlsx").exists, timeout=20_000)

    rows = list(openpyxl.load_workbook(tmp_path / "清单.xlsx").worksheets[0].iter_rows(values_only=True))
    assert any(row[0] == "企业诉求" for row in rows)


def test_what_is_done_elsewhere_is_opened_there(screen, desk, qtbot):
    with qtbot.waitSignal(desk.went) as went:
        screen.button("report").click()
    assert went.args[0].name == REPORTS
