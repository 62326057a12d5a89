"""J3: a simple dispute is taken in, mediated, agreed, performed and followed up, typed with keys only on its own page."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import (
    Agreement,
    FollowUp,
    Instalment,
    Mediation,
    Party,
    Session,
)
from ercheng_station.ui import page_registry, style
from ercheng_station.ui.context import Place
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.tokens import Look
from tests.conftest import NOW
from tests.journeys_window import Hands, show_window
from tests.mediating import committee, made

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
K = Qt.Key
FIRM = {
    "name": "鄂州市蔚蓝激光设备有限公司",
    "short_name": "蔚蓝",
    "no_code_why": "正在办理换照",
    "address": "鄂城区泽林镇创业路 8 号",
    "legal_person": "范若溪",
    "contact": "范若溪",
    "contact_phone": "0711-5551234",
}
FACTS = "被申请人在门店招牌上使用与“蔚蓝”近似的标识。"
PERSON = {
    "name": "张建军",
    "id_number": "11010519491231002X",
    "mobile": "13812345678",
    "address": "鄂城区泽林镇泽林街8号",
}
MOST_KEYS = 60
"""Besides free text: of the whole case, from Ctrl+N to the visit afterwards."""
TERMS = "被申请人三日内更换招牌，并赔偿申请人二万元。"


@pytest.fixture
def window(empty_folder, tmp_path, qapp, qtbot):
    """With a committee and a firm, at the size of a small office screen."""
    folder = shutil.copytree(empty_folder, tmp_path / "数据")
    style.apply(qapp, Look())
    page_registry.load_all()
    store = Store.open(folder, CATALOGUE, now=lambda: NOW)
    store.actor = "余慧敏"
    committee(store)
    made(store, Enterprise, **FIRM)
    shown = show_window(store, 1093, 614)
    qtbot.waitUntil(shown.frame.isActiveWindow)
    yield shown
    shown.frame.close()


def cell_here():
    """The field that has the focus."""
    part = QApplication.focusWidget()
    while part is not None and not isinstance(part, Cell):
        part = part.parentWidget()
    return part


def go_to(hands, name, most=30):
    """Enter leads from field to field; Tab out of a field of several lines."""
    for _ in range(most):
        here = cell_here()
        if here is not None and here.name.rpartition(".")[2] == name:
            return here
        several = here is not None and getattr(here.input.field, "lines", 1) > 1
        hands.press(K.Key_Tab if several else K.Key_Return)
    return pytest.fail(f"Enter does not lead to {name}")


def wait_for_step(window, qtbot, words):
    """The form of that step stands there, in sight, with the focus in it."""
    page = window.stack.current
    window.frame.activateWindow()
    qtbot.waitUntil(lambda: page.panel.form is not None and page.panel.form.words == words)
    form = page.panel.form
    qtbot.waitUntil(lambda: cell_here() is not None and form.isAncestorOf(cell_here()))
    qtbot.waitUntil(lambda: in_sight(page, cell_here()))
    return form


def in_sight(page, part):
    area = page._area.viewport()
    top = part.mapTo(area, part.rect().topLeft()).y()
    return top >= -1 and top + part.height() <= area.height() + 1


def wait_status(window, qtbot, uid, status):
    store = window.desk.store
    qtbot.waitUntil(lambda: store.row(Mediation, uid).values["status"] == status)


def carry_out(hands, field="", words=""):
    """Types into a field of the step, if one is named, and saves it."""
    if field:
        go_to(hands, field)
        hands.write(words)
    hands.press(K.Key_Return, CTRL)


def take_first(hands, line, letters, title, qtbot):
    """Chooses what is offered for the letters."""
    hands.letters(letters)
    qtbot.waitUntil(lambda: title in line.offered())
    hands.press(K.Key_Down, times=line.offered().index(title))
    hands.press(K.Key_Return)


def agree_here(hands):
    go_to(hands, "consent")
    hands.press(K.Key_2)
    hands.press(K.Key_Return)


def type_parties(hands, lines, qtbot):
    """A firm that is on file, and a person."""
    first, second = lines
    take_first(hands, go_to(hands, "enterprise").input.line, "wl", FIRM["name"], qtbot)
    qtbot.waitUntil(lambda: first.text("name") == FIRM["name"])
    agree_here(hands)
    go_to(hands, "kind")
    assert second.isAncestorOf(cell_here())
    hands.press(K.Key_1)
    for name, words in PERSON.items():
        go_to(hands, name)
        hands.write(words)
    agree_here(hands)


def take_in(window, hands, qtbot):
    """Ctrl+N on the register, both parties with their consent, Ctrl+S."""
    window.go(Place("mediation"))
    assert window.stack.current.kind is Mediation
    hands.press(K.Key_N, CTRL)
    page, store = window.stack.current, window.desk.store
    qtbot.waitUntil(lambda: cell_here() is not None and cell_here().name == "dispute_type")
    hands.write("侵害商标权纠纷")
    type_parties(hands, page._intake.parties.lines, qtbot)
    for name, words in (("facts", FACTS), ("amount", "20000")):
        go_to(hands, name)
        hands.write(words)
    hands.press(K.Key_S, CTRL)
    qtbot.waitUntil(lambda: store.count(Query(Mediation)) == 1)
    return next(store.rows(Query(Mediation), 1)).uid


def mediate(window, hands, qtbot, uid):
    """From the acceptance to the sealed agreement."""
    form = wait_for_step(window, qtbot, "受理")
    take_first(hands, form.form.input("mediator").line, "zlx", "周立新", qtbot)
    carry_out(hands)
    wait_status(window, qtbot, uid, "accepted")
    wait_for_step(window, qtbot, "告知权利义务并开始调解")
    hands.press(K.Key_T, ALT)
    wait_for_step(window, qtbot, "第1次调解")
    hands.write("泽林所调解室")
    carry_out(hands, "content", "双方陈述意见，被申请人认可事实。")
    wait_status(window, qtbot, uid, "mediating")
    wait_for_step(window, qtbot, "达成书面协议")
    assert cell_here().name == "agreement.terms"
    hands.write(TERMS)
    carry_out(hands)
    wait_status(window, qtbot, uid, "written")
    wait_for_step(window, qtbot, "签字用印")
    carry_out(hands)
    wait_status(window, qtbot, uid, "performing")


def perform(window, hands, qtbot, uid):
    """The plan, its one instalment, and the visit afterwards."""
    wait_for_step(window, qtbot, "履行完毕")
    hands.press(K.Key_L, ALT)
    wait_for_step(window, qtbot, "登记履行计划")
    hands.write("11-25")
    carry_out(hands, "what", "赔偿款")
    qtbot.waitUntil(lambda: len(window.desk.store.whole(Mediation, uid).all(Instalment)) == 1)
    wait_for_step(window, qtbot, "履行完毕")
    carry_out(hands, "voucher", "收条")
    wait_status(window, qtbot, uid, "performed")
    wait_for_step(window, qtbot, "回访")
    carry_out(hands, "content", "招牌已更换，款已付清。")
    wait_status(window, qtbot, uid, "followed")
    wait_for_step(window, qtbot, "立卷归档")


def test_a_simple_case_is_entered_from_intake_to_follow_up_without_leaving_its_page(window, qtbot):
    hands = Hands()

    uid = take_in(window, hands, qtbot)
    page = window.stack.current
    mediate(window, hands, qtbot, uid)
    perform(window, hands, qtbot, uid)

    assert window.stack.current is page
    assert hands.pressed <= MOST_KEYS, hands.pressed
    whole = window.desk.store.whole(Mediation, uid)
    assert whole.record.name == "鄂州市蔚蓝激光设备有限公司与张建军侵害商标权纠纷"
    assert whole.record.number == "（2026）鄂城知人调字第0001号"
    today = window.desk.store.today
    applicant, respondent = whole.all(Party)
    assert (applicant.representative, applicant.address) == ("范若溪", FIRM["address"])
    assert (respondent.sex, str(respondent.born_on)) == ("female", "1949-12-31")
    assert {(one.consent, one.consent_on) for one in (applicant, respondent)} == {("agreed", today)}


def test_nothing_is_typed_twice(window, qtbot):
    hands = Hands()

    uid = take_in(window, hands, qtbot)
    mediate(window, hands, qtbot, uid)
    perform(window, hands, qtbot, uid)

    whole = window.desk.store.whole(Mediation, uid)
    (session,), (agreement,), (instalment,) = (whole.all(kind) for kind in (Session, Agreement, Instalment))
    assert session.place == agreement.place == "泽林所调解室"
    assert (agreement.facts, agreement.terms) == (FACTS, TERMS)
    assert agreement.amount == instalment.amount == instalment.paid == 2_000_000
    assert whole.all(FollowUp)[0].asked == "鄂州市蔚蓝激光设备有限公司、张建军"


def test_nothing_typed_at_intake_is_lost_when_the_window_is_left(window, qtbot):
    hands = Hands()
    window.go(Place("mediation", new=True))
    page = window.stack.current
    qtbot.waitUntil(lambda: cell_here() is not None and cell_here().name == "dispute_type")
    hands.write("侵害商标权纠纷")
    go_to(hands, "name")
    hands.write("某某贸易商行")
    assert page._intake.dirty()

    window.go(Place("mediation"))
    register = window.stack.current
    qtbot.waitUntil(lambda: bool(register.offers.words()))
    next(iter(register.offers._lines.values())).go_on.emit()

    qtbot.waitUntil(lambda: window.stack.current is page)
    qtbot.waitUntil(lambda: page._intake.parties.lines[0].text("name") == "某某贸易商行")
    assert page._intake.form.input("dispute_type").value() == "trademark_infringement"
