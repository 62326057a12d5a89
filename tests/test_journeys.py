"""The journeys of a day, typed with the keyboard only into the real window."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.visit import Visit
from ercheng_station.services.due import due
from ercheng_station.ui import page_registry, style
from ercheng_station.ui.context import Place
from ercheng_station.ui.record.due_line import DueLine
from ercheng_station.ui.record.step_form import StepForm
from ercheng_station.ui.record.steps import StepsPart
from ercheng_station.ui.tokens import Look
from tests.conftest import NOW
from tests.journeys_window import Hands, show_window

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
K = Qt.Key
FIRM = {
    "name": "鄂州市蔚蓝激光设备有限公司",
    "short_name": "蔚蓝",
    "no_code_why": "正在办理换照",
    "address": "鄂城区泽林镇创业路 8 号",
    "contact": "范若溪",
    "contact_post": "法务主管",
    "contact_phone": "0711-5551234",
}
FOUND = "到厂了解激光切割头的专利申请，两件发明在审，一件已收到第一次审查意见。"


@pytest.fixture
def folder(practice_folder, tmp_path):
    return shutil.copytree(practice_folder, tmp_path / "数据")


@pytest.fixture
def open_window(folder, qapp, qtbot):
    """open_window() opens the data folder in a window; it is closed at the end, or by hand before."""
    style.apply(qapp, Look())
    page_registry.load_all()
    opened = []

    def open_it(prepare=lambda store: None, width=1093, height=614):
        store = Store.open(folder, CATALOGUE, now=lambda: NOW)
        store.actor = "余慧敏"
        prepare(store)
        window = show_window(store, width, height)
        opened.append(window)
        qtbot.waitUntil(window.frame.isActiveWindow)
        return window

    yield open_it
    for window in opened:
        window.frame.close()


def add(store, kind, **raw):
    values, faults = store.examine(kind, raw)
    assert not faults.hard
    change = Create(kind, values)
    store.act(f"新增{kind.title}", [change])
    return Link(change.uid, str(raw.get("name", "")), kind.__tablename__)


def add_firm(store):
    return add(store, Enterprise, **FIRM)


def editor_of(window):
    return window.stack.current.editor


def latest(store, kind):
    return next(store.rows(Query(kind), 1))


def choose_firm(window, hands, qtbot):
    """Two initials, and the firm is taken from what is offered."""
    line = editor_of(window).form.input("enterprise").line
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    hands.letters("wl")
    qtbot.waitUntil(lambda: FIRM["name"] in line.offered())
    hands.press(K.Key_Down, times=line.offered().index(FIRM["name"]))
    hands.press(K.Key_Return)
    qtbot.waitUntil(lambda: editor_of(window).form.input("receiver").raw() == FIRM["contact"])


def go_to(window, hands, name):
    for _ in range(20):
        if editor_of(window).form.current().name == name:
            return
        hands.press(K.Key_Tab)
    pytest.fail(f"Tab does not lead to {name}")


def wait_saved(window, qtbot, count, kind=Visit):
    store = window.desk.store
    qtbot.waitUntil(lambda: store.count(Query(kind)) == count)
    qtbot.waitUntil(lambda: "已保存" in editor_of(window).form.status.text())


def type_visit(window, hands, qtbot, findings=FOUND):
    choose_firm(window, hands, qtbot)
    go_to(window, hands, "visitors")
    hands.write("程德胜、余慧敏")
    go_to(window, hands, "findings")
    hands.write(findings)


# -- J1: log a visit right after it


def test_a_visit_is_logged_in_at_most_twelve_keystrokes(open_window, qtbot):
    window, hands = open_window(add_firm), Hands()
    store = window.desk.store
    before = store.count(Query(Visit))

    hands.press(K.Key_N, CTRL)
    type_visit(window, hands, qtbot)
    hands.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, before + 1)

    row = latest(store, Visit)
    assert hands.pressed <= 12
    assert row.number.startswith("泽林ZF2026-")
    assert row.values["enterprise"].title == FIRM["name"]
    assert (row.values["visited_on"], row.values["way"]) == (store.today, "field")
    assert (row.values["visitors"], row.values["findings"]) == ("程德胜、余慧敏", FOUND)
    assert row.values["receiver"] == FIRM["contact"]
    assert row.values["receiver_phone"] == FIRM["contact_phone"]
    assert row.values["kind"] == "first"


def test_the_next_visit_keeps_what_is_pinned(open_window, qtbot):
    window, hands = open_window(add_firm), Hands()
    before = window.desk.store.count(Query(Visit))
    hands.press(K.Key_N, CTRL)
    choose_firm(window, hands, qtbot)
    go_to(window, hands, "visitors")
    hands.write("程德胜、张立新")
    hands.press(K.Key_F7)
    go_to(window, hands, "findings")
    hands.write(FOUND)
    hands.press(K.Key_Return, CTRL)
    wait_saved(window, qtbot, before + 1)

    form = editor_of(window).form
    assert form.input("visitors").raw() == "程德胜、张立新"
    assert form.input("findings").is_empty()
    assert form.input("receiver").is_empty()
    second = Hands()
    choose_firm(window, second, qtbot)
    go_to(window, second, "findings")
    second.write("再次走访，补交了代理合同。")
    second.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, before + 2)
    row = latest(window.desk.store, Visit)
    assert second.pressed <= 12
    assert (row.values["visitors"], row.values["kind"]) == ("程德胜、张立新", "return")


def test_a_need_raised_on_the_visit_is_saved_and_taken_back_with_it(open_window, qtbot):
    window, hands = open_window(add_firm), Hands()
    store = window.desk.store
    visits, needs = store.count(Query(Visit)), store.count(Query(Need))
    hands.press(K.Key_N, CTRL)
    type_visit(window, hands, qtbot)
    hands.press(K.Key_N, ALT)
    hands.write("希望协助答复审查意见")
    hands.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, visits + 1)

    visit, need = latest(store, Visit), latest(store, Need)
    assert store.count(Query(Need)) == needs + 1
    assert need.values["visit"].uid == visit.uid
    assert need.values["content"] == "希望协助答复审查意见"
    assert (need.values["source"], need.values["status"]) == ("visit", "registered")
    assert need.values["received_on"] == visit.values["visited_on"]

    hands.press(K.Key_Z, CTRL | ALT)
    qtbot.waitUntil(lambda: store.count(Query(Visit)) == visits)
    assert store.count(Query(Need)) == needs


# -- J2: follow a need to its close


def add_overdue(store):
    firm = add_firm(store)
    raw = {
        "enterprise": firm,
        "source": "走访",
        "category": "其他",
        "content": "答复第一次审查意见",
        "handler": "张立新",
    }
    today = store.today
    add(
        store, Need, received_on=today - timedelta(days=360), promised_on=today - timedelta(days=350), status="assigned", **raw
    )  # fmt: skip


def part_of(window):
    return window.stack.current.record.findChild(StepsPart)


def wait_for_step(window, qtbot, words):
    """The button of the next step stands there and has the focus."""
    window.frame.activateWindow()  # off the screen no window manager does when a dialog closes
    qtbot.waitUntil(lambda: window.stack.current.title == Need.title and part_of(window) is not None)
    qtbot.waitUntil(lambda: [one.text() for one in part_of(window).buttons[:1]] == [words])
    qtbot.waitUntil(part_of(window).buttons[0].hasFocus)


def wait_for_form(qtbot):
    def found():
        shown = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        return [form for one in shown for form in one.findChildren(StepForm)]

    qtbot.waitUntil(
        lambda: bool(found()) and found()[0].isAncestorOf(QApplication.focusWidget() or found()[0].window())
    )
    return found()[0]


def wait_for_status(window, qtbot, uid, status):
    store = window.desk.store
    qtbot.waitUntil(lambda: store.row(Need, uid).values["status"] == status)


@pytest.fixture
def overdue(open_window, qtbot):
    """The window with the board in sight and the need that is most overdue first in it."""
    window = open_window(add_overdue)
    due_list = window.stack.current._due
    qtbot.waitUntil(due_list.hasFocus)
    uid = latest(window.desk.store, Need).uid
    assert due_list.model_of_due.due_at(0).uid == uid
    return window, uid


def take(window, qtbot, hands, words, *, first=()):
    """Opens the next step, answers with keys and words, saves."""
    hands.press(K.Key_Return)
    wait_for_form(qtbot)
    for key in first:
        hands.press(key)
    hands.write(words)
    hands.press(K.Key_S, CTRL)


def bring_to_reply(window, qtbot, hands, uid):
    hands.press(K.Key_Return)
    wait_for_step(window, qtbot, "开始办理")
    take(window, qtbot, hands, "已联系代理机构，约定周五会商。")
    wait_for_status(window, qtbot, uid, "handling")
    wait_for_step(window, qtbot, "反馈企业")
    take(window, qtbot, hands, "意见陈述书已提交", first=(K.Key_Down, K.Key_1, K.Key_Tab))
    wait_for_status(window, qtbot, uid, "replied")
    wait_for_step(window, qtbot, "回访")


def test_one_key_opens_what_is_most_overdue_at_its_next_step(overdue, qtbot):
    window, _ = overdue

    Hands().press(K.Key_Return)

    wait_for_step(window, qtbot, "开始办理")
    assert window.stack.current.record.findChild(DueLine).late.accessibleName() == "逾期 350 天"


def test_each_step_is_dated_and_moves_the_need_on_in_one_act(overdue, qtbot):
    window, uid = overdue
    store = window.desk.store

    bring_to_reply(window, qtbot, Hands(), uid)

    values = store.row(Need, uid).values
    assert (values["replied_on"], values["result"]) == (store.today, "solved")
    assert values["outcome"] == "意见陈述书已提交"
    steps = list(store.rows(Query(NeedStep, where=by_value({"need": Link(uid, "", "need")}))))
    assert {(row.values["step"], row.values["done_on"], row.values["by"]) for row in steps} == {
        ("handle", store.today, "余慧敏"),
        ("reply", store.today, "余慧敏"),
    }
    assert store.undoable()[1].startswith("反馈企业 泽林SQ")
    store.undo()
    assert store.row(Need, uid).values["status"] == "handling"
    assert store.count(Query(NeedStep, where=by_value({"need": Link(uid, "", "need")}))) == 1


def test_a_need_is_closed_only_with_the_words_of_the_enterprise(overdue, qtbot):
    window, uid = overdue
    store, board, hands = window.desk.store, window.stack.current, Hands()
    bring_to_reply(window, qtbot, hands, uid)

    hands.press(K.Key_2, ALT)
    form = wait_for_form(qtbot).form
    hands.press(K.Key_S, CTRL)
    qtbot.waitUntil(lambda: form.cells["feedback"].fault() == "销号要有企业的反馈或满意度")
    assert store.row(Need, uid).values["status"] == "replied"
    qtbot.waitUntil(lambda: form.current().name == "feedback")
    hands.write("企业表示满意")
    hands.press(K.Key_S, CTRL)
    wait_for_status(window, qtbot, uid, "closed")

    wait_for_step(window, qtbot, "重新办理")
    values = store.row(Need, uid).values
    assert (values["closed_by"], values["closed_on"]) == ("余慧敏", store.today)
    assert uid not in {one.uid for one in due(store)}
    hands.press(K.Key_1, CTRL)
    qtbot.waitUntil(lambda: window.stack.current is board)
    rows = board._due.model_of_due
    qtbot.waitUntil(lambda: uid not in {rows.due_at(at).uid for at in range(rows.rowCount())})


# -- the laws, on the visit screen


def test_what_was_typed_is_offered_back_after_closing(open_window, qtbot):
    window, hands = open_window(add_firm), Hands()
    visits = window.desk.store.count(Query(Visit))
    hands.press(K.Key_N, CTRL)
    type_visit(window, hands, qtbot)
    hands.press(K.Key_N, ALT)
    hands.write("希望协助答复审查意见")
    window.frame.close()

    window = open_window()
    window.go(Place("visit"))
    page = window.stack.current
    qtbot.waitUntil(lambda: bool(page.offers.words()))
    assert "企业走访" in page.offers.words()[0]
    next(iter(page.offers._lines.values())).go_on.emit()
    qtbot.waitUntil(lambda: bool(page.editor.needs.lines))
    assert page.editor.form.input("findings").raw() == FOUND
    assert page.editor.needs.lines[0].inputs["content"].raw() == "希望协助答复审查意见"
    page.editor.form.input("findings").focus_first()
    hands.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, visits + 1)
    assert latest(window.desk.store, Need).values["content"] == "希望协助答复审查意见"


def test_what_is_still_wanted_is_saved_and_listed(open_window, qtbot):
    window, hands = open_window(add_firm), Hands()
    visits = window.desk.store.count(Query(Visit))
    hands.press(K.Key_N, CTRL)
    choose_firm(window, hands, qtbot)
    go_to(window, hands, "visitors")
    hands.write("程德胜")
    hands.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, visits + 1)

    page, row = window.stack.current, latest(window.desk.store, Visit)
    assert row.values["findings"] is None
    qtbot.waitUntil(lambda: page.record.told is not None and page.record.told.row.uid == row.uid)
    assert dict(page.record.told.soft) == {"findings": "待补"}


def test_a_visit_soon_after_the_last_is_warned_of_and_saved(open_window, qtbot):
    def prepare(store):
        firm = add_firm(store)
        add(
            store,
            Visit,
            enterprise=firm,
            visited_on=store.today - timedelta(days=9),
            way="电话",
            visitors="甲",
        )

    window, hands = open_window(prepare), Hands()
    visits = window.desk.store.count(Query(Visit))
    hands.press(K.Key_N, CTRL)
    type_visit(window, hands, qtbot)
    assert "9 天前走访过" in editor_of(window)._strip.text()
    hands.press(K.Key_S, CTRL)
    wait_saved(window, qtbot, visits + 1)
