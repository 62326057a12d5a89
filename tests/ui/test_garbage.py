"""Garbage is collected by the window's thread, by nobody else and not for ever by nobody."""

import gc
import threading
import weakref

import pytest

from ercheng_station.ui import garbage, page_registry
from ercheng_station.ui.garbage import Collector


class Ring:
    def __init__(self):
        self.itself = self


@pytest.fixture
def collector(qapp, monkeypatch):
    monkeypatch.setattr(garbage, "_EVERY_MS", 5)
    made = Collector()
    yield made
    made.deleteLater()


def ring():
    return weakref.ref(Ring())


def test_a_ring_goes_by_and_by_and_on_the_window_s_thread(collector, qtbot):
    here = []
    gone = ring()
    weakref.finalize(gone(), lambda: here.append(threading.current_thread() is threading.main_thread()))
    kept = [Ring() for _ in range(2_000)]

    qtbot.waitUntil(lambda: bool(here))

    assert here == [True]
    assert gone() is None
    assert len(kept) == 2_000


def test_a_thread_that_makes_much_collects_nothing(collector):
    gone = ring()

    def make():
        for _ in range(200_000):
            Ring()

    maker = threading.Thread(target=make)
    maker.start()
    maker.join()

    assert gone() is not None
    assert not gc.isenabled()


def test_what_was_made_before_is_not_looked_through_again(qapp):
    loaded = Ring()

    Collector().deleteLater()

    assert not any(one is loaded for one in gc.get_objects())


def test_a_window_collects_nothing_before_all_its_pages_are_loaded(open_window, qtbot, monkeypatch):
    loaded = threading.Event()
    monkeypatch.setattr(page_registry, "load_all", lambda: loaded.wait(2))

    window = open_window()
    qtbot.wait(50)
    assert window.findChild(Collector) is None

    loaded.set()
    qtbot.waitUntil(lambda: window.findChild(Collector) is not None)


def test_a_page_that_cannot_be_loaded_keeps_no_garbage(open_window, qtbot, monkeypatch):
    monkeypatch.setattr(page_registry, "load_all", lambda: {}["a page"])

    window = open_window()

    with qtbot.waitSignal(window.desk.failed):
        qtbot.waitUntil(lambda: window.findChild(Collector) is not None)
