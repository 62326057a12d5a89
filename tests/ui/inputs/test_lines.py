"""What is typed is kept as typed, and shown tidily where it can be read."""

import pytest

from ercheng_station.records.fields import PLAIN, Money, Text, Whole
from ercheng_station.records.identifiers import IdNumber, PersonName, Phone
from ercheng_station.ui.inputs import Room, input_for
from tests.ui.typing_in import compose, write


@pytest.fixture
def of(shown):
    def make(field):
        made = shown(input_for(field, PLAIN), 500, 200)
        made.focus_first()
        return made

    return make


def leave(made):
    made.core().left.emit()


def test_money_says_its_amount_in_capitals(of, qtbot):
    made = of(Money(label="金额"))
    told = []
    made.hinted.connect(told.append)

    qtbot.keyClicks(made.core(), "1234.5")

    assert told[-1] == "人民币壹仟贰佰叁拾肆元伍角整"


def test_half_typed_money_says_nothing(of, qtbot):
    made = of(Money(label="金额"))
    told = []
    made.hinted.connect(told.append)

    qtbot.keyClicks(made.core(), "12x")

    assert told[-1] == ""


def test_money_is_shown_as_it_will_be_kept_on_leaving(of):
    made = of(Money(label="金额"))
    write("１．２万元")
    assert made.raw() == "１．２万元"

    leave(made)

    assert made.raw() == "12,000.00"


def test_what_cannot_be_read_stays_as_typed(of, qtbot):
    made = of(Whole(label="时长", unit="分钟"))
    qtbot.keyClicks(made.core(), "about 3")

    leave(made)

    assert made.raw() == "about 3"


def test_free_text_is_never_tidied(of):
    made = of(Text(label="备注"))
    write("  “两站”　１２３  ")

    leave(made)

    assert made.raw() == "  “两站”　１２３  "


def test_an_identity_number_gives_sex_and_birth_date(of, qtbot):
    made = of(IdNumber(label="身份证号"))
    told = []
    made.hinted.connect(told.append)

    qtbot.keyClicks(made.core(), "420704199003071238")

    assert told[-1] == "男，1990-03-07 出生"


def test_words_being_composed_belong_to_the_input_after_commit(of):
    made = of(Text(label="备注", lines=3))
    compose("echeng")

    made.commit_ime()

    assert made.raw() == "echeng"


def test_the_count_is_told_only_near_the_limit(of):
    made = of(Text(label="备注", lines=3, longest=100))
    told = []
    made.hinted.connect(told.append)

    made.restore("鄂" * 90)
    made.restore("鄂" * 95)

    assert told[-2:] == ["", "95 / 100 字"]


@pytest.mark.parametrize(
    ("field", "room"),
    [
        (Text(label="事由"), Room.COLUMN),
        (Text(label="简称", width=8), Room.HALF),
        (Text(label="内容", lines=4), Room.ROW),
        (PersonName(label="姓名", width=10), Room.HALF),
        (Phone(label="电话"), Room.HALF),
        (Whole(label="人数"), Room.HALF),
        (IdNumber(label="身份证号"), Room.COLUMN),
    ],
    ids=lambda one: getattr(one, "label", one),
)
def test_an_input_takes_the_room_its_field_needs(of, field, room):
    assert of(field).room is room
