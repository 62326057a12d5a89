"""One enterprise on one timeline: what stands there, what opens, what is begun from it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, Right
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.visit import Visit
from ercheng_station.services.timeline import timeline
from ercheng_station.ui import style
from ercheng_station.ui.chips import Chip
from ercheng_station.ui.context import Place
from ercheng_station.ui.lists.filters import ROWS
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.screens.enterprise_links import EnterpriseLinks
from ercheng_station.ui.screens.enterprise_page import EnterprisePage
from ercheng_station.ui.screens.parts import parts_for
from ercheng_station.ui.tokens import Look, Theme
from tests.db.saving import made, most_visited
from tests.founding import founded
from tests.ui.conftest import desk_over


@pytest.fixture
def link(practice_store):
    return most_visited(practice_store)


def add(store, kind, /, **raw):
    return made(store, kind, **raw).uid


@pytest.fixture
def open_page(desk, shown, qtbot):
    def open_it(uid, width=893, height=560):
        page = shown(EnterprisePage(desk), width, height)
        page.show_place(Place("enterprise_page", uid))
        qtbot.waitUntil(lambda: page.link is not None)
        return page

    return open_it


@pytest.fixture
def page(open_page, link):
    return open_page(link.uid)


@pytest.fixture
def went(desk):
    places = []
    desk.went.connect(places.append)
    return places


def rows_of(page):
    model = page.timeline.list.shown
    return [model.events[row] for row in range(model.rowCount())]


def chips(page):
    return [chip.accessibleName() for chip in page.head.findChildren(Chip) if not chip.isHidden()]


def test_everything_with_a_day_stands_there_newest_first(page, practice_store, link):
    events = timeline(practice_store, link)

    assert rows_of(page) == events
    first = page.timeline.list.shown.index(0, 0)
    assert first.data().startswith(events[0].on.isoformat())
    assert first.siblingAtColumn(2).data() == events[0].words


def test_the_newest_line_has_the_focus_and_can_be_read_out(page):
    assert page.timeline.list.hasFocus()
    index = page.timeline.list.currentIndex()
    assert index.row() == 0
    assert rows_of(page)[0].words in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_head_names_it_with_code_area_and_contact(page, practice_store, link):
    values = practice_store.row(Enterprise, link.uid).values

    assert page.head.name.text() == link.title
    assert values["credit_code"] in page.head.short.text()
    assert values["contact"] in page.head.short.text()


def test_lists_it_stands_on_today_and_the_key_industry_are_chips(practice_store, open_page, link):
    today = practice_store.today
    add(practice_store, EnterpriseListing, enterprise=link, list="ip_dense", since=today)
    add(practice_store, EnterpriseListing, enterprise=link, list="to_visit",
        since=today - timedelta(days=400), until=today)  # fmt: skip
    practice_store.act("修改", [Alter(Enterprise, link.uid, {"is_key_industry": True, "key_industry": None})])
    told = EnterpriseListing.kept["list"].text

    shown = chips(open_page(link.uid))

    assert "重点产业" in shown
    assert told("ip_dense", practice_store.context) in shown


def test_the_figures_open_the_rows_they_count(practice_store, open_page, link, went):
    add(practice_store, Right, enterprise=link, kind="注册商标", right_number="61234567", name="甲",
        expires_on=practice_store.today + timedelta(days=30))  # fmt: skip
    page = open_page(link.uid)

    for figure in page.head.figures:
        figure.click()

    assert [figure.text().split(" ")[0] for figure in page.head.figures] == [
        "走访",
        "在办诉求",
        "知识产权",
        "快到期",
    ]
    assert [place.name for place in went] == ["visit", "need", "right", "right"]
    assert all(place.given["enterprise"] == link for place in went)
    assert [place.given[ROWS].words for place in went if ROWS in place.given] == ["在办诉求", "快到期"]


def test_one_kind_at_a_time_can_be_looked_at(page, qtbot):
    name = "visit"
    every = rows_of(page)

    page.timeline.pills[name].click()

    assert rows_of(page) == [event for event in every if event.kind is Visit]
    assert page.timeline.pills[name].text() == f"企业走访 {len(rows_of(page))}"
    page.timeline.pills[""].click()
    assert rows_of(page) == every


def test_enter_and_a_double_click_open_the_record(page, went, qtbot):
    view = page.timeline.list
    page.timeline.pills["visit"].click()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.doubleClicked.emit(view.shown.index(0, 0))

    wanted = rows_of(page)
    assert [(place.name, place.uid) for place in went] == [("visit", wanted[1].uid), ("visit", wanted[0].uid)]


def test_a_step_opens_the_need_it_belongs_to(practice_store, open_page, went, qtbot):
    step = next(practice_store.rows(Query(NeedStep)))
    need = practice_store.row(Need, step.values["need"].uid)
    page = open_page(need.values["enterprise"].uid)
    page.timeline.narrow_to("need_step")

    qtbot.keyClick(page.timeline.list, Qt.Key.Key_Return)

    opened = page.timeline.list.current()
    assert opened.kind is NeedStep
    assert (went[0].name, went[0].uid) == ("need", opened.owner.uid)


def test_visits_and_needs_are_begun_for_it(page, went, link):
    page.head.visit.click()
    page.head.need.click()
    page.head.register.click()

    assert went[:2] == [
        Place("visit", None, True, {"enterprise": link}),
        Place("need", None, True, {"enterprise": link}),
    ]
    assert (went[2].name, went[2].uid) == ("enterprise", link.uid)
    assert page.new_here() == went[0]


def sheet_form(page, qtbot):
    qtbot.waitUntil(lambda: len(page.findChildren(RecordForm)) == 1)
    return page.findChild(RecordForm)


def test_a_right_is_added_beside_the_timeline(page, practice_store, link, qtbot):
    page.head.right.click()
    form = sheet_form(page, qtbot)
    assert form.form.input("enterprise").value() == link

    form.propose({"kind": "invention", "right_number": "ZL202310123456.X", "name": "一种刀头",
                  "granted_on": practice_store.today}, over=True)  # fmt: skip
    form.save()

    qtbot.waitUntil(lambda: "right" in page.timeline.pills)
    assert any("一种刀头" in event.words for event in rows_of(page))


def test_the_enterprise_is_changed_beside_the_timeline(page, practice_store, link, qtbot):
    page.head.change.click()
    form = sheet_form(page, qtbot)
    form.form.input("contact").show_value("范若溪")
    form.save()

    qtbot.waitUntil(lambda: "范若溪" in page.head.short.text())


def test_what_is_saved_elsewhere_appears_and_the_chosen_line_stays(page, desk, link, qtbot):
    view = page.timeline.list
    view.selectRow(2)
    before = view.current()
    values, _ = desk.store.examine(
        Visit, {"enterprise": link, "visited_on": "今天", "way": "电话", "visitors": "甲", "findings": "回电"}
    )

    desk.act("新增企业走访", [Create(Visit, values)], page)

    qtbot.waitUntil(lambda: any("回电" in event.words for event in rows_of(page)))
    assert view.current().uid == before.uid
    assert view.current() != rows_of(page)[2]


def test_out_of_sight_nothing_is_read_again(page, desk, link, qtbot):
    before = rows_of(page)
    page.hide()
    values, _ = desk.store.examine(
        Visit, {"enterprise": link, "visited_on": "今天", "way": "电话", "visitors": "甲", "findings": "回电"}
    )
    desk.act("新增企业走访", [Create(Visit, values)], page)
    qtbot.wait(150)
    assert rows_of(page) == before

    page.show()

    qtbot.waitUntil(lambda: len(rows_of(page)) == len(before) + 1)


def test_facts_stand_beside_where_there_is_room_else_in_one_line(open_page, link):
    narrow = open_page(link.uid, 893, 560)
    assert not narrow.facts.isVisible()
    assert narrow.head.short.isVisible()

    wide = open_page(link.uid, 1700, 1000)

    assert wide.facts.isVisible()
    assert not wide.head.short.isVisible()


@pytest.mark.parametrize("width", [893, 1100, 1700])
def test_nothing_is_wider_than_the_page(open_page, link, width):
    page = open_page(link.uid, width, 560)

    assert page.minimumSizeHint().width() <= 893
    assert page.timeline.list.horizontalScrollBar().maximum() == 0
    assert all(button.geometry().right() <= page.width() for button in page.head.acts)


def test_another_look_is_taken_over(page, qapp):
    style.apply(qapp, Look(Theme.DARK))

    assert page.timeline.list.columnWidth(0) > 100


def test_another_enterprise_begins_with_everything(page, practice_store, link, qtbot):
    page.timeline.narrow_to("visit")
    other = next(row for row in practice_store.rows(Query(Enterprise)) if row.uid != link.uid)

    page.show_place(Place("enterprise_page", other.uid))
    assert page.new_here() is None
    qtbot.waitUntil(lambda: page.link is not None and page.link.uid == other.uid)

    assert page.head.name.text() == other.label
    assert page.timeline.pills[""].property("on")


def test_coming_back_leaves_it_as_it_was(page, qtbot):
    page.timeline.narrow_to("visit")
    rows = rows_of(page)

    page.show_place(Place("enterprise_page"))
    qtbot.wait(100)

    assert rows_of(page) == rows
    assert page.timeline.list.hasFocus()


def test_one_without_any_history_says_what_belongs_here(practice_store, open_page):
    uid = add(practice_store, Enterprise, name="鄂州市新办有限公司", no_code_why="刚设立")

    page = open_page(uid)

    assert not page.timeline.list.isVisible()
    assert page.timeline._nothing.isVisible()
    assert page.head.visit.hasFocus()


def test_without_an_enterprise_it_says_where_to_choose_one(desk, shown, went):
    page = shown(EnterprisePage(desk))
    page.show_place(Place("enterprise_page"))

    assert page.new_here() is None
    assert page._stack.currentIndex() == 0
    desk.go("enterprise")
    assert went[-1].name == "enterprise"


def test_a_removed_one_is_shown_but_nothing_is_begun_for_it(practice_store, open_page):
    uid = add(practice_store, Enterprise, name="鄂州市注销有限公司", no_code_why="已注销")
    practice_store.act("删除", [Remove(Enterprise, uid, "已注销")])

    page = open_page(uid)

    assert chips(page)[0] == "已删除"
    assert not page.head.visit.isEnabled()


def test_one_that_is_not_there_leads_back_to_the_register(page, qtbot):
    page.show_place(Place("enterprise_page", uuid4()))

    qtbot.waitUntil(lambda: page._stack.currentIndex() == 0)
    assert page.link is None


def test_answers_of_before_are_passed_over(page, link):
    page._uid = uuid4()

    page._fail(link.uid, RuntimeError("late"))
    page._show(type("Late", (), {"enterprise": type("Row", (), {"uid": link.uid})})())

    assert page.link == link


def test_another_failure_is_told(page, desk):
    desk.failed.disconnect()
    told = []
    desk.failed.connect(told.append)

    page._fail(page._uid, RuntimeError("disk"))

    assert [str(error) for error in told] == ["disk"]


def test_the_record_leads_to_the_timeline_and_to_a_visit(desk, shown, went, practice_store, link):
    part = parts_for(Enterprise, desk)[0]
    assert isinstance(part, EnterpriseLinks)
    part.timeline.click()
    part.visit.click()
    assert went == []
    shown(part)
    part.show_told(Told(Enterprise, practice_store.row(Enterprise, link.uid)))

    part.timeline.click()
    part.visit.click()
    part.take_focus()

    assert [place.name for place in went] == ["enterprise_page", "visit"]
    assert part.timeline.hasFocus()
    assert parts_for(NeedStep, desk) == []


def test_every_other_register_that_names_it_can_be_begun_for_it(page, link, went):
    menu = page.offer_others()

    words = {action.text(): action for action in menu.actions()}
    assert {"接待登记", "侵权线索（权利人）", "侵权线索（被反映企业）"} <= words.keys()
    assert not {"企业走访", "企业诉求", "企业"} & words.keys()
    words["侵权线索（被反映企业）"].trigger()
    assert (went[-1].name, went[-1].new, went[-1].given) == ("clue", True, {"suspect_enterprise": link})
    menu.close()


def test_a_station_that_pays_no_visits_begins_none(shown, qtbot, tmp_path):
    unit = {"name": "宏达保护工作站", "short_name": "宏达", "kind": "protection"}
    with founded(tmp_path / "站", unit) as store, desk_over(store) as desk:
        firm = add(store, Enterprise, name="宏达公司")
        page = shown(EnterprisePage(desk), 893, 560)
        page.show_place(Place("enterprise_page", firm))
        qtbot.waitUntil(lambda: page.link is not None)

        assert [button.text() for button in page.head.acts] == [
            "新增知识产权",
            "新增其他…",
            "修改",
            "打开台账",
        ]
        assert [figure.text() for figure in page.head.figures] == ["知识产权 0 件"]
        assert page.new_here().name == "right"
