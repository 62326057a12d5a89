"""The visit editor: what is known of the enterprise beside it, the needs it raises below it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.drafting import waiting
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.editors import editor_for
from ercheng_station.ui.screens.visit_form import VisitForm
from tests.db.saving import made

ALT = Qt.KeyboardModifier.AltModifier
FIRM = {
    "name": "鄂州市蔚蓝激光设备有限公司",
    "no_code_why": "正在换照",
    "address": "泽林镇创业路 8 号",
    "contact": "范若溪",
    "contact_post": "法务主管",
    "contact_phone": "0711-5551234",
}


def add(store, kind, /, **raw):
    return Link(made(store, kind, **raw).uid, str(raw.get("name", "")), kind.__tablename__)


@pytest.fixture
def firm(practice_store):
    return add(practice_store, Enterprise, **FIRM)


@pytest.fixture
def form(desk, shown):
    made = shown(VisitForm(desk), 1019, 560)
    made.begin()
    yield made
    made.leave()


def choose(form, firm, qtbot):
    form.choose("enterprise", firm)
    qtbot.waitUntil(lambda: FIRM["name"] in words_of(form.known))


def words_of(widget):
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def type_visit(form, firm, qtbot):
    choose(form, firm, qtbot)
    form.propose({"visitors": "程德胜、余慧敏", "findings": "了解专利申请情况。"}, over=True)


def save(form, qtbot):
    with qtbot.waitSignal(form.saved) as told:
        form.save()
    return told.args[0]


def raw(form, name):
    return form.form.input(name).raw()


def test_visits_have_their_own_editor_and_stations_the_generated_one(desk):
    assert type(editor_for(Visit, desk)) is VisitForm
    assert type(editor_for(Station, desk)) is RecordForm


def test_before_an_enterprise_is_chosen_the_panel_says_what_it_will_show(form):
    assert words_of(form.known)[0].startswith("选好企业后")


def test_the_chosen_enterprise_fills_who_receives_and_that_it_is_the_first_visit(form, firm, qtbot):
    choose(form, firm, qtbot)

    assert [raw(form, name) for name in ("receiver", "receiver_post", "receiver_phone")] == [
        FIRM["contact"],
        FIRM["contact_post"],
        FIRM["contact_phone"],
    ]
    assert raw(form, "kind") == "first"


def test_a_new_visit_waits_for_its_signature(form):
    assert form.form.input("signature").raw() == "waiting"


def test_who_is_typed_already_stays(form, firm, qtbot):
    form.propose({"receiver": "周明", "kind": "special"}, over=True)

    choose(form, firm, qtbot)

    assert raw(form, "receiver") == "周明"
    assert raw(form, "receiver_post") == FIRM["contact_post"]
    assert raw(form, "kind") == "special"


def test_a_further_visit_is_a_return_and_soon_after_the_last_is_warned_of(form, firm, practice_store, qtbot):
    add(
        practice_store,
        Visit,
        enterprise=firm,
        visited_on="-9",
        way="电话",
        visitors="甲",
        findings="电话回访",
    )

    choose(form, firm, qtbot)

    assert raw(form, "kind") == "return"
    told = words_of(form.known)
    assert any(words.startswith("9 天前走访过") for words in told)
    assert any("电话：电话回访" in words for words in told)


def test_open_needs_and_lapsing_rights_are_told(form, firm, practice_store, qtbot):
    today = practice_store.today
    add(
        practice_store,
        Need,
        enterprise=firm,
        source="走访",
        category="其他",
        content="协助续展",
        received_on="-30",
    )
    add(
        practice_store, Right, enterprise=firm, kind="trademark", right_number="61234567", name="蔚蓝",
        expires_on=today + timedelta(days=40),
    )  # fmt: skip

    choose(form, firm, qtbot)

    told = words_of(form.known)
    assert any("协助续展（已登记）" in words for words in told)
    assert any(words.endswith("蔚蓝") for words in told)
    assert "没办完的诉求 1 条" in form._strip.text()


def test_given_up_the_enterprise_leaves_an_empty_panel(form, firm, qtbot):
    choose(form, firm, qtbot)

    form.form.input("enterprise")._give_up()

    assert words_of(form.known)[0].startswith("选好企业后")
    assert form._strip.text() == ""


def test_an_answer_about_another_enterprise_is_passed_over(form, firm, practice_store, qtbot):
    other = next(row for row in practice_store.rows(Query(Enterprise)) if row.uid != firm.uid)

    form.choose("enterprise", Link(other.uid, other.label, "enterprise"))
    choose(form, firm, qtbot)

    assert raw(form, "receiver") == FIRM["contact"] or raw(form, "receiver") == other.values["contact"]
    assert FIRM["name"] in words_of(form.known)


@pytest.mark.parametrize(("width", "beside"), [(893, False), (1019, False), (1400, True), (1700, True)])
def test_known_facts_stand_beside_where_there_is_room_else_in_one_line(form, firm, qtbot, width, beside):
    form.resize(width, 560)
    choose(form, firm, qtbot)

    assert form._side.isVisible() == beside
    assert form._strip.isVisible() == (not beside)
    assert "还没有走访过" in form._strip.text()
    assert form.minimumSizeHint().width() <= 893


def test_the_panel_leads_to_the_enterprise_and_keeps_what_is_typed(form, firm, desk, qtbot):
    went = []
    desk.went.connect(went.append)
    form.known.opened.emit()
    assert went == []
    type_visit(form, firm, qtbot)
    form.form.edited.emit()

    next(one for one in form.known.findChildren(Button) if one.text() == "打开企业").click()

    assert [(place.name, place.uid) for place in went] == [("enterprise_page", firm.uid)]
    qtbot.waitUntil(lambda: [draft.uid for draft in waiting(desk.store, "visit")] == [form.uid()])


def test_begun_for_an_enterprise_everything_known_is_there(desk, shown, firm, qtbot):
    made = shown(VisitForm(desk), 1019, 560)
    made.begin({"enterprise": firm})

    qtbot.waitUntil(lambda: raw(made, "receiver") == FIRM["contact"])
    made.leave()


def test_changing_a_visit_fills_nothing_in(desk, form, firm, practice_store, qtbot):
    visit = add(
        practice_store, Visit, enterprise=firm, visited_on="-200", way="实地", visitors="甲", findings="乙"
    )
    form.edit(practice_store.row(Visit, visit.uid))

    qtbot.waitUntil(lambda: FIRM["name"] in words_of(form.known))

    assert raw(form, "receiver") == ""
    assert not form.dirty()


def test_changing_a_visit_does_not_warn_of_that_visit(form, firm, practice_store, qtbot):
    visit = add(practice_store, Visit, enterprise=firm, visited_on="-2", way="实地", visitors="甲")
    form.edit(practice_store.row(Visit, visit.uid))

    qtbot.waitUntil(lambda: FIRM["name"] in words_of(form.known))

    assert form._strip.property("tone") == "caption"
    assert "刚走访过" not in form._strip.text()
    assert "今年走访 1 次" in form._strip.text()


# -- the needs it raises


def test_a_need_begun_in_a_small_window_is_brought_into_sight(form, qtbot):
    form.resize(893, 460)

    form.needs.add_button.click()

    line = form.needs.lines[0]
    viewport = form.form._area.viewport()
    top, bottom = (
        line.mapTo(viewport, corner).y() for corner in (line.rect().topLeft(), line.rect().bottomLeft())
    )
    assert (top >= 0, bottom <= viewport.height()) == (True, True)
    assert line.inputs["content"].core().hasFocus()


def test_a_visit_too_soon_is_a_warning_in_the_strip_too(form, firm, practice_store, qtbot):
    choose(form, firm, qtbot)
    assert form._strip.property("tone") == "caption"
    add(practice_store, Visit, enterprise=firm, visited_on="-9", way="电话", visitors="甲")

    form.choose("enterprise", firm)

    qtbot.waitUntil(lambda: form._strip.property("tone") == "warn")


def test_the_wish_as_typed_becomes_the_need(form, firm, qtbot):
    form.propose({"wishes": "希望协助海外布局"}, over=True)

    qtbot.keyClick(form.form.input("wishes").core(), Qt.Key.Key_N, ALT)
    form._add_need()

    assert [line.inputs["content"].raw() for line in form.needs.lines] == ["希望协助海外布局", ""]
    assert form.needs.lines[1].inputs["content"].core().hasFocus()


@pytest.fixture
def framed(form, shown):
    """The form in the program's window, which leads Tab."""
    frame = Frame()
    frame.setCentralWidget(form)
    shown(frame, 1019, 560)
    yield form
    frame.takeCentralWidget()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_tab_and_enter_go_through_the_needs_in_reading_order(framed, qtbot, key):
    form = framed
    form.needs.add_button.click()
    form.needs.add_button.click()
    lines = form.needs.lines
    wanted = [line.inputs[name] for line in lines for name in ("category", "handler", "promised_on")]
    lines[0].inputs["category"].focus_first()
    passed = []

    for _ in range(20):
        on = QApplication.focusWidget()
        if on is form.needs.add_button:
            break
        passed += [one for one in wanted if one.isAncestorOf(on)]
        qtbot.keyClick(on, Qt.Key.Key_Tab if on is lines[1].inputs["content"].core() else key)

    assert passed == wanted
    qtbot.keyClick(form.needs.add_button, Qt.Key.Key_Tab)
    assert form.form.input("receiver").core().hasFocus()


def test_tab_reaches_the_needs_after_the_reply(framed, qtbot):
    form = framed
    form.form.input("reply").focus_first()

    qtbot.keyClick(form.form.input("reply").core(), Qt.Key.Key_Tab)

    assert form.needs.add_button.hasFocus()


def test_each_line_is_a_need_of_the_visit_and_empty_ones_do_not_count(form, firm, practice_store, qtbot):
    type_visit(form, firm, qtbot)
    form.needs.add("协助续展")
    form.needs.add("答复审查意见").inputs["handler"].show_value("张立新")
    form.needs.add()

    visit = save(form, qtbot)

    link = Link(visit.uid, "", "visit")
    needs = [row.values for row in practice_store.rows(Query(Need, where=by_value({"visit": link})))]
    assert {need["content"] for need in needs} == {"协助续展", "答复审查意见"}
    assert {need["handler"] for need in needs} == {None, "张立新"}
    assert {need["enterprise"].uid for need in needs} == {firm.uid}
    assert form.more() == {}
    assert not form.dirty()


def test_a_need_that_cannot_be_read_keeps_all_from_being_saved_and_is_named(
    form, firm, practice_store, qtbot
):
    visits = practice_store.count(Query(Visit))
    type_visit(form, firm, qtbot)
    line = form.needs.add("协助续展")
    line.inputs["promised_on"].core().setText("1345")

    form.save()

    qtbot.waitUntil(lambda: "企业诉求的承诺办结日期" in form.form.status.text())
    assert practice_store.count(Query(Visit)) == visits
    assert form.dirty()


def test_a_line_is_dropped_again(form):
    line = form.needs.add("多余")
    assert form.dirty()

    line.dropped.emit()

    assert form.needs.state() == {}
    assert not form.dirty()


def test_needs_are_part_of_the_draft(form, firm, desk, shown, qtbot):
    type_visit(form, firm, qtbot)
    form.needs.add("协助续展").inputs["handler"].show_value("张立新")
    form.needs.edited.emit()
    form.leave()
    qtbot.waitUntil(lambda: bool(waiting(desk.store, "visit")))
    again = shown(VisitForm(desk), 1019, 560)

    again.resume(waiting(desk.store, "visit")[0])

    assert again.more() == form.more()
    assert raw(again, "findings") == "了解专利申请情况。"
    again.restore_more({})
    assert again.needs.lines == []
