"""What holds for the input of every field type."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from ercheng_station.records.fields import (
    PLAIN,
    Choice,
    Choices,
    Day,
    FileRef,
    Files,
    Flag,
    Link,
    Moment,
    Money,
    Ref,
    Text,
    Whole,
)
from ercheng_station.records.identifiers import CreditCode, IdNumber, PersonName, Phone
from ercheng_station.ui.inputs import MaskedInput, input_for

LINK = Link(UUID(int=7), "鄂州宏达精密机械有限公司", "enterprise")
CASES = {
    "text": (Text(label="案件名称"), "宏达公司 <b>&诉</b> 某商行"),
    "lines": (Text(label="走访内容", lines=3), "第一行\n\n 第三行  "),
    "whole": (Whole(label="时长", unit="分钟"), 45),
    "money": (Money(label="争议金额"), 123_456_789),
    "day": (Day(label="走访日期"), date(2026, 3, 5)),
    "moment": (Moment(label="受理时间"), datetime(2026, 3, 5, 6, 30, tzinfo=UTC)),
    "few": (Choice(label="走访方式", codes="visit_way"), "wechat"),
    "many": (Choice(label="诉求类别", codes="need_category"), "secret"),
    "choices": (Choices(label="企业荣誉", codes="enterprise_honour"), ("little_giant", "champion")),
    "flag": (Flag(label="需要上报"), False),
    "ref": (Ref(label="企业", kind="enterprise"), LINK),
    "files": (Files(label="照片"), (FileRef("ab" * 32, "一.jpg", 5, "image/jpeg"),)),
    "credit": (CreditCode(label="信用代码"), "91420704MA49XC3T1X"),
    "id": (IdNumber(label="身份证号"), "420704199003071238"),
    "phone": (Phone(label="电话"), "13800000000"),
    "name": (PersonName(label="姓名"), "买买提·阿不都"),
}


@pytest.fixture(params=CASES)
def case(request):
    return request.param


@pytest.fixture
def made(case, shown):
    return shown(input_for(CASES[case][0], PLAIN), 500, 200)


def test_a_value_shown_is_the_value_read(case, made):
    field, value = CASES[case]

    made.show_value(value)

    assert field.parse(made.raw(), PLAIN) == value


def test_nothing_is_read_as_nothing(case, made):
    field, value = CASES[case]
    made.show_value(value)
    made.show_value(None)

    assert field.parse(made.raw(), PLAIN) is None
    assert made.is_empty()


def test_a_draft_shows_the_same_again(case, made, shown):
    field, value = CASES[case]
    made.show_value(value)
    draft = json.loads(json.dumps(made.state(), ensure_ascii=False))
    other = shown(input_for(field, PLAIN), 500, 200)

    other.restore(draft)

    assert other.raw() == made.raw()
    assert other.state() == made.state()


def test_a_draft_of_nothing_is_nothing(case, made, shown):
    other = shown(input_for(CASES[case][0], PLAIN), 500, 200)
    other.show_value(CASES[case][1])

    other.restore(json.loads(json.dumps(made.state())))

    assert other.is_empty()


def test_showing_another_value_is_told(case, made, qtbot):
    with qtbot.waitSignal(made.changed):
        made.show_value(CASES[case][1])


def test_every_control_has_a_name(case, made):
    made.show_value(CASES[case][1])
    controls = [made, *made.findChildren(QWidget)]
    reached = [
        one for one in controls if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisibleTo(made)
    ]
    named = {one: QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in reached}

    assert reached
    assert [one for one, name in named.items() if not name] == []


def test_words_are_never_taken_for_markup(case, made):
    made.show_value(CASES[case][1])

    assert [one for one in made.findChildren(QLabel) if one.textFormat() != Qt.TextFormat.PlainText] == []


def test_the_focus_comes_to_the_input(case, made, qapp):
    made.focus_first()

    assert made.isAncestorOf(qapp.focusWidget()) or qapp.focusWidget() is made


def test_a_fault_marks_the_input_and_is_read_out(case, made):
    made.set_fault("不对")
    marked = [made, *made.findChildren(QWidget)]
    assert any(one.property("fault") for one in marked)
    assert any(one.accessibleDescription() == "不对" for one in marked)

    made.set_fault(None)
    assert not any(one.property("fault") for one in marked)


def test_only_a_private_field_is_masked(case, made):
    assert isinstance(made, MaskedInput) == CASES[case][0].private
