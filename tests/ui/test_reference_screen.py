"""期限与依据: what holds on a day is found by a few words; a pasted notice becomes days off or says what is wrong."""

from datetime import date

import pytest

from ercheng_station.db.listing import Query
from ercheng_station.records.clocks import DayOffEntry
from ercheng_station.services.holiday_notice import import_notice
from ercheng_station.ui.screens.desk_facts import read_facts
from ercheng_station.ui.screens.reference_screen import NoticeSheet, ReferenceScreen
from tests.services.test_holiday_notice import NOTICE_2025, NOTICE_2027


@pytest.fixture
def screen(shown, desk, qtbot):
    made = shown(ReferenceScreen(desk), 1060, 560)
    qtbot.waitUntil(lambda: made.table.model().rowCount() > 0)
    return made


def texts(screen, column=1):
    model = screen.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_a_few_words_find_the_clock_and_its_whole_text(screen):
    screen.line.setText("公安 移送")

    assert texts(screen)[0] == "向同级公安机关移送"
    assert "批准移送起 24 小时内" in screen.whole.text()
    assert "国务院令第310号第5条" in screen.whole.text()


def test_another_day_shows_the_law_of_that_day(screen, qtbot):
    screen.line.setText("侵犯注册商标专用权")
    assert texts(screen, 3) == ["《商标法》第57条"]

    screen.day.show_value(date(2027, 1, 1))

    qtbot.waitUntil(lambda: texts(screen, 3) == ["《商标法》第72条"])


def test_nothing_found_says_so(screen):
    screen.line.setText("没有这样的事")

    assert "没有找到" in screen.whole.text()


def test_a_pasted_notice_is_taken_and_the_warning_goes(screen, desk, qtbot):
    qtbot.waitUntil(lambda: "2027 年放假安排尚未导入" in screen.missing.text())
    sheet = NoticeSheet(screen, desk)
    sheet.open()
    sheet.text.setPlainText(NOTICE_2027)
    with qtbot.waitSignal(sheet.accepted):
        sheet.take.click()

    qtbot.waitUntil(screen.missing.isHidden)
    assert desk.store.count(Query(DayOffEntry)) == 5


def test_what_cannot_be_read_is_said_and_nothing_is_saved(screen, desk, qtbot, tmp_path):
    sheet = NoticeSheet(screen, desk)
    sheet.open()
    path = tmp_path / "通知.txt"
    path.write_bytes(NOTICE_2025.replace("1月1日（周三）", "1月1日（周四）").encode("gb18030"))
    sheet.read_file(path)
    sheet.take.click()

    qtbot.waitUntil(lambda: "2025-01-01 却是周三" in sheet.wrong.text())
    assert desk.store.count(Query(DayOffEntry)) == 0
    assert sheet.take.isEnabled()
    sheet.text.clear()
    sheet.reject()


def test_the_desk_warns_until_next_years_days_off_are_there(desk, qtbot):
    assert "2027 年放假安排尚未导入" in read_facts(desk.store).missing

    import_notice(desk.store, NOTICE_2027)

    assert read_facts(desk.store).missing == ""
