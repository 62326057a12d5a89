"""Another record is found by two letters and stands there by its title."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from ercheng_station.errors import Fault
from ercheng_station.records.fields import PLAIN, Link, Ref
from ercheng_station.ui.inputs import Alone, input_for
from ercheng_station.ui.suggest import Suggestion
from tests.ui.typing_in import write

HONGDA = Link(UUID(int=1), "宏达精密", "enterprise")
HUADIAN = Link(UUID(int=2), "华典文化", "enterprise")


class Shelf(Alone):
    """Answers at once, or when `answer` is called."""

    def __init__(self, late=False):
        self.late, self.asked = late, []

    def suggest(self, kind, text, reply):
        self.asked.append((kind, text, reply))
        if not self.late:
            self.answer(-1, [HONGDA, HUADIAN])

    def answer(self, which, links):
        self.asked[which][2]([Suggestion(one, one.title) for one in links])


@pytest.fixture
def ref(shown):
    made = shown(input_for(Ref(label="走访企业", kind="enterprise"), PLAIN), 400, 400)
    made.host = Shelf()
    made.focus_first()
    return made


def test_two_letters_and_enter_choose_the_record(ref, qtbot):
    qtbot.keyClicks(ref.core(), "hd")
    with qtbot.waitSignal(ref.chosen) as chosen:
        qtbot.keyClick(ref.core(), Qt.Key.Key_Return)

    assert chosen.args == [HONGDA]
    assert (ref.core().text(), ref.link(), ref.raw()) == ("宏达精密", HONGDA, str(HONGDA.uid))
    assert [one[:2] for one in ref.host.asked] == [("enterprise", "h"), ("enterprise", "hd")]


def test_what_is_typed_without_choosing_is_kept(ref):
    write("还没有登记的企业")

    assert ref.raw() == "还没有登记的企业"
    with pytest.raises(Fault):
        ref.field.parse(ref.raw(), PLAIN)


def test_changing_the_title_gives_the_record_up(ref, qtbot):
    ref.show_value(HONGDA)
    ref.core().end(False)
    with qtbot.waitSignal(ref.chosen) as chosen:
        qtbot.keyClick(ref.core(), Qt.Key.Key_Backspace)

    assert chosen.args == [None]
    assert ref.raw() == "宏达精"


def test_typing_on_replaces_a_record_that_was_filled_in(ref, qtbot):
    ref.show_value(HONGDA)
    qtbot.keyClicks(ref.core(), "hd")

    assert ref.core().text() == "hd"


def test_the_cross_clears_the_record(ref, qtbot):
    ref.show_value(HONGDA)
    cross = ref.core().childAt(ref.core().width() - 12, ref.core().height() // 2)
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)

    assert ref.is_empty()
    assert ref.core().hasFocus()


def test_an_answer_to_an_earlier_question_is_dropped(ref, qtbot):
    ref.host = Shelf(late=True)
    qtbot.keyClicks(ref.core(), "hd")

    ref.host.answer(1, [HUADIAN])
    ref.host.answer(0, [HONGDA])

    assert ref.core().offered() == ["华典文化", "新增“hd”"]


def test_the_last_suggestion_makes_a_new_record(ref, qtbot):
    ref.host = Shelf(late=True)
    write("新企业")
    ref.host.answer(0, [])
    with qtbot.waitSignal(ref.new_asked) as asked:
        qtbot.keyClick(ref.core(), Qt.Key.Key_Return)

    assert asked.args == ["enterprise", "新企业"]

    ref.choose(HONGDA)
    assert ref.link() == HONGDA


def test_no_new_record_where_none_may_be_made(ref):
    ref.can_add = False
    ref.host = Shelf(late=True)
    write("新企业")

    ref.host.answer(0, [HONGDA])

    assert ref.core().offered() == ["宏达精密"]


def test_a_draft_remembers_the_title(ref, shown):
    ref.show_value(HONGDA)
    other = shown(input_for(ref.field, PLAIN), 400, 400)

    other.restore(ref.state())

    assert (other.link(), other.core().text()) == (HONGDA, "宏达精密")


def test_a_draft_of_a_typed_word_is_that_word(ref, shown):
    write("宏")
    other = shown(input_for(ref.field, PLAIN), 400, 400)

    other.restore(ref.state())

    assert (other.link(), other.raw()) == (None, "宏")


def test_a_title_typed_to_its_end_is_taken_on_leaving(ref):
    write("宏达精密")
    ref.core().left.emit()

    assert ref.link() == HONGDA


def test_part_of_a_title_is_not_taken_on_leaving(ref):
    write("宏达")
    ref.core().left.emit()

    assert ref.link() is None
