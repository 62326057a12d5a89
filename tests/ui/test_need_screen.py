"""A need's way above its fields: how far it has come, what can be done next, and the small form of each step."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query, by_value
from ercheng_station.errors import Refused
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import PLAIN, Link
from ercheng_station.records.need import ORDER, Need, NeedStep
from ercheng_station.services import steps
from ercheng_station.ui import style
from ercheng_station.ui.context import AT_NEXT, Place
from ercheng_station.ui.messages import Message, Question
from ercheng_station.ui.record.drafting import waiting
from ercheng_station.ui.record.due_line import DueLine
from ercheng_station.ui.record.reading import read_record
from ercheng_station.ui.record.step_form import StepForm
from ercheng_station.ui.record.steps import StepsPart, WayStrip
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.screens.parts import parts_for
from ercheng_station.ui.tokens import Look, Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
K = Qt.Key


@pytest.fixture
def need(practice_store):
    """need(status, **raw) adds a need in that state and gives its uid."""
    firm = next(practice_store.rows(Query(Enterprise)))
    link = Link(firm.uid, firm.label, "enterprise")

    def add(status="registered", **raw):
        whole = {
            "enterprise": link,
            "source": "visit",
            "category": "other",
            "content": "商标续展",
            "handler": "张立新",
        }
        whole |= {"received_on": "-10", "promised_on": "-3", "status": status, **raw}
        values, faults = practice_store.examine(Need, whole)
        assert not faults.hard
        change = Create(Need, values)
        practice_store.act("新增企业诉求", [change])
        return change.uid

    return add


@pytest.fixture
def open_part(desk, shown, practice_store):
    """The part alone, over one need."""

    def open_it(uid, width=400):
        _, part = parts_for(Need, desk)
        shown(part, width, 300)
        part.show_told(read_record(practice_store, Need, uid))
        return part

    return open_it


@pytest.fixture
def open_page(desk, shown, qtbot):
    """The register with the record in sight, its next step focused."""
    pages = []

    def open_it(uid):
        page = shown(RegisterPage(Need, desk), 1019, 560)
        pages.append(page)
        page.show_place(Place("need", uid, given={AT_NEXT: True}))
        qtbot.waitUntil(lambda: bool(page.record.findChild(StepsPart).buttons))
        part = page.record.findChild(StepsPart)
        qtbot.waitUntil(part.buttons[0].hasFocus)
        return page, part

    yield open_it
    for page in pages:
        page.pane.stop()


@pytest.fixture
def open_due(desk, shown, practice_store):
    def open_it(uid):
        part = shown(DueLine(desk), 400, 100)
        part.show_told(read_record(practice_store, Need, uid))
        return part

    return open_it


def steps_from(status):
    return steps.steps_from(Need, status, PLAIN)


def words_of(part):
    return [button.text() for button in part.buttons]


def form_of(part, qtbot):
    qtbot.waitUntil(lambda: part.findChild(StepForm) is not None)
    return part.findChild(StepForm)


def press(part, words):
    next(one for one in part.buttons if one.text() == words).click()


def steps_of(store, uid):
    return [
        row.values["step"]
        for row in store.rows(Query(NeedStep, where=by_value({"need": Link(uid, "", "need")})))
    ]


@pytest.mark.parametrize("status", ORDER)
def test_there_is_a_button_for_every_open_step(open_part, need, status):
    closing = {"result": "solved", "satisfaction": "satisfied", "closed_by": "程德胜", "closed_on": "今天"}
    part = open_part(need(status, **(closing if status == "closed" else {})))

    assert words_of(part) == [one.words for one in steps_from(status)]
    assert part.buttons[0].property("tone") == (None if status == "closed" else "primary")
    assert "Alt+1" in part.buttons[0].toolTip()


@pytest.mark.parametrize(
    ("promised", "told", "words"),
    [
        ("-3", "逾期 3 天", "办结"),
        ("今天", "今天到期", "办结"),
        ("+5", "还有 5 天", "办结"),
        ("", None, "还没有承诺办结日期"),
    ],
)
def test_how_late_it_is_stands_in_words(open_due, need, promised, told, words):
    part = open_due(need("handling", promised_on=promised))

    assert part.late.isVisible() == (told is not None)
    assert told is None or part.late.accessibleName() == told
    assert words in part.words.text()


def test_a_closed_need_is_not_late(open_due, need):
    part = open_due(
        need("closed", result="solved", satisfaction="satisfied", closed_by="程德胜", closed_on="今天")
    )

    assert not part.isVisible()


def test_the_chain_tells_each_station_with_its_day(open_part, need, practice_store):
    today = practice_store.today
    uid = need("replied", replied_on="-1")
    link = Link(uid, "", "need")
    for step, days in (("assign", 8), ("handle", 5), ("handle", 4)):
        raw = {"need": link, "step": step, "done_on": today - timedelta(days=days), "content": "办"}
        practice_store.act("办理", [Create(NeedStep, practice_store.examine(NeedStep, raw)[0])])

    told = open_part(uid).chain.accessibleName()

    days = [today - timedelta(days=away) for away in (10, 8, 5, 1)]
    stations = "，".join(
        f"{name} {on}" for name, on in zip(("登记", "交办", "办理", "反馈"), days, strict=True)
    )
    assert told == f"办理进度：现在是反馈。{stations}"


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("status", ORDER)
def test_the_chain_is_drawn(shown, qapp, practice_store, theme, status):
    style.apply(qapp, Look(theme))
    chain = shown(WayStrip(Need, practice_store.context), 400, 80)
    assert len(_colours(chain)) == 1
    at = ORDER.index(status)
    days = dict.fromkeys(ORDER[: at + 1 : 2], practice_store.today)

    chain.show_stand(status, days)

    assert len(_colours(chain)) > 3
    assert chain.minimumSizeHint().width() <= 340


def _colours(widget):
    picture = widget.grab().toImage()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(0, picture.height(), 2)}


def test_a_removed_need_offers_no_steps(open_part, need, practice_store):
    uid = need()
    practice_store.act("删除", [Remove(Need, uid, "重复")])

    part = open_part(uid)

    assert not part.isVisible()
    part.take_focus()
    part._press(0)
    assert part.findChild(StepForm) is None


def test_nothing_is_begun_before_a_need_stands_there(desk, shown):
    part = shown(StepsPart(Need, desk))

    part.begin(steps_from("registered")[0])
    part._look_for_drafts()
    part._resume(None)
    part.take_focus()

    assert part.findChild(StepForm) is None


def test_arrows_go_along_the_buttons_and_enter_presses(open_part, need, qtbot):
    part = open_part(need())
    part.take_focus()

    qtbot.keyClick(part.buttons[0], K.Key_Right)
    assert part.buttons[1].hasFocus()
    qtbot.keyClick(part.buttons[1], K.Key_Left)
    qtbot.keyClick(part.buttons[0], K.Key_Left)
    assert part.turn.hasFocus()
    qtbot.keyClick(part.turn, K.Key_Left)
    assert part.buttons[-1].hasFocus()
    qtbot.keyClick(part.buttons[-1], K.Key_A)
    qtbot.keyClick(part, K.Key_A)
    assert part.findChild(StepForm) is None

    qtbot.keyClick(part.buttons[-1], K.Key_Return)
    assert form_of(part, qtbot).step.words == words_of(part)[-1]


def test_the_record_asked_for_is_shown_however_far_down_the_list_it_stands(
    open_page, practice_store, need, qtbot
):
    uid = need()
    for at in range(130):
        need(content=f"第{at}件")

    page, _ = open_page(uid)
    qtbot.waitUntil(lambda: page.pane.view.current is not None and page.pane.view.current.uid == uid)
    qtbot.wait(150)

    assert page.record.told.row.uid == uid


def test_a_digit_with_alt_begins_the_step_of_that_place(open_page, need, qtbot):
    page, part = open_page(need())

    qtbot.keyClick(page.pane.view, K.Key_2, ALT)

    assert form_of(part, qtbot).step.words == words_of(part)[1]
    part._press(99)


def test_the_form_asks_only_what_the_step_needs_and_begins_with_today(open_part, need, practice_store, qtbot):
    practice_store.actor = "余慧敏"
    part = open_part(need())
    press(part, "交办")
    form = form_of(part, qtbot)

    assert list(form.fields) == ["done_on", "unit", "handler", "promised_on", "content", "by"]
    assert form.form.input("done_on").value() == practice_store.today
    assert form.form.input("handler").raw() == "张立新"
    assert form.form.input("by").raw() == "余慧敏"
    assert not form.dirty()


def test_a_saved_step_moves_the_need_on_and_the_next_has_the_focus(open_page, need, practice_store, qtbot):
    uid = need()
    page, part = open_page(uid)
    press(part, "交办")
    form = form_of(part, qtbot)
    with qtbot.waitSignal(form.saved):
        form.save()
    page.activateWindow()

    qtbot.waitUntil(lambda: words_of(part)[0] == "开始办理")
    qtbot.waitUntil(part.buttons[0].hasFocus)
    assert practice_store.row(Need, uid).values["status"] == "assigned"
    assert steps_of(practice_store, uid) == ["assign"]


def test_what_is_missing_is_told_at_its_field(open_part, need, practice_store, qtbot):
    uid = need("handling")
    part = open_part(uid)
    press(part, "反馈企业")
    form = form_of(part, qtbot)

    form.save()
    form.save()

    qtbot.waitUntil(lambda: form.form.cells["result"].fault() == "必填")
    assert form.form.status.text() == "有 1 处要改正，改好后再保存"
    assert practice_store.row(Need, uid).values["status"] == "handling"


def test_a_fault_outside_the_form_is_told_in_the_status_line(open_part, need, qtbot):
    part = open_part(need("handling"))
    press(part, "记进展")
    form = form_of(part, qtbot)
    form.form.input("content").show_value("已联系")
    form._fail(Refused({"status": "“办理中”之后只能是：已反馈"}))

    assert form.form.status.text() == "“办理中”之后只能是：已反馈"


def test_who_handled_it_is_warned_before_closing_it(open_part, need, practice_store, qtbot):
    uid = need("replied", result="solved", satisfaction="satisfied")
    part = open_part(uid)
    press(part, "销号")
    form = form_of(part, qtbot)
    by = form.form.cells["by"]
    assert by.note() == ""

    by.input.show_value("张立新")
    form.form.edited.emit()
    assert "同一人" in by.note()

    with qtbot.waitSignal(form.saved):
        form.save()
    assert practice_store.row(Need, uid).values["closed_by"] == "张立新"


def test_a_need_that_has_moved_on_meanwhile_is_told_and_nothing_is_lost(
    open_part, need, practice_store, qtbot
):
    uid = need("handling")
    part = open_part(uid)
    press(part, "反馈企业")
    form = form_of(part, qtbot)
    form.form.propose({"result": "solved", "content": "已受理"}, over=True)
    practice_store.act("修改", [Alter(Need, uid, {"unit": "泽林所"})])

    form.save()

    qtbot.waitUntil(lambda: form.findChild(Message) is not None)
    assert form.form.status.text() == "没有保存"
    assert form.dirty()
    assert steps_of(practice_store, uid) == []


def test_typed_words_are_kept_when_the_form_is_closed_and_offered_back(open_page, need, desk, qtbot):
    uid = need("handling")
    _, part = open_page(uid)
    press(part, "记进展")
    form = form_of(part, qtbot)
    form.form.input("content").show_value("已约定周五会商")
    form.form.edited.emit()
    form.window().close()
    qtbot.waitUntil(lambda: bool(part.offers.words()))
    assert "记进展" in part.offers.words()[0]

    next(iter(part.offers._lines.values())).go_on.emit()

    qtbot.waitUntil(lambda: [one for one in part.findChildren(StepForm) if one.isVisible()] != [])
    again = next(one for one in part.findChildren(StepForm) if one.isVisible())
    assert again.form.input("content").raw() == "已约定周五会商"
    with qtbot.waitSignal(again.saved):
        again.save()
    assert steps_of(desk.store, uid) == ["handle"]
    qtbot.waitUntil(lambda: waiting(desk.store) == [])


def test_words_for_a_step_no_longer_open_come_back_as_a_note(open_part, need, practice_store, desk, qtbot):
    uid = need("handling")
    part = open_part(uid)
    press(part, "反馈企业")
    form = form_of(part, qtbot)
    form.form.input("content").show_value("已受理续展")
    form.form.edited.emit()
    form.window().close()
    qtbot.waitUntil(lambda: bool(waiting(desk.store, "need.step")))
    draft = waiting(desk.store, "need.step")[0]
    practice_store.act("修改", [Alter(Need, uid, {"status": "assigned"})])
    practice_store.act("修改", [Alter(Need, uid, {"status": "registered"})])
    part.show_told(read_record(practice_store, Need, uid))
    qtbot.waitUntil(lambda: form not in part.findChildren(StepForm) or not form.isVisible())

    part._resume(draft)
    qtbot.waitUntil(lambda: [one for one in part.findChildren(StepForm) if one.isVisible()] != [])

    shown = [one for one in part.findChildren(StepForm) if one.isVisible()]
    assert [one.form.input("content").raw() for one in shown] == ["已受理续展"]


def test_giving_up_asks_first_if_anything_was_typed(open_part, need, desk, qtbot):
    part = open_part(need("handling"))
    press(part, "记进展")
    form = form_of(part, qtbot)
    form.form.input("content").show_value("写错了")

    form.cancel()
    question = form.findChild(Question)
    assert question is not None
    question.accept()

    qtbot.waitUntil(lambda: not [one for one in part.findChildren(StepForm) if one.isVisible()])
    assert waiting(desk.store) == []


def test_giving_up_an_untouched_form_asks_nothing(open_part, need, qtbot):
    part = open_part(need("handling"))
    press(part, "记进展")
    form = form_of(part, qtbot)

    form.cancel()

    assert form.findChild(Question) is None
    qtbot.waitUntil(lambda: not [one for one in part.findChildren(StepForm) if one.isVisible()])


def test_the_same_state_keeps_the_buttons_and_their_focus(open_part, need, practice_store):
    uid = need("handling")
    part = open_part(uid)
    part.buttons[1].setFocus()
    before = part.buttons

    part.show_told(read_record(practice_store, Need, uid))

    assert part.buttons is before
    assert part.buttons[1].hasFocus()
