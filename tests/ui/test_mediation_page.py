"""A case on its page: where it stands, the step that comes next, its parts and papers, and how it is taken in."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Evidence, Mediation, Mediator, Party, Session
from ercheng_station.records.visit import Visit
from ercheng_station.services.mediation import steps_from
from ercheng_station.services.papers import give_out
from ercheng_station.ui import style
from ercheng_station.ui.context import AT_NEXT, PART, Place
from ercheng_station.ui.messages import Question
from ercheng_station.ui.page_registry import place_of
from ercheng_station.ui.record.drafting import waiting
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.history import HistoryView
from ercheng_station.ui.record.reading import read_record
from ercheng_station.ui.screens.case_file import Checked, write_dossier
from ercheng_station.ui.screens.mediation_page import MediationPage
from ercheng_station.ui.screens.parts import parts_for
from ercheng_station.ui.tokens import Look, Theme
from tests.binding import FORMS, bindable
from tests.mediating import REFUSING, TERMS, committee, made, mediated, moved, registered
from tests.ui.conftest import desk_over

ALT = Qt.KeyboardModifier.AltModifier
K = Qt.Key


@pytest.fixture
def body(store):
    return committee(store)


@pytest.fixture
def desk(store):
    """Over a station that keeps nothing but what a test adds."""
    with desk_over(store) as desk:
        yield desk


@pytest.fixture
def open_page(desk, shown, qtbot):
    """open_page(uid) shows a case and waits until its next step stands there."""

    def open_it(uid, width=1021, height=540, given=None):
        page = shown(MediationPage(desk), width, height)
        page.show_place(Place("mediation_page", uid, given=given or {}))
        qtbot.waitUntil(lambda: page.told is not None and page._filling.is_done)
        qtbot.waitUntil(lambda: page.panel._making.is_done)
        return page

    return open_it


@pytest.fixture
def intake(desk, shown, qtbot):
    page = shown(MediationPage(desk), 1021, 540)
    page.show_place(Place("mediation_page", new=True))
    qtbot.waitUntil(lambda: page._intake is not None and page._opening.is_done)
    return page._intake


def words_of(page):
    return [pill.text() for pill in page.panel.pills]


def lines_of(page, name):
    return list(page.parts.views[name].table.shown.lines)


def wait_form(page, qtbot, words):
    qtbot.waitUntil(lambda: page.panel.form is not None and page.panel.form.words == words)
    return page.panel.form


# -- where it is opened


def test_a_case_and_what_is_due_of_its_parts_open_on_its_page(store):
    catalogue, uid = store.catalogue, "uid"

    assert place_of(Place("mediation", uid), catalogue).name == "mediation_page"
    assert place_of(Place("mediation", new=True), catalogue).name == "mediation_page"
    assert place_of(Place("mediation"), catalogue).name == "mediation"
    assert place_of(Place("visit", uid), catalogue).name == "visit"
    assert place_of(Place("desk"), catalogue).name == "desk"
    part = place_of(Place("instalment", uid, given={AT_NEXT: True}), catalogue)
    assert (part.name, part.given[PART]) == ("mediation_page", "instalment")
    assert place_of(Place("instalment", uid), catalogue).name == "instalment"


def test_a_part_brings_its_case(store, body, open_page):
    uid = mediated(store, body)
    agreement = store.whole(Mediation, uid).all(Agreement)[0]

    page = open_page(agreement.uid, given={PART: "agreement"})

    assert page.told.row.uid == uid


# -- what stands there


def test_the_head_and_the_way_tell_where_the_case_stands(store, body, open_page):
    uid = registered(store, body)
    today = store.today
    moved(store, uid, "accepted", accepted_on=today - timedelta(days=40), mediator="周立新")

    page = open_page(uid)

    assert page.head.name.text() == store.row(Mediation, uid).label
    assert "人调字第" in page.head.number.accessibleName()
    assert page.head.status.accessibleName() == "已受理"
    assert "逾期 10 天" in page.head.days.accessibleName()
    assert page.chain.accessibleName().startswith("办理进度：现在是受理。登记 2026-09-01")


@pytest.mark.parametrize("theme", list(Theme))
def test_every_part_and_paper_is_listed(store, body, open_page, qapp, theme):
    style.apply(qapp, Look(theme=theme))
    uid = mediated(store, body)

    page = open_page(uid, 1600, 900)

    assert [line.texts[1] for line in lines_of(page, "people")] == [
        "鄂州市宏达模具有限公司",
        "张建军",
        "陈律",
    ]
    assert [line.texts[0] for line in lines_of(page, "sessions")] == ["第1次调解", "调查"]
    assert [line.look.words for line in lines_of(page, "performance")] == ["已履行"]
    papers = {line.texts[0]: line for line in lines_of(page, "papers")}
    assert papers["人民调解协议书"].look.words == "完整"
    assert "人民调解口头协议登记表" not in papers
    assert "终止调解告知书" not in papers
    assert papers["卷宗情况说明"].look.words == "待补"
    picture = QPixmap(page.size())
    page.render(picture)
    assert not picture.isNull()


@pytest.mark.parametrize("status", ["registered", "accepted", "mediating", "terminated", "rejected"])
def test_there_is_a_button_for_every_open_step(store, body, open_page, status):
    uid = registered(store, body)
    way = {
        "accepted": {"accepted_on": "2026-09-03", "mediator": "周立新"},
        "mediating": {"rights_told_on": "2026-09-03"},
        "terminated": {"termination": "refused", "ended_on": "2026-09-04", "told_routes": "litigation"},
        "rejected": REFUSING,
    }
    way["terminated"]["told_on"] = "2026-09-04"
    for state in {"registered": (), "rejected": ("rejected",)}.get(
        status, ("accepted", "mediating", "terminated")
    ):
        moved(store, uid, state, **way[state])
        if state == status:
            break

    page = open_page(uid)

    assert words_of(page) == [one.words for one in steps_from(store.whole(Mediation, uid), store.today)]
    assert page.panel.form.isAncestorOf(QApplication.focusWidget())


def test_a_case_in_the_archive_wants_to_be_printed_and_not_to_go_back(store, body, open_page):
    uid = mediated(store, body)
    moved(store, uid, "archived", archivist="李秀兰", archived_on="2026-10-21", retention="long")

    page = open_page(uid)

    assert words_of(page) == ["退回“已回访”"]
    assert page.head.print.hasFocus()


def test_of_a_destroyed_case_no_step_is_open_and_nothing_is_changed_or_printed(store, body, open_page):
    uid = mediated(store, body)
    store.destroy("销毁到期的调解案件 1 件", [(Mediation, uid)])

    page = open_page(uid)

    head = page.head
    assert [one.isHidden() for one in (head.change, head.print, head.restore)] == [True] * 3
    assert head.status.accessibleName() == "已销毁"
    assert words_of(page) == []


def test_what_a_step_still_lacks_is_said_above_it(store, body, open_page):
    uid = registered(store, body)
    party = store.whole(Mediation, uid).all(Party)[1]
    store.act("删", [Remove(Party, party.uid, "登记错了")])

    page = open_page(uid)

    assert page.panel._lacks.text() == "这一步还差：登记被申请人"


# -- the steps


def test_a_saved_step_moves_the_case_on_and_the_next_has_the_focus(store, body, open_page, qtbot):
    uid = registered(store, body)
    page = open_page(uid)
    form = wait_form(page, qtbot, "受理")
    mediator = next(store.rows(Query(Mediator)))
    form.form.input("mediator").show_value(Link(mediator.uid, mediator.label, "mediator"))
    form.save()

    wait_form(page, qtbot, "告知权利义务并开始调解")
    qtbot.waitUntil(lambda: page.panel.form.isAncestorOf(QApplication.focusWidget() or page))
    assert store.row(Mediation, uid).values["status"] == "accepted"


def test_a_step_offers_only_the_parties_of_its_case(store, body, open_page, qtbot):
    registered(store, body)
    page = open_page(registered(store, body))
    offered = []

    page.panel.form.form.input("mediator").host.suggest("party", "", offered.extend)

    qtbot.waitUntil(lambda: offered != [])
    assert sorted(one.title for one in offered) == ["张建军", "鄂州市宏达模具有限公司"]


def test_what_is_missing_is_told_at_its_field(store, body, open_page, qtbot):
    page = open_page(registered(store, body))
    page.panel.choose("reject")
    form = wait_form(page, qtbot, "不予受理")

    form.save()

    qtbot.waitUntil(lambda: form.form.cells["rejection"].fault() == "必填")


def test_a_gate_that_is_not_met_is_told_beside_the_button(store, body, open_page, qtbot):
    page = open_page(registered(store, body))
    form = wait_form(page, qtbot, "受理")

    form._fail(Refused({"status": "“已受理”还差：“张建军”同意调解"}))

    assert "同意调解" in form.form.status.text()
    assert form.form.save_button.hasFocus()


def test_a_digit_with_alt_chooses_a_step_and_a_letter_adds_a_part(store, body, open_page, qtbot):
    uid = registered(store, body)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    page = open_page(uid)

    qtbot.keyClick(page, K.Key_3, ALT)
    wait_form(page, qtbot, "达成口头协议")
    qtbot.keyClick(page, K.Key_T, ALT)
    form = wait_form(page, qtbot, "第1次调解")
    assert form.form.input("session.parties").raw() == "鄂州市宏达模具有限公司（代理人陈律）、张建军"
    qtbot.keyClick(page, K.Key_Z, ALT)
    qtbot.waitUntil(lambda: page.findChild(RecordForm) is not None)
    assert page.findChild(RecordForm).kind is Evidence


def test_a_step_chosen_while_the_case_is_read_again_is_the_one_that_opens(store, body, open_page, qtbot):
    page = open_page(registered(store, body))
    page.panel._close_form()

    page.panel.choose("reject")
    list(page.panel.fill(page.told))

    assert wait_form(page, qtbot, "不予受理").step.code == "reject"
    qtbot.waitUntil(lambda: page.panel.form.isAncestorOf(QApplication.focusWidget() or page))


def test_typed_words_are_kept_when_the_page_is_left_and_offered_back(store, body, open_page, qtbot):
    uid = registered(store, body)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    page = open_page(uid)
    page.panel.choose("session")
    form = wait_form(page, qtbot, "第1次调解")
    form.form.input("session.content").show_value("双方各退一步")
    form.form.edited.emit()
    page.leave()
    qtbot.waitUntil(lambda: bool(waiting(store, "mediation.step")))

    again = open_page(uid)
    qtbot.waitUntil(lambda: bool(again.panel.offers.words()))
    next(iter(again.panel.offers._lines.values())).go_on.emit()

    form = wait_form(again, qtbot, "第1次调解")
    qtbot.waitUntil(lambda: form.form.input("session.content").raw() == "双方各退一步")
    form.form.input("session.place").show_value("调解室")
    form.save()
    qtbot.waitUntil(lambda: len(store.whole(Mediation, uid).all(Session)) == 1)


def test_a_form_that_is_typed_into_stays_while_the_case_changes_elsewhere(
    store, body, open_page, desk, qtbot
):
    uid = registered(store, body)
    moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    page = open_page(uid)
    page.panel.choose("session")
    form = wait_form(page, qtbot, "第1次调解")
    form.form.input("session.content").show_value("双方各退一步")
    form.form.input("session.place").show_value("调解室")
    form.form.edited.emit()

    done = []
    desk.act("修改", [Alter(Mediation, uid, {"urgent": True})], page, done.append)
    qtbot.waitUntil(lambda: bool(done) and not page.head.urgent.isHidden())

    assert page.panel.form is form
    assert form.form.input("session.content").raw() == "双方各退一步"
    form.save()
    qtbot.waitUntil(lambda: store.row(Mediation, uid).values["status"] == "mediating")


def test_an_answer_for_a_form_that_is_gone_is_dropped(store, body, open_page, desk, qtbot):
    page = open_page(registered(store, body))
    form = wait_form(page, qtbot, "受理")
    line = form.form.input("mediator")
    for letters in ("z", "zl", "zlx"):
        line._ask(letters)
    page.panel._close_form()
    QApplication.sendPostedEvents(form, 52)

    answered = []
    desk.ask(lambda _: 1, answered.append, page)
    qtbot.waitUntil(lambda: bool(answered))


def test_a_removed_case_can_only_be_restored(store, body, open_page, desk, qtbot):
    uid = registered(store, body)
    store.act("删", [Remove(Mediation, uid, "重复")])

    page = open_page(uid)

    assert page.panel.isHidden()
    assert page.head.change.isHidden()
    page.head.restore.click()
    qtbot.waitUntil(lambda: store.row(Mediation, uid).removed_at is None)
    qtbot.waitUntil(page.head.restore.isHidden)


def test_history_is_one_entry_away(store, body, open_page, qtbot):
    page = open_page(registered(store, body))

    page._show_history()

    qtbot.waitUntil(lambda: page.findChild(HistoryView) is not None)


def test_only_the_part_with_the_focus_shows_its_current_line(store, body, open_page, qtbot):
    page = open_page(mediated(store, body))
    table = page.parts.views["people"].table
    assert not table.selectionModel().hasSelection()

    table.setFocus()
    qtbot.keyClick(table, K.Key_Down)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]
    qtbot.keyClick(table, K.Key_Return)

    qtbot.waitUntil(lambda: page.findChild(RecordForm) is not None)
    assert page.findChild(RecordForm).kind is Party


def test_beside_the_list_a_button_leads_to_the_page(store, body, desk, shown):
    uid = registered(store, body)
    (part,) = parts_for(Mediation, desk)
    shown(part, 400, 60)
    part.show_told(read_record(store, Mediation, uid))
    went = []
    desk.went.connect(went.append)

    part.take_focus()
    part.button.click()

    assert part.button.hasFocus()
    assert [(place.name, place.uid) for place in went] == [("mediation", uid)]


# -- the file


def test_the_file_check_names_what_is_to_be_mended(store, body, open_page, qtbot):
    page = open_page(mediated(store, body))

    qtbot.keyClick(page, K.Key_S, ALT)

    qtbot.waitUntil(lambda: page.findChild(Checked) is not None)
    checked = page.findChild(Checked)
    assert checked.table.shown.lines
    assert "处" in checked.told.text()


def test_an_unfinished_file_is_offered_as_a_draft(store, body, open_page, qtbot):
    page = open_page(mediated(store, body))

    qtbot.keyClick(page, K.Key_G, ALT)

    qtbot.waitUntil(lambda: page.findChild(Question) is not None)


def test_what_has_moved_on_and_strangers_are_told_before_the_file_is_bound(store, open_page, qtbot, tmp_path):
    made(store, Enterprise, name="鄂州市泽林酒业有限公司")
    uid = bindable(store)
    (agreement,) = store.whole(Mediation, uid).all(Agreement)
    give_out(store, FORMS["agreement"], agreement.uid, tmp_path / "a.pdf")
    terms = f"{TERMS}\n三、鄂州市泽林酒业有限公司不再追究。"
    store.act("改", [Alter(Agreement, agreement.uid, {"terms": terms})])
    page = open_page(uid)

    qtbot.keyClick(page, K.Key_G, ALT)

    qtbot.waitUntil(lambda: page.findChild(Question) is not None)
    told = " ".join(one.text() for one in page.findChild(Question).findChildren(QLabel))
    assert "人民调解协议书：内容已修改，卷内是第1版" in told
    assert "疑似串名：鄂州市泽林酒业有限公司（企业档案里的企业）" in told


def test_the_file_is_written_as_one_pdf(store, open_page, qtbot, tmp_path, monkeypatch):
    seen = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", seen.append)
    uid = mediated(store)
    page, path = open_page(uid), tmp_path / "卷宗.pdf"

    write_dossier(page, page._desk, uid, path, draft=True)

    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    assert path.read_bytes().startswith(b"%PDF")


# -- the intake


def test_a_person_is_asked_other_things_than_a_firm(intake):
    line = intake.parties.lines[1]
    assert not line.cells["credit_code"].isHidden()
    assert line.cells["id_number"].isHidden()

    line.cells["kind"].input.show_value("person")
    line._fit()

    assert line.cells["enterprise"].isHidden()
    assert not line.cells["id_number"].isHidden()
    assert "credit_code" not in line.raw()


def test_a_firm_on_file_fills_what_is_known_of_it(intake, store, qtbot):
    made(store, Enterprise, name="鄂州市蔚蓝激光设备有限公司", no_code_why="换照", address="创业路8号")
    row = next(store.rows(Query(Enterprise)))
    line = intake.parties.lines[0]
    line.cells["enterprise"].input.choose(Link(row.uid, row.label, "enterprise"))

    qtbot.waitUntil(lambda: line.text("name") == row.values["name"])
    assert line.text("address") == (row.values["address"] or "")


def test_a_fault_of_a_party_is_told_at_its_field(body, intake, qtbot):
    intake.form.input("dispute_type").show_value("trademark_infringement")
    first, second = intake.parties.lines
    first.cells["name"].input.show_value("甲公司")
    second.cells["kind"].input.show_value("person")
    second._fit()
    second.cells["name"].input.show_value("张建军")
    second.cells["id_number"].input._inner.line.setText("110105194912310021")
    intake.form.bring(intake.form.cells["urgent"])
    assert second.cells["id_number"].visibleRegion().isEmpty()

    intake.save()

    qtbot.waitUntil(lambda: bool(second.cells["id_number"].fault()))
    assert not second.cells["id_number"].visibleRegion().isEmpty()
    assert intake.form.input("name").raw() == "甲公司与张建军侵害商标权纠纷"


def test_an_id_number_of_a_party_is_read_when_it_is_left(body, intake, qtbot):
    second = intake.parties.lines[1]
    second.cells["kind"].input.show_value("person")
    second._fit()
    cell = second.cells["id_number"]
    cell.input.focus_first()
    cell.input._inner.line.setText("110105194912310021")
    assert cell.fault() == ""

    second.cells["address"].input.focus_first()

    qtbot.waitUntil(lambda: "校验" in cell.fault())
    cell.input._inner.line.setText("11010519491231002X")
    assert cell.fault() == ""
    assert "1949" in cell.note()


def test_a_party_brought_back_from_a_draft_is_masked_and_shown_when_asked(body, intake, qtbot):
    uid = str(intake.parties.lines[1].uid)
    intake.restore_more({"parties": {uid: {"kind": "person", "name": "张建军", "mobile": "13800001111"}}})
    phone = intake.parties.lines[0].cells["mobile"].input
    assert phone.is_masked()

    phone._show.click()
    qtbot.keyClick(intake.findChild(QMenu), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not phone.is_masked())
    assert phone.raw() == "13800001111"


def test_a_saved_case_leaves_no_draft_behind(body, intake, desk, qtbot):
    intake.form.input("dispute_type").show_value("trademark_infringement")
    for line, name in zip(intake.parties.lines, ("甲公司", "乙公司"), strict=True):
        line.cells["name"].input.show_value(name)

    with qtbot.waitSignal(intake.closed):
        intake.save()

    assert not intake.dirty()
    intake.leave()
    qtbot.waitUntil(lambda: desk.store.drafts.all() == [])
    assert len(desk.store.find(Query(Party))) == 2


def test_further_parties_are_added_and_taken_away(intake, qtbot):
    qtbot.keyClick(intake, K.Key_N, ALT)
    assert len(intake.parties.lines) == 3
    third = intake.parties.lines[2]
    third.cells["name"].input.show_value("丙")
    assert list(intake.more()["parties"]) == [str(third.uid)]

    third.dropped.emit()

    assert len(intake.parties.lines) == 2
    assert intake.more() == {}


def test_an_intake_given_up_leads_back_to_the_list(desk, shown, qtbot):
    page = shown(MediationPage(desk), 1021, 540)
    page.show_place(Place("mediation_page", new=True))
    qtbot.waitUntil(lambda: page._intake is not None and page._opening.is_done)
    went = []
    desk.went.connect(went.append)
    page._intake.form.input("facts").show_value("甲说")

    qtbot.keyClick(page, K.Key_Escape)
    assert went == []
    page._intake.cancel()
    page._intake.findChild(Question).accept()

    assert [(place.name, place.uid) for place in went] == [("mediation", None)]


def test_whoever_takes_the_seat_finds_nothing_of_the_other_person(store, body, open_page, qtbot):
    uid = registered(store, body)
    page = open_page(uid)
    page.panel.choose("reject")
    form = wait_form(page, qtbot, "不予受理")
    form.form.input("rejection_note").show_value("证据不足")
    form.form.edited.emit()

    page.hand_over()

    assert page.panel.form is None
    qtbot.waitUntil(lambda: [one.uid for one in waiting(store, "mediation.step")] == [uid])


def test_a_case_tells_what_it_was_made_out_of_and_leads_there(open_page, store, body, desk, qtbot):
    firm = made(store, Enterprise, name="鄂州市甲公司", no_code_why="无")
    visit = made(store, Visit, enterprise=firm, visited_on="今天", way="field", visitors="余慧敏")
    uid = registered(store, body)
    store.act("修改", [Alter(Mediation, uid, {"visit": visit})])
    page = open_page(uid)

    (link,) = page.head.origins.links

    assert link.text().startswith("来自走访")
    with qtbot.waitSignal(desk.went) as asked:
        link.click()
    assert (asked.args[0].name, asked.args[0].uid) == ("visit", visit.uid)
