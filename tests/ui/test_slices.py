"""What takes long is made in slices, and a key typed meanwhile is not lost."""

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.records.visit import Visit
from ercheng_station.ui import page_registry
from ercheng_station.ui import slices as slicing
from ercheng_station.ui.context import Place
from ercheng_station.ui.page_stack import PageStack
from ercheng_station.ui.slices import Slices, exhaust, laid_out

STEPS = 5


@pytest.fixture(autouse=True)
def _one_step_a_turn(monkeypatch):
    """However fast the machine is."""
    monkeypatch.setattr(slicing, "_SLICE", 0)


@pytest.fixture
def window(shown):
    return shown(QWidget(), 300, 200)


@pytest.fixture
def made():
    return []


@pytest.fixture
def slices(window, made):
    def steps():
        for at in range(STEPS):
            made.append(at)
            yield

    return Slices(steps(), window)


def test_the_window_has_its_turn_between_the_slices(qtbot, slices, made):
    between = []
    other = QTimer(slices)
    other.timeout.connect(lambda: between.append(len(made)))
    other.start(0)

    with qtbot.waitSignal(slices.done):
        slices.start()

    assert len(set(between)) > 2


def test_what_waits_comes_once_at_the_end(qtbot, slices, made):
    seen = []
    slices.then(lambda: seen.append(len(made)))

    qtbot.waitUntil(lambda: bool(seen))
    slices.finish()

    assert seen == [STEPS]
    slices.then(lambda: seen.append("at once"))
    assert seen == [STEPS, "at once"]


def test_finishing_makes_all_the_rest_now(slices, made):
    slices.start()
    slices.finish()

    assert made == list(range(STEPS))
    assert slices.is_done


def test_what_is_given_up_takes_no_further_step_and_tells_nobody(qtbot, slices, window, made):
    told = []
    slices.then(lambda: told.append("made"))
    before = list(made)

    slices.drop()
    qtbot.keyClick(window, Qt.Key.Key_A)
    qtbot.wait(50)

    assert made == before
    assert told == []


def test_the_first_key_ends_the_waiting_and_goes_where_the_focus_then_is(slices, window, made):
    line = QLineEdit(window)
    line.show()
    slices.then(line.setFocus)
    assert len(made) < STEPS

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_X)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Y)

    assert made == list(range(STEPS))
    assert line.text() == "xy"


def test_a_window_that_goes_takes_its_slices_along(qtbot, made):
    window = QWidget()
    slices = Slices((made.append(at) for at in range(3)), window)
    window.deleteLater()
    with qtbot.waitSignal(window.destroyed):
        pass

    assert not made
    assert not slices.is_done


@pytest.fixture
def stack(shown, desk):
    return PageStack(shown(QStackedWidget(), 1280, 720), lambda name: page_registry.make_page(name, desk))


@pytest.mark.parametrize("name", ["desk", "visit", "enterprise", "enterprise_page", "care"])
def test_a_page_is_in_sight_before_it_is_built(qtbot, stack, name):
    page = stack.go(Place(name))

    assert page.isVisible()
    assert not page.making.is_done
    qtbot.waitUntil(lambda: page.making.is_done)


def test_words_typed_while_the_form_is_being_made_stand_in_it(qtbot, stack):
    page = stack.go(Place("visit", new=True))
    window = page.window().windowHandle()
    assert not page.making.is_done

    for key in "hdjm":
        QTest.keyClick(window, key)

    assert QApplication.focusWidget().text() == "hdjm"
    assert page.editor.form.raw()["enterprise"] != ""


def test_the_editor_is_made_while_a_page_is_looked_at_and_opens_filled(qtbot, stack):
    page = stack.go(Place("visit"))
    qtbot.waitUntil(lambda: page.making.is_done)
    qtbot.waitUntil(lambda: page._side.making_editor.is_done)
    qtbot.waitUntil(lambda: page.record.told is not None)

    page.edit()

    assert page.kind is Visit
    assert not page.editor.is_new()
    assert page.editor.isVisible()
    assert page.editor.form.current() is not None


def test_what_is_hidden_is_laid_out_in_steps_before_it_is_shown(qapp):
    outer, inner, field = QWidget(), QWidget(), QLineEdit()
    QVBoxLayout(outer).addWidget(inner)
    QHBoxLayout(inner).addWidget(field)
    outer.resize(300, 200)

    steps = len(list(laid_out(outer)))

    assert steps >= 3
    assert 200 < field.width() < inner.width() < 300
    assert not outer.isVisible()
    outer.deleteLater()


def test_showing_what_was_laid_out_moves_nothing_in_it_any_more(qtbot):
    """Qt keeps moves and sizes of what is hidden for its showing; a page that scrolls would be laid out by then only."""
    outer, page, late = QScrollArea(), QWidget(), Late()
    qtbot.addWidget(outer)
    QVBoxLayout(page).addWidget(late)
    outer.setWidgetResizable(True)
    outer.setWidget(page)
    outer.resize(300, 200)
    outer.ensurePolished()

    exhaust(laid_out(outer))
    placed, late.moves = late.line.geometry(), 0
    outer.show()

    assert placed.width() > 200
    assert late.line.geometry() == placed
    assert late.moves == 0


def test_slices_begun_in_anothers_turn_wait_for_their_own(shown, qapp):
    owner, told = shown(QWidget(), 200, 100), []
    inner = Slices(iter(()), owner)

    def steps():
        inner.start()
        told.append(inner.is_done)
        yield

    outer = Slices(steps(), owner)
    outer.start()

    assert told == [False]
    qapp.processEvents()
    assert inner.is_done


class Late(QWidget):
    """Makes what is in it when it has its width, as a form in two columns does."""

    moves = 0

    def resizeEvent(self, _event):  # noqa: N802  Qt's name
        self.moves += 1
        if self.layout() is None:
            self.line = QLineEdit()
            QVBoxLayout(self).addWidget(self.line)


def test_what_is_gone_between_two_steps_needs_no_place(qtbot):
    outer, inner = QWidget(), QWidget()
    qtbot.addWidget(outer)
    for widget in (outer, inner):
        QVBoxLayout(widget)
    outer.layout().addWidget(inner)
    steps = laid_out(outer)
    next(steps)

    shiboken6.delete(inner)

    exhaust(steps)
