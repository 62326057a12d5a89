"""The editor of any record: what is typed is kept, saved once and told as saved only when it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.assistance import AssistCase, Reception
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from ercheng_station.records.office import Phrase
from ercheng_station.records.station import StationPerson, StationRule
from ercheng_station.ui.messages import Message, Question
from ercheng_station.ui.record.copying import copied
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.known_here import DONE_BY
from ercheng_station.ui.record.moved_on import MovedOn
from ercheng_station.ui.record.suggesting import link_of
from tests.ui.typing_in import compose, write


@pytest.fixture
def make(desk, shown):
    def form(kind, fields=None):
        return shown(RecordForm(kind, desk, fields), 900, 640)

    return form


@pytest.fixture
def form(make):
    made = make(Phrase)
    made.begin()
    return made


def choose_firm(qtbot, made, row, filled="applicant"):
    made.choose("enterprise", link_of(Enterprise, row))
    qtbot.waitUntil(lambda: made.form.input(filled).value() == row.values["name"])


def test_a_chosen_firm_fills_what_its_file_tells_and_another_one_fills_it_anew(qtbot, desk, make):
    made, (first, second) = make(AssistCase), rows(desk, Enterprise)[:2]
    made.begin()
    choose_firm(qtbot, made, first)
    assert made.form.input("credit_code").value() == first.values["credit_code"]
    made.form.input("address").restore("泽林大道 9 号")

    choose_firm(qtbot, made, second)

    assert made.form.input("contact_phone").value() == second.values["contact_phone"]
    assert made.form.input("address").value() == "泽林大道 9 号"


def test_whoever_sits_here_did_what_is_written_down(desk, make):
    desk.store.actor = "余慧敏"
    made = make(Reception)

    made.begin()

    assert made.form.input("by").value() == "余慧敏"
    assert not made.dirty()


def test_every_field_that_names_the_doer_is_one(desk):
    assert all(name in desk.store.catalogue[kind].kept for kind, name in DONE_BY.items())


def test_what_belongs_to_a_station_begins_with_the_own_one(desk, make):
    made = make(StationRule)
    made.begin()

    assert made.form.input("at").value().uid == desk.unit.uid
    assert made.form.current().name == "name"
    assert not made.dirty()


def test_a_firm_that_a_new_record_begins_with_tells_as_much(qtbot, desk, make):
    made, firm = make(AssistCase), a(desk, Enterprise)

    made.begin({"enterprise": link_of(Enterprise, firm)})

    qtbot.waitUntil(lambda: made.form.input("applicant").value() == firm.values["name"])


def rows(desk, kind, **where):
    return list(desk.store.rows(Query(kind, **where)))


def a(desk, kind):
    return rows(desk, kind)[0]


def test_a_new_record_begins_with_the_first_field(form):
    assert form.form.current().name == "place"
    assert form.is_new()
    assert not form.dirty()


def test_ctrl_s_saves_and_tells_so_afterwards(qtbot, desk, form):
    form.form.input("words").focus_first()
    write("请于三日内提供材料")
    told = []
    form.saved.connect(lambda row, _next: told.append(row.values["words"]))

    with qtbot.waitSignal(form.closed):
        qtbot.keyClick(form.form.input("words").core(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert told == []

    assert told == ["请于三日内提供材料"]
    assert a(desk, Phrase).values["words"] == "请于三日内提供材料"
    assert not form.dirty()
    qtbot.waitUntil(lambda: desk.store.drafts.all() == [])


def test_what_is_being_composed_is_saved_too(qtbot, desk, form):
    form.form.input("words").focus_first()
    write("已定")
    compose("待定")

    with qtbot.waitSignal(form.closed):
        form.save()

    assert a(desk, Phrase).values["words"] == "已定待定"


def test_a_record_that_lacks_something_is_not_saved_and_says_where(qtbot, desk, form):
    before = len(rows(desk, Phrase))

    form.save()
    qtbot.waitUntil(lambda: form.form.cells["words"].fault() == "必填")

    assert len(rows(desk, Phrase)) == before
    assert form.form.status.text() == "有 1 处要改正，改好后再保存"
    assert form.form.current().name == "words"


def test_what_came_of_a_record_begins_with_what_it_does_not_tell(desk, make):
    form = make(Need)

    form.begin({"enterprise": link_of(Enterprise, a(desk, Enterprise))})

    assert form.form.current().name == "content"


def test_rules_between_fields_are_told_beside_the_field(qtbot, desk, make):
    form = make(StationPerson)
    form.begin({"at": next(iter(rows(desk, StationPerson))).values["at"], "name": "新来的"})
    form.form.input("since").restore("2026-11-02")
    form.form.input("until").restore("2026-11-01")

    form.save()

    qtbot.waitUntil(lambda: form.form.cells["until"].fault() == "离站日期早于到站日期")


def test_ctrl_enter_saves_and_begins_the_next_with_pinned_fields(qtbot, desk, make):
    form = make(Phrase)
    form.begin()
    form.form.set_pins(["place"])
    form.form.input("place").restore("走访内容")
    form.form.input("words").focus_first()
    write("第一句")

    with qtbot.waitSignal(form.saved) as saved:
        qtbot.keyClick(
            form.form.input("words").core(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )

    assert saved.args[1] is True
    assert form.is_new()
    assert form.form.input("place").raw() == "走访内容"
    assert form.form.input("words").raw() == ""
    assert form.form.current().name == "words"


def test_pins_are_remembered(qtbot, desk, make):
    form = make(Phrase)
    form.begin()
    form.form.set_pins(["place"])
    qtbot.waitUntil(lambda: desk.store.drafts.preferred(desk.store.actor, "pins.phrase") == ["place"])

    again = make(Phrase)

    qtbot.waitUntil(lambda: again.form.pins() == {"place"})


def test_typed_words_are_on_disk_before_they_are_saved(qtbot, desk, form):
    form.form.input("words").focus_first()
    write("半句")

    qtbot.waitUntil(lambda: bool(desk.store.drafts.all()), timeout=2000)

    (draft,) = desk.store.drafts.all()
    assert draft.body["form"]["words"] == "半句"
    assert draft.uid == form.uid()
    assert draft.base_revision is None


def test_leaving_takes_what_is_being_composed_to_the_disk(qtbot, desk, form):
    form.form.input("words").focus_first()
    compose("还没选字")

    form.leave()

    qtbot.waitUntil(lambda: [one.body["form"]["words"] for one in desk.store.drafts.all()] == ["还没选字"])


def test_a_draft_of_a_new_record_is_gone_on_with(qtbot, desk, form, make):
    form.form.input("words").focus_first()
    write("半句")
    form.leave()
    qtbot.waitUntil(lambda: bool(desk.store.drafts.all()))
    (draft,) = desk.store.drafts.all()

    again = make(Phrase)
    again.resume(draft)
    assert again.form.input("words").raw() == "半句"
    assert again.dirty()
    with qtbot.waitSignal(again.closed):
        again.save()

    assert a(desk, Phrase).uid == draft.uid
    qtbot.waitUntil(lambda: desk.store.drafts.all() == [])


def test_a_draft_of_a_change_is_gone_on_with(qtbot, desk, make):
    row = a(desk, Phrase)
    form = make(Phrase)
    form.edit(row)
    form.form.input("words").restore("改到一半")
    form.form.edited.emit()
    form.leave()
    qtbot.waitUntil(lambda: bool(desk.store.drafts.all()))

    again = make(Phrase)
    again.resume(desk.store.drafts.all()[0])
    qtbot.waitUntil(lambda: again.form.input("words").raw() == "改到一半")

    assert not again.is_new()
    with qtbot.waitSignal(again.closed):
        again.save()
    assert desk.store.row(Phrase, row.uid).values["words"] == "改到一半"


def test_a_change_keeps_the_other_fields_and_names_the_record(qtbot, desk, make):
    row = a(desk, Enterprise)
    form = make(Enterprise)
    form.edit(row)
    form.form.input("in_charge").restore("张立新")

    with qtbot.waitSignal(desk.acted) as acted, qtbot.waitSignal(form.closed):
        form.save()

    assert acted.args[0].label == f"修改企业 {row.label}"
    assert desk.store.row(Enterprise, row.uid).values == {**row.values, "in_charge": "张立新"}


def test_saving_what_was_not_changed_writes_no_history(qtbot, desk, make):
    row = a(desk, Phrase)
    before = desk.store.sealed()
    form = make(Phrase)
    form.edit(row)

    with qtbot.waitSignal(form.closed):
        form.save()

    assert desk.store.sealed() == before


def test_words_typed_while_it_is_saved_are_not_taken_for_saved(qtbot, desk, form):
    form.form.input("words").focus_first()
    write("先存")
    with qtbot.waitSignal(form.saved):
        form.save()
        write("，又写")

    assert a(desk, Phrase).values["words"] == "先存"
    assert form.dirty()
    assert not form.is_new()
    with qtbot.waitSignal(form.closed):
        form.save()
    assert a(desk, Phrase).values["words"] == "先存，又写"


def test_two_presses_save_one_record(qtbot, desk, form):
    before = len(rows(desk, Phrase))
    form.form.input("words").focus_first()
    write("只存一次")

    with qtbot.waitSignal(form.closed):
        form.save()
        form.save()

    assert len(rows(desk, Phrase)) == before + 1


def test_a_record_changed_meanwhile_by_another_asks_field_by_field(qtbot, desk, make):
    row = a(desk, Phrase)
    form = make(Phrase)
    form.edit(row)
    form.form.input("words").restore("我的话")
    desk.store.act("别人改", [Alter(Phrase, row.uid, {"words": "别人的话", "place": "措施"})])

    form.save()
    qtbot.waitUntil(lambda: bool(form.findChildren(MovedOn)))
    (asked,) = form.findChildren(MovedOn)
    asked.take("words", theirs=False)
    with qtbot.waitSignal(form.closed):
        asked.accept()

    kept = desk.store.row(Phrase, row.uid).values
    assert (kept["words"], kept["place"]) == ("我的话", "措施")


def test_a_conflict_that_is_put_off_loses_nothing(qtbot, desk, make):
    row = a(desk, Phrase)
    form = make(Phrase)
    form.edit(row)
    form.form.input("words").restore("我的话")
    desk.store.act("别人改", [Alter(Phrase, row.uid, {"words": "别人的话"})])
    form.save()
    qtbot.waitUntil(lambda: bool(form.findChildren(MovedOn)))

    form.findChildren(MovedOn)[0].reject()

    assert form.form.input("words").raw() == "我的话"
    assert desk.store.row(Phrase, row.uid).values["words"] == "别人的话"


def test_a_move_the_chain_forbids_is_told_beside_the_state(qtbot, desk, make):
    row = next(row for row in rows(desk, Need) if row.values["status"] == "replied")
    form = make(Need)
    form.edit(row)
    form.form.input("status").show_value("registered")

    form.save()

    qtbot.waitUntil(lambda: "之后只能是" in form.form.cells["status"].fault())


def test_copying_the_last_record_never_takes_the_place_of_what_was_typed(qtbot, desk, make):
    form = make(Need)
    form.begin()
    form.form.input("content").focus_first()
    write("刚打的字")
    form.copy_last()

    qtbot.waitUntil(lambda: form.form.status.text().startswith("已复制"))

    values, _ = form.form.values()
    assert values["content"] == "刚打的字"
    assert values["enterprise"] == a(desk, Need).values["enterprise"]


def test_the_last_record_is_copied_without_its_day_state_and_files(qtbot, desk, make):
    form = make(Need)
    form.begin()
    qtbot.keyClick(form.form.input("content").core(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    last = a(desk, Need)

    qtbot.waitUntil(lambda: form.form.status.text().startswith("已复制"))

    values, _ = form.form.values()
    assert values["content"] == last.values["content"]
    assert values["enterprise"] == last.values["enterprise"]
    assert values["received_on"] == desk.fields.today
    assert values["status"] == "registered"
    assert set(copied(Need, last.values)) & {"received_on", "status", "attachments"} == set()


def test_giving_up_asks_only_if_something_was_typed(qtbot, desk, form):
    with qtbot.waitSignal(form.closed):
        form.cancel()

    form.begin()
    form.form.input("words").focus_first()
    write("半句")
    form.cancel()
    (question,) = form.findChildren(Question)
    question.reject()
    assert form.form.input("words").raw() == "半句"


def test_given_up_words_leave_no_draft(qtbot, desk, form):
    form.form.input("words").focus_first()
    write("半句")
    form.leave()
    qtbot.waitUntil(lambda: bool(desk.store.drafts.all()))

    form.cancel()
    with qtbot.waitSignal(form.closed):
        form.findChildren(Question)[0].accept()

    qtbot.waitUntil(lambda: desk.store.drafts.all() == [])


def test_records_are_suggested_by_their_initials(qtbot, desk, make):
    form = make(Need)
    form.begin()
    line = form.form.input("enterprise").core()
    line.setFocus()
    qtbot.keyClicks(line, "ez")

    qtbot.waitUntil(lambda: len(line.offered()) > 1)
    assert all(title.startswith("鄂州") for title in line.offered()[:-1])
    assert line.offered()[-1] == "新增“ez”"


def test_a_chosen_record_is_told(qtbot, desk, make):
    form = make(Need)
    form.begin()
    line = form.form.input("enterprise").core()
    line.setFocus()
    qtbot.keyClicks(line, "ez")
    qtbot.waitUntil(lambda: len(line.offered()) > 1)

    with qtbot.waitSignal(form.chosen) as chosen:
        qtbot.keyClick(line, Qt.Key.Key_Return)

    assert chosen.args[0] == "enterprise"
    assert chosen.args[1].title.startswith("鄂州")


def test_a_disk_that_refuses_says_so_and_keeps_the_words(qtbot, desk, form, monkeypatch):
    def full(*_args, **_kwargs):
        raise UserError("record-gone", kind="常用语")

    monkeypatch.setattr(desk.store, "act", full)
    form.form.input("words").focus_first()
    write("半句")

    form.save()
    qtbot.waitUntil(lambda: bool(form.findChildren(Message)))

    assert form.form.status.text() == "没有保存"
    assert form.form.input("words").raw() == "半句"
    form.findChildren(Message)[0].accept()


def test_a_form_of_some_fields_leaves_the_others_as_they_are(qtbot, desk, make):
    form = make(Enterprise, {name: Enterprise.kept[name] for name in ("name", "credit_code")})
    form.begin({"name": "鄂州市新来的商行"})
    form.form.input("credit_code").restore("")

    with qtbot.waitSignal(form.closed):
        form.save()

    assert a(desk, Enterprise).values["name"] == "鄂州市新来的商行"


def test_the_editor_has_one_primary_button(form):
    assert [one.text() for one in form.findChildren(QPushButton) if one.property("tone") == "primary"] == [
        "保存"
    ]
