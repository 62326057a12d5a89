"""What can be made out of a record is offered above its fields; its form opens filled and points back."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Party
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.turning import turn_to
from ercheng_station.ui.context import PARTS
from ercheng_station.ui.record.reading import read_record
from ercheng_station.ui.record.turns import TurnLine, turn_into
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.screens.case_form import CaseForm


@pytest.fixture
def visit(desk):
    return next(desk.store.rows(Query(Visit)))


def link_to(visit):
    return Link(visit.uid, visit.label, "visit")


def test_every_way_from_a_visit_stands_in_its_menu(desk, shown, visit):
    line = shown(TurnLine(Visit, desk), 400, 60)
    line.show_told(read_record(desk.store, Visit, visit.uid))

    menu = line.button.open_menu()

    words = [action.text() for action in menu.actions()]
    assert {"转为企业诉求", "转为纠纷调解"} <= set(words)
    menu.close()


def test_the_form_of_the_new_record_is_asked_for_filled(desk, shown, visit, qtbot):
    line = shown(TurnLine(Visit, desk), 400, 60)
    with qtbot.waitSignal(desk.went) as asked:
        turn_into(line, desk, turn_to(Visit, Need), link_to(visit))

    (place,) = asked.args
    assert (place.name, place.new) == ("need", True)
    assert place.given["visit"].uid == visit.uid
    assert place.given["enterprise"] == visit.values["enterprise"]


def test_the_register_begins_the_need_and_saves_the_way_back(desk, shown, visit, qtbot):
    line = shown(TurnLine(Visit, desk), 400, 60)
    with qtbot.waitSignal(desk.went) as asked:
        turn_into(line, desk, turn_to(Visit, Need), link_to(visit))
    page = shown(RegisterPage(Need, desk), 1200, 700)
    page.show_place(asked.args[0])
    qtbot.waitUntil(lambda: page._side.opening.is_done and page._side.making_editor.is_done)
    page.editor.propose({"content": "商标续展", "category": "other"}, over=True)

    with qtbot.waitSignal(page.editor.saved):
        page.editor.save()

    rows = list(desk.store.rows(Query(Need, where=by_value({"visit": link_to(visit)}))))
    assert "商标续展" in [row.values["content"] for row in rows]
    page.pane.stop()


def test_the_intake_of_a_case_begins_with_the_parties_that_are_known(desk, shown, qtbot):
    form = shown(CaseForm(desk), 900, 640)
    party = {"role": "respondent", "kind": "company", "name": "某小店", "address": "泽林大道 3 号"}

    form.begin({"facts": "卖仿冒品", PARTS: [(Party, party)]})

    assert form.form.input("facts").raw() == "卖仿冒品"
    roles = [(line.text("role"), line.text("name")) for line in form.parties.lines]
    assert roles == [("applicant", ""), ("respondent", "某小店")]
    assert form.dirty()


def test_a_record_lists_what_was_made_out_of_it(desk, shown, visit, qtbot):
    values, faults = desk.store.examine(
        Need,
        {
            "enterprise": visit.values["enterprise"],
            "visit": link_to(visit),
            "source": "visit",
            "category": "other",
            "content": "由走访转来",
            "received_on": "今天",
        },
    )
    assert not faults.hard
    made = Create(Need, values)
    desk.store.act("新增企业诉求", [made])
    view = shown(RecordView(Visit, desk), 420, 700)

    view.show_record(visit.uid)
    qtbot.waitUntil(lambda: view.told is not None)

    (group,) = [one for one in view.told.children if one.kind is Need]
    assert not group.owned
    assert made.uid in [row.uid for row in group.rows]
    with qtbot.waitSignal(view.followed) as asked:
        view.children_view.followed.emit(Link(made.uid, "", "need"))
    assert asked.args[0].kind == "need"
