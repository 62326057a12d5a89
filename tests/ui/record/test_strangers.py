"""While a text of a case is typed, names that have no part in the case are underlined."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Mediation, Party
from ercheng_station.records.need import Need
from ercheng_station.ui.inputs.underlines import underlined
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.strangers import KnownNames
from tests.handling import SECRETS, clue_of, reporter_of
from tests.mediating import made, mediated
from tests.ui.typing_in import write

FIRM = "鄂州市泽林酒业有限公司"


@pytest.fixture
def practice_store(store):
    """The desk of these tests is an office's own."""
    return store


@pytest.fixture
def case(store):
    made(store, Enterprise, name=FIRM)
    return mediated(store)


@pytest.fixture
def opened(shown, desk):
    """opened(kind, uid) is the form of that record, or of a new one where there is no uid."""

    def make(kind, uid=None, **given):
        form = shown(RecordForm(kind, desk), 900, 640)
        if uid:
            form.edit(desk.store.row(kind, uid))
        else:
            form.begin(given)
        return form

    return make


def lines(form, name):
    return form.form.input(name).lines


def test_a_strange_name_is_underlined_as_soon_as_the_hand_rests(qtbot, opened, store, case):
    (agreement,) = store.whole(Mediation, case).all(Agreement)
    form = opened(Agreement, agreement.uid)

    lines(form, "terms").setFocus()
    write(f"{FIRM}赔偿张建军。")

    qtbot.waitUntil(lambda: underlined(lines(form, "terms")) == [FIRM])
    assert form.form.cells["terms"].note() == f"疑似串名，请核对：{FIRM}（企业档案里的企业）"
    assert underlined(lines(form, "facts")) == []


def test_the_mark_goes_when_the_name_goes(qtbot, opened, case):
    form = opened(Mediation, case)
    lines(form, "facts").setPlainText(FIRM)
    qtbot.waitUntil(lambda: bool(underlined(lines(form, "facts"))))

    lines(form, "facts").setPlainText("张建军")

    qtbot.waitUntil(lambda: "串名" not in form.form.cells["facts"].note())
    assert underlined(lines(form, "facts")) == []


def test_a_new_part_is_measured_by_the_case_it_goes_into(qtbot, opened, case):
    form = opened(Agreement, case=Link(case, "案件", "mediation"))

    lines(form, "terms").setPlainText(f"{FIRM}与张建军")

    qtbot.waitUntil(lambda: underlined(lines(form, "terms")) == [FIRM])


def test_who_becomes_a_party_is_no_stranger_any_longer(qtbot, opened, desk, store, case):
    form = opened(Mediation, case)
    lines(form, "facts").setPlainText(FIRM)
    qtbot.waitUntil(lambda: bool(underlined(lines(form, "facts"))))
    raw = {
        "case": Link(case, "案件", "mediation"),
        "role": "third",
        "kind": "company",
        "name": FIRM,
        "consent": "agreed",
    }
    values, faults = store.examine(Party, raw)
    assert not faults.hard

    with qtbot.waitSignal(desk.acted):
        desk.act("新增当事人", [Create(Party, values)], form)
    lines(form, "facts").insertPlainText("与")

    qtbot.waitUntil(lambda: not underlined(lines(form, "facts")))


def test_a_name_saved_meanwhile_is_known_at_once(qtbot, opened, desk, store, case):
    form = opened(Mediation, case)
    lines(form, "facts").setPlainText(f"{FIRM}和灿烨灯具厂")
    qtbot.waitUntil(lambda: underlined(lines(form, "facts")) == [FIRM])
    values, _ = store.examine(Enterprise, {"name": "灿烨灯具厂"})

    with qtbot.waitSignal(desk.acted):
        desk.act("新增企业", [Create(Enterprise, values)], form)
    lines(form, "facts").insertPlainText("。")

    qtbot.waitUntil(lambda: underlined(lines(form, "facts")) == [FIRM, "灿烨灯具厂"])


def test_texts_of_other_registers_are_left_alone(qtbot, opened, desk, store, case):
    form = opened(Need)
    lines(form, "content").setPlainText(FIRM)

    qtbot.wait(600)

    assert underlined(lines(form, "content")) == []


def test_the_names_are_read_once_for_all_forms(desk, store, case):
    names = KnownNames.of(desk)

    assert KnownNames.of(desk) is names
    assert names.guard(store) is names.guard(store)


def test_who_reported_is_underlined_for_the_handler_of_the_clue(qtbot, opened, store):
    clue = clue_of(store)
    reporter_of(store, clue)
    store.actor = "余慧敏"
    form = opened(Clue, clue.uid)

    lines(form, "facts").setPlainText(f"{SECRETS[0]}来电反映")

    qtbot.waitUntil(lambda: underlined(lines(form, "facts")) == [SECRETS[0]])
    assert form.form.cells["facts"].note().startswith("疑似写了举报人，请改掉")
