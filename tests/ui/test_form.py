"""The laws of typing into a form: no word lost, Enter goes on, faults beside the field, pins, drafts."""

import json
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.records.fields import (
    PLAIN,
    Choice,
    Choices,
    Day,
    FileRef,
    Files,
    Flag,
    Link,
    Money,
    Ref,
    Text,
    Whole,
)
from ercheng_station.records.identifiers import IdNumber, PersonName, Phone
from ercheng_station.ui import style
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import Alone
from ercheng_station.ui.suggest import Suggestion
from ercheng_station.ui.tokens import Density, Look, Theme
from tests.ui.screen_faults import stops, unmarked
from tests.ui.typing_in import compose, write

HONGDA = Link(UUID(int=1), "宏达精密", "enterprise")
ON = replace(PLAIN, today=date(2026, 11, 22))
FIELDS = {
    "enterprise": Ref(label="走访企业", kind="enterprise", required=True, section="走访"),
    "visited_on": Day(label="走访日期", required=True, default="今天", pinned=True),
    "way": Choice(label="走访方式", codes="visit_way", required=True, default="field", pinned=True),
    "minutes": Whole(label="时长", unit="分钟", low=1, high=600),
    "phone": Phone(label="电话", wanted=True, help="区号和号码之间用短横线"),
    "person": IdNumber(label="身份证号"),
    "findings": Text(label="走访内容", lines=3, section="情况"),
    "honours": Choices(label="企业荣誉", codes="enterprise_honour"),
    "loss": Money(label="损失"),
    "report_up": Flag(label="需要上报"),
    "photos": Files(label="现场照片", section="照片"),
}
FULL = {
    "enterprise": HONGDA,
    "visited_on": date(2026, 3, 5),
    "way": "phone",
    "minutes": 45,
    "phone": "13800000000",
    "person": "420704199003071238",
    "findings": "第一行\n第二行",
    "honours": ("little_giant",),
    "loss": 123_400,
    "report_up": True,
    "photos": (FileRef("a" * 64, "一.jpg", 5),),
}


@pytest.fixture
def form(shown):
    return shown(Form(FIELDS, ON, Alone()), 1000, 700)


def here(form):
    return form.current().name


def test_every_value_comes_back(form):
    form.fill(FULL)

    assert form.values() == (FULL, {})
    assert not form.dirty()


def test_an_empty_form_tells_what_is_required(form):
    form.fill({})

    assert form.values()[1] == {"enterprise": "必填", "visited_on": "必填", "way": "必填"}


def test_a_new_record_starts_with_the_defaults_and_the_first_empty_field(form):
    form.start()

    assert form.values()[0]["visited_on"] == date(2026, 11, 22)
    assert form.values()[0]["way"] == "field"
    assert here(form) == "enterprise"
    assert not form.dirty()


def test_enter_goes_through_the_fields_in_reading_order(form, qtbot):
    form.start()
    passed = [here(form)]
    while passed[-1] != "findings":
        qtbot.keyClick(form.current().input.core(), Qt.Key.Key_Return)
        passed.append(here(form))

    assert passed == list(FIELDS)[:7]


def test_enter_breaks_the_line_in_a_field_of_several_lines(form, qtbot):
    form.input("findings").focus_first()
    qtbot.keyClick(form.input("findings").core(), Qt.Key.Key_Return)

    assert here(form) == "findings"
    assert form.input("findings").raw() == "\n"


def test_enter_in_the_last_field_comes_to_the_save_button_and_saves_nothing(form, qtbot, qapp):
    form.input("report_up").focus_first()
    with qtbot.assertNotEmitted(form.save_asked):
        qtbot.keyClick(form.input("report_up").core(), Qt.Key.Key_Return)
        qtbot.keyClick(form.input("photos").core(), Qt.Key.Key_Tab)

    assert form.cells["photos"].isAncestorOf(qapp.focusWidget()) or isinstance(
        qapp.focusWidget(), QPushButton
    )


def test_enter_on_the_save_button_saves(form, qtbot):
    form.save_button.setFocus()
    with qtbot.waitSignal(form.save_asked):
        qtbot.keyClick(form.save_button, Qt.Key.Key_Return)

    assert form.save_button.hasFocus()


def test_the_enter_that_chooses_goes_on_too(form, qtbot):
    form.start()
    line = form.input("enterprise").core()
    line.offer([Suggestion(HONGDA, HONGDA.title)], "宏")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.values()[0]["enterprise"] == HONGDA
    assert here(form) == "visited_on"


def test_tab_follows_the_reading_order_and_ends_at_the_buttons(shown, qtbot, qapp):
    window, after = QWidget(), QLineEdit()
    form = Form(FIELDS, ON, Alone())
    box = QVBoxLayout(window)
    box.addWidget(form)
    box.addWidget(after)
    shown(window, 1000, 700)
    form.fill({name: value for name, value in FULL.items() if name != "person"})
    form.input("enterprise").focus_first()
    passed = [here(form)]
    while form.current() is not None:
        if passed[-1] != here(form):
            passed.append(here(form))
        qtbot.keyClick(qapp.focusWidget(), Qt.Key.Key_Tab)

    assert passed == list(FIELDS)
    assert qapp.focusWidget() is form.next_button
    qtbot.keyClick(form.next_button, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is form.save_button
    qtbot.keyClick(form.save_button, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is after


def test_a_form_shown_at_first_has_the_focus_in_its_first_field(shown, qapp):
    form = Form(FIELDS, ON, Alone())
    form.start()
    window = QWidget()
    QVBoxLayout(window).addWidget(form)
    shown(window, 1000, 700)

    assert here(form) == "enterprise"


@pytest.mark.parametrize("name", ["enterprise", "way", "findings", "honours", "photos"])
@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_S, "save_asked"),
        (Qt.Key.Key_Return, "save_next_asked"),
        (Qt.Key.Key_Enter, "save_next_asked"),
    ],
)
def test_the_save_keys_work_from_every_field(form, qtbot, name, key, signal):
    form.fill(FULL)
    form.input(name).focus_first()
    before = form.raw()

    with qtbot.waitSignal(getattr(form, signal)):
        qtbot.keyClick(form.input(name).core(), key, Qt.KeyboardModifier.ControlModifier)

    assert form.raw() == before


@pytest.mark.parametrize("name", FIELDS)
def test_escape_destroys_nothing(form, qtbot, name):
    form.fill(FULL)
    form.input("loss").restore("1234")
    before = form.raw()
    form.input(name).focus_first()

    qtbot.keyClick(form.input(name).core(), Qt.Key.Key_Escape)

    assert form.raw() == before
    assert form.isVisible()


def test_words_being_composed_are_read(form):
    form.input("findings").focus_first()
    compose("echeng")

    assert form.raw()["findings"] == "echeng"


def test_a_draft_does_not_disturb_what_is_being_composed(form):
    form.input("findings").focus_first()
    compose("echeng")

    assert form.snapshot()["findings"] == ""

    write("鄂城")
    assert form.snapshot()["findings"] == "鄂城"


def test_a_draft_goes_through_json_and_back(form, shown):
    form.fill(FULL)
    form.input("loss").restore("一千")
    draft = json.loads(json.dumps(form.snapshot(), ensure_ascii=False))
    other = shown(Form(FIELDS, ON, Alone()), 1000, 700)

    other.restore(draft)

    assert other.raw() == form.raw()
    assert other.snapshot() == form.snapshot()
    assert other.dirty()


def test_a_draft_from_another_version_is_taken_as_far_as_it_goes(form):
    form.fill(FULL)

    form.restore({"loss": "5", "gone": "x"})

    assert form.raw()["loss"] == "5"
    assert form.raw()["findings"] == "第一行\n第二行"


def test_only_typing_is_told_as_edited(form, qtbot):
    with qtbot.assertNotEmitted(form.edited):
        form.fill(FULL)
        form.start()
        form.restore({"loss": "5"})

    form.input("loss").focus_first()
    with qtbot.waitSignal(form.edited):
        write("1")
    assert form.dirty()


def test_saved_is_no_longer_dirty(form):
    form.fill({})
    form.input("loss").focus_first()
    write("1")

    form.settle()

    assert not form.dirty()


def test_unreadable_text_is_told_on_leaving_beside_its_field(form):
    form.fill({})
    form.input("minutes").focus_first()
    write("许久")
    assert form.cells["minutes"].fault() == ""

    form.input("phone").focus_first()

    assert form.cells["minutes"].fault() != ""
    assert form.cells["minutes"].note() == form.cells["minutes"].fault()
    assert form.input("minutes").core().property("fault")
    assert form.raw()["minutes"] == "许久"


def test_a_fault_goes_as_soon_as_it_is_mended(form):
    form.fill({})
    form.input("minutes").restore("许久")
    form.show_faults({"minutes": "不是数字"}, {})
    form.input("minutes").focus_first()
    form.input("minutes").core().selectAll()

    write("45")

    assert form.cells["minutes"].fault() == ""


def test_leaving_a_required_field_empty_is_not_told_before_saving(form):
    form.fill({})
    form.input("enterprise").focus_first()
    form.input("minutes").focus_first()

    assert form.cells["enterprise"].fault() == ""


def test_a_fault_of_saving_stays_when_its_field_is_left_as_it_is(form):
    form.fill({"minutes": 45})
    form.show_faults({"enterprise": "必填", "minutes": "比平时长"}, {})

    for name in ("enterprise", "minutes", "findings"):
        form.input(name).focus_first()

    assert [form.cells[name].fault() for name in ("enterprise", "minutes")] == ["必填", "比平时长"]


def test_faults_of_saving_stand_beside_their_fields_and_the_first_gets_the_focus(form):
    form.fill({})

    form.show_faults({"minutes": "太长", "enterprise": "必填"}, {"phone": "没有填写电话"})

    notes = {name: cell.note() for name, cell in form.cells.items()}
    assert (notes["enterprise"], notes["minutes"]) == ("必填", "太长")
    assert notes["phone"] == "没有填写电话"
    assert here(form) == "enterprise"


def test_help_gives_way_to_a_fault_and_comes_back(form):
    cell = form.cells["phone"]
    assert cell.note() == "区号和号码之间用短横线"

    form.show_faults({"phone": "少一位"}, {})
    assert cell.note() == "少一位"

    form.show_faults({}, {})
    assert cell.note() == "区号和号码之间用短横线"


def test_the_amount_in_capitals_stands_under_the_field(form):
    form.input("loss").focus_first()
    write("12")

    assert form.cells["loss"].note() == "人民币壹拾贰元整"


def test_a_word_that_chooses_no_record_is_told(form):
    form.fill({})
    form.input("enterprise").focus_first()
    write("没有的企业")
    form.input("minutes").focus_first()

    assert "候选" in form.cells["enterprise"].fault()
    assert form.raw()["enterprise"] == "没有的企业"


def test_pinned_fields_keep_their_value_for_the_next_record(form):
    form.set_pins({"way", "minutes"})
    assert form.pins() == {"way"}
    form.fill(FULL)

    form.start()

    values = form.values()[0]
    assert values["way"] == "phone"
    assert (values["minutes"], values["findings"], values["visited_on"]) == (None, None, date(2026, 11, 22))


def test_a_pin_is_set_by_key_in_its_field(form, qtbot):
    form.input("visited_on").focus_first()
    with qtbot.waitSignal(form.pin_changed) as changed:
        qtbot.keyClick(form.input("visited_on").core(), Qt.Key.Key_F7)

    assert changed.args == ["visited_on", True]


def test_known_things_fill_only_empty_fields(form):
    form.fill({"phone": "13800000000"})

    form.propose({"phone": "13900000000", "minutes": 30, "findings": None})
    assert (form.raw()["phone"], form.raw()["minutes"]) == ("13800000000", "30")
    assert form.dirty()

    form.propose({"phone": "13900000000"}, over=True)
    assert form.raw()["phone"] == "13900000000"


def test_a_phrase_is_asked_for_and_put_in_at_the_cursor(form, qtbot):
    form.input("findings").focus_first()
    with qtbot.waitSignal(form.phrases_asked) as asked:
        qtbot.keyClick(form.input("findings").core(), Qt.Key.Key_F8)
    assert asked.args == ["findings"]

    form.insert_phrase("findings", "企业⟦名称⟧情况正常。")
    write("宏达")

    assert form.raw()["findings"] == "企业宏达情况正常。"


def test_signals_of_inputs_name_their_field(form, qtbot, tmp_path):
    with qtbot.waitSignal(form.chosen) as chosen:
        form.input("enterprise").choose(HONGDA)
    with qtbot.waitSignal(form.new_asked) as new:
        form.input("enterprise").new_asked.emit("enterprise", "新企业")
    with qtbot.waitSignal(form.files_offered) as files:
        form.input("photos").offered.emit([tmp_path])

    assert chosen.args == ["enterprise", HONGDA]
    assert new.args == ["enterprise", "enterprise", "新企业"]
    assert files.args == ["photos", [tmp_path]]


def test_a_hidden_value_is_shown_after_it_was_asked_for(form, qtbot):
    form.fill(FULL)
    button = next(one for one in form.findChildren(QPushButton) if one.accessibleName() == "显示身份证号")
    with qtbot.waitSignal(form.reveal_asked) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    form.reveal(asked.args[0])

    assert not form.input("person").is_masked()
    assert not form.dirty()


def test_every_control_has_a_name_and_every_word_is_plain(form):
    form.fill(FULL)
    reached = [
        one
        for one in form.findChildren(QWidget)
        if one.isVisible()
        and (one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, QAbstractButton))
    ]
    nameless = [
        one for one in reached if not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
    ]

    assert len(reached) > len(FIELDS)
    assert nameless == []
    assert [one for one in form.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText] == []


@pytest.mark.parametrize("theme", Theme)
def test_the_focus_is_seen_in_every_field_and_button_of_every_theme(qapp, form, theme):
    style.apply(qapp, Look(theme))
    QApplication.processEvents()

    assert len({type(one) for one in stops(form)}) >= 7
    assert list(unmarked(form)) == []


def test_no_line_cuts_or_masks_what_is_typed(form):
    lines = form.findChildren(QLineEdit)

    assert [one for one in lines if one.validator() or one.inputMask() or one.maxLength() < 1_000_000] == []


def test_header_and_buttons_stay_while_the_body_scrolls(form):
    form.resize(1000, 300)
    area = form.findChild(QScrollArea)
    top = form.save_button.mapTo(form, form.save_button.rect().topLeft())

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    assert area.verticalScrollBar().maximum() > 0
    assert form.save_button.mapTo(form, form.save_button.rect().topLeft()) == top
    assert form.rect().contains(form.save_button.geometry())


def test_the_field_with_the_focus_is_in_sight(form, qtbot):
    form.resize(1000, 300)
    form.input("enterprise").focus_first()
    form.show_faults({"loss": "不对"}, {})

    area = form.findChild(QScrollArea).viewport()
    line = form.input("loss").core()
    qtbot.waitUntil(lambda: area.rect().contains(line.mapTo(area, line.rect().center())))


def test_a_field_is_brought_into_sight_once_the_form_stands(shown, qtbot):
    brought = []

    class Watched(Form):
        def bring(self, part):
            brought.append((part.name, self.isVisible()))
            super().bring(part)

    made = Watched(FIELDS, ON, Alone())
    made.fill({"enterprise": HONGDA, "visited_on": FULL["visited_on"], "way": "phone"})
    made.focus_first()
    QApplication.processEvents()
    assert brought == []

    shown(made, 1000, 400)

    qtbot.waitUntil(lambda: brought == [("minutes", True)])


@pytest.mark.parametrize("width", [420, 520, 700, 760, 1000, 1600])
@pytest.mark.parametrize("density", Density)
def test_the_form_fits_every_width(qapp, shown, width, density):
    style.apply(qapp, Look(density=density))
    form = shown(Form(FIELDS, ON, Alone()), width, 600)
    form.fill(FULL)
    area = form.findChild(QScrollArea)

    assert area.widget().width() <= area.viewport().width()
    assert [
        cell.name
        for cell in form.cells.values()
        if cell.mapTo(area.widget(), cell.rect().topRight()).x() > area.widget().width()
    ] == []


def test_fields_stand_in_two_columns_where_the_width_allows(form, qtbot):
    def tops():
        return {name: cell.mapTo(form, cell.rect().topLeft()).y() for name, cell in form.cells.items()}

    qtbot.waitUntil(lambda: tops()["visited_on"] == tops()["enterprise"])

    form.resize(600, 700)
    qtbot.waitUntil(lambda: tops()["visited_on"] > tops()["enterprise"])


def test_nothing_moves_when_a_fault_appears(form, qapp):
    form.fill({})
    qapp.processEvents()
    before = {name: cell.pos() for name, cell in form.cells.items()}

    form.show_faults({"minutes": "不是数字"}, {"phone": "没有填写"})
    qapp.processEvents()

    assert {name: cell.pos() for name, cell in form.cells.items()} == before


def test_a_form_can_grow_field_by_field(shown, qtbot):
    form = Form(FIELDS, ON, Alone(), slowly=True)
    steps = sum(1 for _ in form.build())
    shown(form, 1000, 700)

    assert steps == len(FIELDS)
    form.fill(FULL)
    assert form.values() == (FULL, {})
    qtbot.waitUntil(lambda: all(cell.isVisible() for cell in form.cells.values()))
    qtbot.waitUntil(lambda: form.cells["minutes"].y() > form.cells["visited_on"].y())


def test_a_form_laid_out_while_it_grows_shows_every_field(shown, qapp, qtbot):
    form = shown(Form(FIELDS, ON, Alone(), slowly=True), 1000, 700)
    for width, _ in enumerate(form.build(), 1001):
        form.resize(width, 700)
        qapp.processEvents()

    qtbot.waitUntil(lambda: all(cell.isVisible() for cell in form.cells.values()))
    places = [(cell.parent(), cell.pos().toTuple()) for cell in form.cells.values()]
    assert len(set(places)) == len(places)


def test_a_growing_form_is_whole_as_soon_as_it_is_asked(shown, qtbot):
    form = shown(Form(FIELDS, ON, Alone(), slowly=True), 1000, 700)

    form.fill(FULL)

    assert form.values() == (FULL, {})
    assert not form.dirty()


def test_the_marks_beside_fields_take_a_new_look(form, qapp):
    form.show_faults({"minutes": "太长"}, {})
    mark = next(one for one in form.cells["minutes"].findChildren(QLabel) if not one.pixmap().isNull())
    before = mark.pixmap().toImage()

    style.apply(qapp, Look(Theme.DARK))

    assert mark.pixmap().toImage() != before


def test_a_field_alone_under_its_own_name_is_named_once(shown):
    files = {name: Files(label=label, section=label) for name, label in (("a", "附件"), ("b", "照片"))}
    form = shown(Form(files, ON, Alone()), 800, 400)

    said = [label.text() for label in form.findChildren(QLabel) if label.isVisible() and label.text()]

    assert (said.count("附件"), said.count("照片")) == (1, 1)
    assert form.input("a").core().accessibleName() == "添加附件"


def test_two_fields_of_files_stand_side_by_side(shown):
    form = shown(Form({name: Files(label=name) for name in ("通知", "签到表")}, ON, Alone()), 1000, 300)

    assert form.cells["通知"].y() == form.cells["签到表"].y()
    assert form.cells["通知"].x() < form.cells["签到表"].x()


def test_the_name_of_a_person_takes_no_more_than_a_quarter(shown):
    names = {name: PersonName(label=name) for name in ("主持人", "记录人", "责任人", "经办人")}
    form = shown(Form(names, ON, Alone()), 1000, 300)

    assert len({cell.y() for cell in form.cells.values()}) == 1
