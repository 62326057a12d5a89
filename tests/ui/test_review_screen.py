"""任务与考评: ratios with who is missing, tasks of any plan, the year's sheet, tables to a file."""

import pytest
from PySide6.QtCore import Qt

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.db.listing import Query, by_value
from ercheng_station.records import CATALOGUE
from ercheng_station.records.station import Station
from ercheng_station.records.work import CoverageUnit, PlanTask, ScoreItem, ScoreSheet
from ercheng_station.services.scoring import items_of
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.filters import ROWS
from ercheng_station.ui.screens.review_screen import ReviewScreen
from ercheng_station.ui.screens.subsidy_card import SubsidyCard
from ercheng_station.ui.sheet import Sheet
from tests.conftest import STATION
from tests.founding import founded


@pytest.fixture
def screen(desk, qtbot):
    made = ReviewScreen(desk)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    qtbot.waitUntil(lambda: "工作站全覆盖" in words(made))
    return made


def words(screen):
    return "\n".join(label.text() for label in screen.findChildren(Label) if not label.isHidden())


def lines(table):
    return [line.texts for line in table.shown.lines]


def test_both_ratios_name_who_is_missing(screen):
    assert "工作站全覆盖 2/4（50%）" in words(screen)
    assert "还没建站：碧石渡市场监管所、花湖市场监管所" in words(screen)


def test_subsidies_are_paid_by_rates_kept_here_and_written_for_the_period_chosen(
    screen, desk, qtbot, tmp_path
):
    card = screen.findChild(SubsidyCard)
    qtbot.waitUntil(lambda: card.spans.count() == 17)
    assert card.spans.currentText() == "2026年第4季度"
    asked = []
    card.ask_rates()
    asked += card.findChildren(Asked)
    asked[0].line.setText("简易100、疑难500")
    with qtbot.waitSignal(desk.saved):
        asked[0].accept()
    qtbot.waitUntil(lambda: "简易100、疑难500" in words(screen))

    card.spans.setCurrentIndex(4)
    card.write(tmp_path / "发放表.xlsx")
    qtbot.waitUntil((tmp_path / "发放表.xlsx").exists)
    assert card.spans.currentText() == "2026年"


def test_the_archive_shows_what_the_notice_contradicts(screen, qtbot):
    screen.plans.setCurrentText("2024年改革任务（存档）")
    screen.plans.activated.emit(0)

    qtbot.waitUntil(lambda: any("2024年之误" in text for _, text, _ in lines(screen._tasks)))
    assert {line.look.words for line in screen._tasks.shown.lines} == {"存档"}
    assert screen.load.isHidden()


def test_a_task_is_opened_by_key(screen, desk, qtbot):
    screen._tasks.setFocus()
    with qtbot.waitSignal(desk.went) as went:
        qtbot.keyClick(screen._tasks, Qt.Key.Key_Return)

    assert (went.args[0].name, went.args[0].uid) == ("plan_task", screen._tasks.shown.lines[0].uid)


def test_next_years_tasks_and_sheet_are_made_from_this_years(screen, practice_store, desk, qtbot):
    screen.years.setCurrentIndex(0)
    qtbot.waitUntil(lambda: screen.begin.isVisible() and "2027" in screen.begin.text())
    with qtbot.waitSignal(desk.saved):
        screen.begin_tasks()
    with qtbot.waitSignal(desk.saved):
        screen.begin_sheet()
    qtbot.waitUntil(lambda: screen.begin.isHidden() and screen.begin_score.isHidden())

    assert practice_store.count(Query(PlanTask, where=by_value({"year": 2027}))) > 20
    assert practice_store.count(Query(ScoreSheet, where=by_value({"year": 2027}))) == 1


def test_a_figure_opens_the_rows_it_was_counted_from(screen, practice_store, desk, qtbot):
    shown = {
        practice_store.row(ScoreItem, line.uid).values["name"]: line for line in screen._items.shown.lines
    }
    with qtbot.waitSignal(desk.went) as went:
        screen._items.opened.emit(shown["受理纠纷"])
    with qtbot.waitSignal(desk.went) as field:
        screen._items.opened.emit(shown["场地面积"])

    place = went.args[0]
    assert place.name == "mediation"
    assert practice_store.count(Query(CATALOGUE["mediation"], where=place.given[ROWS].where)) == int(
        shown["受理纠纷"].texts[0].split()[0]
    )
    assert (field.args[0].name, field.args[0].uid) == ("station", practice_store.unit.uid)


def test_an_item_scored_by_hand_is_opened_to_be_scored(screen, practice_store, qtbot):
    by_hand = next(line for line in screen._items.shown.lines if line.texts[0] == "手工打分")
    assert by_hand.look.words == "待打分"
    screen._items.opened.emit(by_hand)

    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(Sheet)))
    for dialog in screen.findChildren(Sheet):
        dialog.close()


def test_the_total_is_told_with_the_grade_it_would_make(screen):
    assert "（参考等次：不合格）" in words(screen)


def test_reading_again_follows_the_station(screen, practice_store, desk, qtbot):
    desk.act("改", [Alter(Station, practice_store.unit.uid, {"computers": 1})], screen)
    screen.score_again()

    qtbot.waitUntil(lambda: any(first == "1 台" for first, _, _ in lines(screen._items)), timeout=10_000)


def test_without_any_unit_it_says_where_to_enter_them(screen, practice_store, desk, qtbot):
    rows = list(practice_store.rows(Query(CoverageUnit)))
    desk.act("删", [Remove(CoverageUnit, row.uid, "测试") for row in rows], screen)

    qtbot.waitUntil(lambda: "请在“应建站单位”登记各市场监管所。" in words(screen))


@pytest.mark.parametrize("name", ["coverage", "plan", "score", "campaigns"])
def test_every_table_is_written(screen, tmp_path, qtbot, name):
    screen.write(name, tmp_path / "表.xlsx")

    qtbot.waitUntil((tmp_path / "表.xlsx").exists, timeout=20_000)


def test_the_evidence_is_written_into_folders(screen, practice_store, tmp_path, qtbot):
    item = items_of(practice_store, next(practice_store.rows(Query(ScoreSheet))).uid)[0]
    kept = practice_store.attachments.put(b"plan", "平面图.pdf")
    practice_store.act("附", [Alter(ScoreItem, item.uid, {"attachments": (kept,)})])
    screen.write_report(tmp_path / "自评.docx")
    qtbot.waitUntil((tmp_path / "自评.docx").exists)
    screen.write_evidence(tmp_path)

    qtbot.waitUntil((tmp_path / "佐证材料目录.xlsx").exists, timeout=20_000)
    assert (tmp_path / "佐证01_场地面积" / "平面图.pdf").exists()


def test_a_protection_station_has_only_its_evaluation(tmp_path, qtbot):
    folder = tmp_path / "保护站"
    with founded(folder, {**STATION, "kind": "protection"}) as store:
        desk = Desk(store)
        made = ReviewScreen(desk)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(lambda: "还没有2026年度的评价表" in words(made))
        assert "全覆盖" not in words(made)
        desk.close()
