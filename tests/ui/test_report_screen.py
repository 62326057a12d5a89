"""报表: the last period first, figures open their rows, three lines to paste, and zero in two clicks."""

import pytest
from docx import Document
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import SentReport
from ercheng_station.services.corrections import read_frozen
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_span import Span
from ercheng_station.services.report_words import text_key
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.lists.filters import ROWS
from ercheng_station.ui.page_registry import make_page
from ercheng_station.ui.screens.report_screen import ReportScreen
from ercheng_station.ui.shell_titles import REPORTS

OCTOBER = Span("month", 2026, 10)


@pytest.fixture
def screen(shown, desk, qtbot):
    made = shown(ReportScreen(desk), 1060, 560)
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def choose(screen, name):
    names = [line.indicator.name for line in screen.table.things]
    screen.table.selectRow(names.index(name))


def row_of(screen, name):
    model = screen.table.model()
    at = [line.indicator.name for line in screen.table.things].index(name)
    return [model.index(at, column).data() for column in range(model.columnCount())]


def sent_of(store):
    return list(store.rows(Query(SentReport)))


def test_nothing_can_be_pressed_before_the_figures_are_here(desk):
    screen = ReportScreen(desk)

    words = {"做上报包…", "照表填报…", "复制微信文字", "生成文件", "记为已上报"}
    assert {one.text() for one in screen.findChildren(Button) if not one.isEnabled()} >= words


def test_the_last_month_that_is_over_stands_there_with_its_figures(screen, desk):
    visits = BY_NAME["visits"].figure(desk.store, OCTOBER.period)

    assert screen.period.text() == "2026年10月"
    assert row_of(screen, "visits")[1:5] == ["走访次数", "次", f"{visits}", "0"]
    assert screen.sent.text() == "记为已上报"
    assert not screen.table.horizontalScrollBar().isVisible()


def test_other_periods_are_a_step_away_and_the_present_one_cannot_be_sent_yet(screen, qtbot):
    screen.after.click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年11月")
    assert not screen.sent.isEnabled()
    assert not screen.after.isEnabled()

    screen.forms["quarter"].click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年第3季度")
    screen.before.click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年第2季度")


def test_a_figure_opens_its_rows_and_says_what_it_counts(screen, desk, qtbot):
    choose(screen, "visits")
    assert BY_NAME["visits"].meaning in screen.whole.text()

    with qtbot.waitSignal(desk.went) as told:
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(screen.table, press)

    (place,) = told.args
    assert place.name == "visit"
    assert place.given[ROWS].words == "2026年10月走访次数"
    rows = desk.store.count(Query(Visit, where=place.given[ROWS].where))
    assert rows == BY_NAME["visits"].figure(desk.store, OCTOBER.period)


def test_every_figure_opens_the_rows_that_it_counted_then(screen, desk):
    opened = []
    desk.went.connect(opened.append)
    store = desk.store
    for line in screen.table.things:
        screen.table.opened.emit(line)
    for line, place in zip(screen.table.things, opened, strict=True):
        rows = place.given[ROWS]
        shown = Query(line.indicator.kind, where=rows.where, as_of=rows.as_of)
        assert store.count(shown) == line.rows == store.count(line.indicator.rows(OCTOBER.period))
    standing = [place.given[ROWS].as_of for place in opened if place.name == "enterprise"]
    assert standing == [OCTOBER.period.last] * 2


def test_every_figure_opens_a_page_that_there_is(screen, desk, qtbot):
    for name in {line.indicator.kind.__tablename__ for line in screen.table.things}:
        qtbot.addWidget(make_page(name, desk))


def test_three_lines_are_copied_without_a_name(screen, desk):
    screen.copy()
    lines = QApplication.clipboard().text().split("\n")

    assert len(lines) == 3
    assert lines[0] == f"【{desk.unit.short_name}】2026年10月两站工作月报"


def test_each_file_is_written_in_the_form_of_its_name(screen, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("ercheng_station.ui.screens.report_screen._open_file", opened.append)
    for name in ("报表.xlsx", "报表.pdf", "报表.docx"):
        screen.write(tmp_path / name)
    screen.write_brief(tmp_path / "简报.docx")

    qtbot.waitUntil(lambda: len(opened) == 4, timeout=20_000)
    assert Document(tmp_path / "简报.docx").paragraphs[0].text == "信息简报"
    assert load_workbook(tmp_path / "报表.xlsx").sheetnames[0] == "报表"
    assert Document(tmp_path / "报表.docx").core_properties.title == "2026年10月两站工作月报"
    assert (tmp_path / "报表.pdf").read_bytes().startswith(b"%PDF")


def test_what_changes_after_it_was_sent_is_said_and_can_be_sent_again(screen, desk, qtbot):
    screen.sent.click()
    qtbot.waitUntil(lambda: screen.state.text().startswith("已于 2026-11-20 上报"), timeout=20_000)
    assert not screen.sent.isEnabled()
    (kept,) = sent_of(desk.store)
    assert read_frozen(kept.values["figures"])["visits"][0] == int(row_of(screen, "visits")[3])
    assert len(kept.values["file"]) == 2

    visit = next(desk.store.rows(BY_NAME["field_visits"].rows(OCTOBER.period)))
    desk.act("修改", [Alter(Visit, visit.uid, {"way": "phone"})], screen)

    qtbot.waitUntil(screen.changed.isVisible, timeout=20_000)
    assert "实地走访（次）本期由" in screen.changed.text()
    assert visit.number in screen.changed.text()
    assert screen.sent.text() == "再次上报"
    assert screen.sent.isEnabled()


def test_zero_is_reported_with_one_press_on_the_page(store, shown, qtbot):
    desk = Desk(store)
    page = shown(make_page(REPORTS, desk), 1060, 560)
    page.making.finish()
    qtbot.waitUntil(lambda: page.facts is not None)
    assert page.sent.text() == "零报告"
    page.sent.click()
    qtbot.waitUntil(lambda: page.state.text().startswith("已于"), timeout=20_000)
    (kept,) = sent_of(store)
    desk.close()

    assert kept.values["is_zero"] is True


def test_months_may_begin_on_the_26th_from_a_period_on(screen, qtbot):
    assert screen.days.text() == "2026-10-01 至 2026-10-31"
    screen.begin_months("三十")
    assert "不能是“三十”" in screen.state.text()

    screen.begin_months("26")

    qtbot.waitUntil(lambda: screen.days.text() == "2026-10-01 至 2026-10-25")
    screen.after.click()
    qtbot.waitUntil(lambda: screen.days.text() == "2026-10-26 至 2026-11-25")
    screen.before.click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年10月")
    screen.before.click()
    qtbot.waitUntil(lambda: screen.days.text() == "2026-09-01 至 2026-09-30")


def test_words_are_edited_beside_what_will_be_printed_and_survive_until_saved(screen, desk, qtbot):
    visits = BY_NAME["visits"].figure(desk.store, OCTOBER.period)
    screen.wording.click()
    panel = screen.words
    assert panel.isVisible()
    assert not screen.table.isVisible()
    assert "走访次数{走访次数}次" in panel.text.toPlainText()
    panel.text.setPlainText("一、走访\n走访{走访次数}次。")
    assert panel.shown.text() == f"一、走访\n走访{visits}次。"

    screen.leave()
    screen.refresh()
    screen.before.click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年9月")
    assert "走访次数{走访次数}次" in panel.text.toPlainText()
    screen.after.click()
    qtbot.waitUntil(lambda: screen.period.text() == "2026年10月")
    assert panel.text.toPlainText() == "一、走访\n走访{走访次数}次。"
    assert panel.note.text() == "还没有保存，草稿已留着。"

    with qtbot.waitSignal(desk.acted):
        panel.save_button.click()
    qtbot.waitUntil(lambda: not panel.is_dirty)
    assert desk.store.setting(text_key(OCTOBER)) == "一、走访\n走访{走访次数}次。"
    desk.undo(screen)
    qtbot.waitUntil(lambda: "走访次数{走访次数}次" in panel.text.toPlainText())
    assert not panel.restore_button.isEnabled()


def test_files_take_the_words_in_sight_unless_a_place_stands_for_no_number(
    screen, desk, qtbot, tmp_path, monkeypatch
):
    opened = []
    monkeypatch.setattr("ercheng_station.ui.screens.report_screen._open_file", opened.append)
    monkeypatch.setattr(screen, "_choose_file", lambda name, write: write(tmp_path / name))
    screen.show_words(shown=True)
    screen.words.text.setPlainText("走坊{走坊次数}次。")
    screen._ask_file(".docx")
    qtbot.waitUntil(lambda: "没有做成文件" in screen.words.fault.text())
    assert not list(tmp_path.glob("*.docx"))

    screen.words.text.setPlainText("自己写的话。")
    screen.show_words(shown=False)
    screen._ask_file(".docx")
    assert screen.words.isVisible()
    screen._ask_file(".docx")
    qtbot.waitUntil(lambda: len(opened) == 1, timeout=20_000)
    assert "自己写的话。" in [one.text for one in Document(opened[0]).paragraphs]
    screen.words.restore_button.click()
    qtbot.waitUntil(lambda: not desk.store.setting(text_key(OCTOBER)))


def test_who_leaves_the_seat_takes_the_draft_along(screen, desk, qtbot):
    screen.show_words(shown=True)
    screen.words.text.setPlainText("第一个人的话。")
    screen.hand_over()
    first, desk.store.actor = desk.store.actor, "接班的人"
    screen.show_words(shown=True)
    qtbot.waitUntil(lambda: "{走访次数}" in screen.words.text.toPlainText())
    screen.hand_over()
    desk.store.actor = first
    screen.show_words(shown=True)

    qtbot.waitUntil(lambda: screen.words.text.toPlainText() == "第一个人的话。")
