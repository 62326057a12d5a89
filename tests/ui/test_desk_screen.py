"""工作台: figures equal the indicators and open their rows, what is due opens by one key, nothing before it is read."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ercheng_station.db.changes import Alter, Create, Remove, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.reports.charts import Bars, Series
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.due import due
from ercheng_station.services.indicators import BY_NAME, Coverage, coverage, month_of
from ercheng_station.services.new_year import close_year
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import AT_NEXT, DRAFT, Desk, Place
from ercheng_station.ui.lists.filters import ROWS
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.screens.desk_cards import ChartView, DueList, TileCard
from ercheng_station.ui.screens.desk_facts import DAYS, read_facts
from ercheng_station.ui.screens.desk_matters import matters_of
from ercheng_station.ui.screens.desk_screen import DeskScreen
from ercheng_station.ui.tokens import Look, TextSize, Theme

TILES = matters_of("office").tiles


@pytest.fixture
def went(desk):
    places = []
    desk.went.connect(places.append)
    return places


@pytest.fixture
def open_screen(desk, shown, qtbot):
    def open_it(width=1019, height=560):
        screen = shown(DeskScreen(desk), width, height)
        screen.show_place(Place("desk"))
        qtbot.waitUntil(lambda: screen._facts is not None)
        return screen

    return open_it


@pytest.fixture
def screen(open_screen):
    return open_screen()


def rows_of(screen):
    model = screen._due.model_of_due
    return [model.due_at(row) for row in range(model.rowCount())]


def words_of(tile):
    return [label.text() for label in (tile._name, tile._number, tile._before)]


def test_a_year_left_open_is_told_in_january_until_it_is_closed(practice_store, open_screen, went, qtbot):
    practice_store._now = lambda: datetime(2027, 1, 6, 1, tzinfo=UTC)
    screen = open_screen()
    assert screen._left_open.text() == "2026年度还没有结转。"
    screen._carry_over.click()
    assert went == [Place("new_year")]

    close_year(practice_store, 2026)
    screen.refresh()

    qtbot.waitUntil(screen._carry_over.isHidden)
    assert not screen._left_open.isVisible()


def test_before_anything_is_read_nothing_is_told(desk, shown):
    may_read = Event()
    desk.ask(lambda _: may_read.wait(), lambda _: None, desk)

    screen = shown(DeskScreen(desk), 1019, 560)

    told = screen._day.text(), [words_of(tile) for tile in screen._tiles], screen._due.model_of_due.rowCount()
    named = {tile.accessibleName() for tile in screen._tiles}
    screen._tiles[0].click()
    may_read.set()
    assert told == ("", [["", "", ""]] * len(TILES), 0)
    assert named == {"正在统计"}


def test_what_arrives_late_takes_no_focus_from_whoever_searches_meanwhile(desk, shown, qtbot):
    may_read = Event()
    desk.ask(lambda _: may_read.wait(), lambda _: None, desk)
    window, line = QWidget(), QLineEdit()
    box = QVBoxLayout(window)
    screen = DeskScreen(desk)
    box.addWidget(line)
    box.addWidget(screen)
    shown(window, 1019, 560)
    screen.show_place(Place("desk"))
    line.setFocus()
    may_read.set()

    qtbot.waitUntil(lambda: screen._due.model_of_due.rowCount() > 0)

    assert line.hasFocus()


def test_the_tiles_are_the_indicators_of_the_month(screen, practice_store):
    month = month_of(practice_store.today)
    for tile, name in zip(screen._tiles, TILES, strict=True):
        one = BY_NAME[name]
        now, before = one.figure(practice_store, month), one.figure(practice_store, month.a_year_before())
        assert words_of(tile)[1] == f"{now} {one.unit}"
        assert words_of(tile)[2].startswith(f"去年同期 {before}")
        assert one.title in words_of(tile)[0]


@pytest.mark.parametrize(("before", "told"), [(None, "去年同期无数据"), (3, "去年同期 3，持平"), (1, "去年同期 1，增加 2"), (5, "去年同期 5，减少 2")])  # fmt: skip
def test_a_figure_stands_against_that_of_last_year(practice_store, before, told):
    card = TileCard()

    card.show_tile(replace(read_facts(practice_store).tiles[0], now=3, before=before))

    assert words_of(card)[2] == told
    assert told in card.accessibleName()


def test_a_figure_of_last_year_that_was_entered_says_so(practice_store):
    card = TileCard()

    card.show_tile(replace(read_facts(practice_store).tiles[0], now=3, before=2, entered=True))

    assert words_of(card)[2] == "去年同期 2（补录），增加 1"


def test_a_figure_that_cannot_be_counted_is_a_dash(practice_store):
    card = TileCard()

    card.show_tile(replace(read_facts(practice_store).tiles[0], now=None))

    assert words_of(card)[1:] == ["— 次", "去年同期无数据"]


@pytest.mark.parametrize("at", range(len(TILES)))
def test_a_tile_opens_the_list_with_exactly_its_rows(desk, screen, went, shown, qtbot, at):
    screen._tiles[at].click()
    place = went[-1]
    indicator = BY_NAME[TILES[at]]
    wanted = indicator.rows(month_of(desk.store.today))

    page = shown(RegisterPage(wanted.kind, desk), 1019, 560)
    page.show_place(place)
    qtbot.waitUntil(lambda: page.pane.listing.total is not None)

    assert place.name == wanted.kind.__tablename__
    assert page.pane.query().where == wanted.where
    assert page.pane.listing.total == desk.store.count(wanted)
    assert indicator.title in place.given[ROWS].words
    page.pane.bar.put(ROWS, None)
    qtbot.waitUntil(lambda: page.pane.listing.total == desk.store.count(Query(wanted.kind)))
    page.pane.stop()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_tile_is_pressed_by_key_and_by_mouse(screen, went, qtbot, key):
    tile = screen._tiles[0]
    tile.setFocus()

    qtbot.keyClick(tile, key)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert [place.name for place in went] == ["visit", "visit"]

    qtbot.keyClick(tile, Qt.Key.Key_A)
    qtbot.mouseClick(tile, Qt.MouseButton.RightButton)
    qtbot.mouseRelease(tile, Qt.MouseButton.LeftButton, pos=QPoint(-5, -5))
    assert len(went) == 2


def test_what_is_due_stands_there_overdue_first_and_has_the_focus(screen, practice_store, qtbot):
    assert rows_of(screen) == due(practice_store, DAYS)
    qtbot.waitUntil(screen._due.hasFocus)
    assert screen._due.currentIndex().row() == 0
    late = sum(one.overdue for one in rows_of(screen))
    assert screen._due_count.text().startswith(f"逾期 {late} 件")


def test_each_line_says_how_late_and_by_which_rule(screen):
    model, first = screen._due.model_of_due, rows_of(screen)[0]
    cells = [model.index(0, column).data() for column in range(model.columnCount())]

    assert cells == [f"逾期 {-first.days} 天", first.what, first.title, first.due_on.isoformat()]
    assert first.rule in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert [model.headerData(0, Qt.Orientation.Horizontal), model.headerData(0, Qt.Orientation.Vertical)] == [
        "期限",
        None,
    ]


def test_enter_opens_what_is_due_at_its_next_step(screen, went, qtbot):
    qtbot.keyClick(screen._due, Qt.Key.Key_Down)
    qtbot.keyClick(screen._due, Qt.Key.Key_Return)
    screen._due.doubleClicked.emit(screen._due.model_of_due.index(0, 0))

    rows = rows_of(screen)
    assert [(place.name, place.uid) for place in went] == [
        (one.kind.__tablename__, one.uid) for one in (rows[1], rows[0])
    ]
    assert went[0].given == {AT_NEXT: True}


def test_the_chosen_matter_stays_chosen_when_another_is_done(screen, desk, qtbot):
    fields = {"need": "promised_on", "visit": "next_on", "right": "expires_on"}
    rows = rows_of(screen)
    first = next(one for one in rows if one.kind.__tablename__ in fields)
    kept = rows[-1]
    screen._due.selectRow(len(rows) - 1)
    field = fields[first.kind.__tablename__]
    if first.what == "专利缴费":
        field = "fee_due_on"

    desk.act("改期", [Alter(first.kind, first.uid, {field: None})], screen)

    qtbot.waitUntil(lambda: first.uid not in {one.uid for one in rows_of(screen)})
    assert rows_of(screen)[screen._due.currentIndex().row()] == kept


def test_nothing_due_is_said_in_a_sentence(store, shown, qtbot):
    desk = Desk(store)
    screen = shown(DeskScreen(desk))
    screen.show_place(Place("desk"))
    qtbot.waitUntil(lambda: screen._facts is not None)

    assert screen._nothing_due.text() == "近期没有到期的事。"
    assert not screen._due.isVisible()
    assert screen._coverage.text() == "还没有年度走访名单"
    assert screen._backup.text().startswith("还没有备份")
    screen._due.fill(())
    qtbot.keyClick(screen._due, Qt.Key.Key_Return)
    screen.hide()
    desk.close()
    screen.deleteLater()


def test_registers_this_unit_does_not_keep_have_no_tile(screen):
    screen._show(replace(screen._facts, tiles=screen._facts.tiles[:1]))

    assert [tile.isHidden() for tile in screen._tiles] == [False, *[True] * (len(TILES) - 1)]


def test_the_yearly_list_is_counted_and_the_missing_named(screen, practice_store):
    found = coverage(practice_store, practice_store.today)

    assert screen._coverage.text() == f"已走访 {found.visited} / {found.listed} 家（{found.rate:g}%）"
    assert screen._missing.text().startswith("还没走访：")


def test_a_full_list_and_a_long_one_are_told(screen):
    facts = screen._facts
    screen._show(replace(facts, coverage=Coverage(2, 2, ())))
    assert screen._missing.text() == "名单上的企业今年都走访过了。"

    screen._show(replace(facts, coverage=Coverage(1, 21, tuple(f"第{at}公司" for at in range(20)))))
    assert screen._missing.text().endswith(" 等 20 家")


@pytest.mark.parametrize(
    ("days", "told", "tone"), [(0, "今天", "quiet"), (7, "7 天前", "quiet"), (8, "8 天前", "warn")]
)
def test_the_age_of_the_last_backup_is_told(screen, days, told, tone):
    facts = screen._facts

    screen._show(replace(facts, backup=facts.today - timedelta(days=days)))

    assert told in screen._backup.text()
    assert screen._backup.property("tone") == tone


def test_a_backup_made_after_midnight_is_of_that_day(store):
    made = back_up_store(store).path
    with ZipFile(made) as backup:
        members = {name: backup.read(name) for name in backup.namelist()}
    manifest = json.loads(members["manifest.json"]) | {"made_at": "2026-03-05T17:30:00+00:00"}
    with ZipFile(made, "w") as backup:
        for name, content in (members | {"manifest.json": json.dumps(manifest)}).items():
            backup.writestr(name, content)

    assert read_facts(store).backup == date(2026, 3, 6)


def test_a_backup_made_meanwhile_is_told(screen, desk, practice_store, qtbot):
    assert screen._backup.text().startswith("还没有备份")
    back_up_store(practice_store)

    desk.backed_up.emit("已备份")

    qtbot.waitUntil(lambda: screen._backup.text().startswith("最近一次备份"))


def test_the_head_begins_a_visit_or_a_need(screen, went):
    for name in ("新增企业诉求", "新增走访"):
        next(one for one in screen.findChildren(Button) if one.accessibleName() == name).click()

    assert [(place.name, place.new) for place in went] == [("need", True), ("visit", True)]


def test_acts_elsewhere_are_counted_once_they_rest(screen, desk, qtbot):
    before = screen._facts
    firm = next(desk.store.rows(Query(Enterprise)))
    link = Link(firm.uid, firm.label, "enterprise")
    for at in range(3):
        raw = {
            "enterprise": link,
            "source": "走访",
            "category": "其他",
            "content": f"第{at}件",
            "received_on": "今天",
        }
        desk.act("新增企业诉求", [Create(Need, desk.store.examine(Need, raw)[0])], screen)

    qtbot.waitUntil(
        lambda: screen._facts is not before and screen._facts.tiles[2].now == before.tiles[2].now + 3
    )


@pytest.mark.parametrize("width", [893, 1019, 1700])
def test_the_parts_are_beside_each_other_where_there_is_room(open_screen, width):
    screen = open_screen(width, 560)
    due_card, visits, *_ = screen._parts

    beside = due_card.geometry().right() <= visits.geometry().left()
    assert beside == (width >= 960)
    assert all(part.geometry().right() <= width for part in screen._parts)


@pytest.mark.parametrize("theme", list(Theme))
def test_a_chart_is_drawn_with_its_numbers(screen, qapp, theme):
    style.apply(qapp, Look(theme))
    picture = screen._visits.grab().toImage()

    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 2
    assert screen._visits.accessibleName() == "每月走访次数，今年与去年"


def test_a_chart_without_figures_draws_nothing(shown):
    chart = shown(ChartView(100), 200, 100)

    picture = chart.grab().toImage()

    assert len({picture.pixel(x, 50) for x in range(picture.width())}) == 1


def test_a_chart_grows_with_the_text(qapp, shown):
    chart = shown(ChartView(100), 600, 100)

    style.apply(qapp, Look(text=TextSize.HUGE))

    assert chart.height() == round(100 * style.current().sizes.text / 14) > 100


def test_a_chart_of_nothing_says_so(shown):
    chart = shown(ChartView(100), 400, 100)

    chart.show_chart(Bars(("1月", "2月"), (Series("今年", (0, None)),)), "每月监测")

    assert chart.accessibleName() == "每月监测：还没有数据"


def test_records_in_the_trash_are_not_counted(practice_store):
    before = read_facts(practice_store).coverage
    listed = [
        one for one in practice_store.rows(Query(EnterpriseListing)) if one.values["list"] == "to_visit"
    ]

    practice_store.act("删除", [Remove(EnterpriseListing, listed[0].uid, "重复")])

    assert read_facts(practice_store).coverage.listed == before.listed - 1


def test_a_protection_station_is_told_of_no_list_that_it_does_not_keep(desk, open_screen):
    cards = {card.accessibleName() for card in open_screen().findChildren(Card)}
    desk.kinds = desk.store.catalogue.kept_by("protection")
    of_protection = {card.accessibleName() for card in open_screen().findChildren(Card)}

    assert (cards - of_protection, of_protection - cards) == ({"年度走访名单"}, set())


def test_the_list_of_what_is_due_has_a_name():
    opened = []
    made = DueList(opened.append)

    assert made.accessibleName() == "到期和逾期事项"
    assert made.model_of_due.rowCount(made.model_of_due.index(0, 0)) == 0


def test_what_was_left_unsaved_is_offered_at_once_and_gone_on_with(desk, open_screen, went, qtbot):
    uid = new_uid()
    body = {"form": {"findings": "看了样品"}, "label": "", "at": ""}
    desk.store.drafts.put(Draft(f"visit/{uid}", new_uid(), "visit", uid, None, desk.store.actor, body))
    screen = open_screen()
    qtbot.waitUntil(lambda: screen.offers.words() == ["没保存的新增企业走访：看了样品（时间不详）"])

    next(one for one in screen.offers.findChildren(Button) if one.text() == "继续填写").click()

    assert went[-1].name == "visit"
    assert went[-1].given[DRAFT].uid == uid


def test_a_step_left_unsaved_leads_to_its_need(desk, open_screen, went):
    uid = new_uid()
    open_screen()._resume(Draft("k", new_uid(), "need.step", uid, None, "甲", {"form": {}}))

    assert (went[-1].name, went[-1].uid) == ("need", uid)
