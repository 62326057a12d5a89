"""Pages are made once, left in order, and found again going back."""

import pytest
from PySide6.QtWidgets import QStackedWidget

from ercheng_station.ui.context import Place
from ercheng_station.ui.page_stack import PageStack
from ercheng_station.ui.pages import Page


class Told(Page):
    def __init__(self, name, told):
        super().__init__()
        self.title, self.told = name, told

    def show_place(self, place):
        self.told.append(("show", place.name, place.uid, place.new))

    def leave(self):
        self.told.append(("leave", self.title))


@pytest.fixture
def told():
    return []


@pytest.fixture
def stack(qtbot, told):
    widget = QStackedWidget()
    qtbot.addWidget(widget)
    return PageStack(widget, lambda name: Told(name, told))


def test_a_page_is_made_once_and_left_before_the_next_is_shown(stack, told):
    first = stack.go(Place("visit"))
    stack.go(Place("need", 7))
    again = stack.go(Place("visit", 3))

    assert again is first
    assert told == [
        ("show", "visit", None, False),
        ("leave", "visit"),
        ("show", "need", 7, False),
        ("leave", "need"),
        ("show", "visit", 3, False),
    ]


def test_going_back_retraces_places_and_begins_nothing_anew(stack, told):
    stack.go(Place("visit", 3))
    stack.go(Place("need", new=True))
    stack.go(Place("enterprise"))
    told.clear()

    stack.back()
    stack.back()

    assert [one for one in told if one[0] == "show"] == [
        ("show", "need", None, False),
        ("show", "visit", 3, False),
    ]
    assert not stack.can_go_back
    assert stack.back() is None


def test_the_same_place_twice_is_one_step(stack):
    stack.go(Place("visit", 3))
    stack.go(Place("visit", 3))

    assert not stack.can_go_back


def test_a_page_that_cannot_be_made_leaves_the_old_one_in_sight(qtbot, told):
    def make(name):
        if name == "broken":
            raise KeyError(name)
        return Told(name, told)

    widget = QStackedWidget()
    qtbot.addWidget(widget)
    stack = PageStack(widget, make)
    stack.go(Place("visit"))

    with pytest.raises(KeyError):
        stack.go(Place("broken"))

    assert stack.place == Place("visit")
    assert told == [("show", "visit", None, False)]


def test_closing_leaves_every_page(stack, told):
    stack.go(Place("visit"))
    stack.go(Place("need"))
    told.clear()

    stack.leave_all()

    assert told == [("leave", "visit"), ("leave", "need")]
