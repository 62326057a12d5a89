"""Work beside the window: in order, forgettable, waited for, and never failing in silence."""

import threading

from ercheng_station.ui.beside import Beside


def test_work_is_done_in_order_by_another_thread():
    done = []
    beside = Beside("test")

    for at in range(20):
        beside.start(lambda at=at: done.append((at, threading.current_thread().name)))
    beside.wait()

    assert [at for at, _ in done] == list(range(20))
    assert {name for _, name in done} == {"test_0"}


def test_what_has_not_begun_is_forgotten():
    may_go_on, begun, done = threading.Event(), threading.Event(), []
    beside = Beside("test")
    beside.start(lambda: (begun.set(), may_go_on.wait()))
    begun.wait()
    beside.start(lambda: done.append(1))

    beside.clear()
    may_go_on.set()
    beside.wait()

    assert done == []


def test_what_goes_wrong_is_told(monkeypatch):
    told = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    beside = Beside("test")

    beside.start(lambda: 1 / 0)
    beside.wait()

    assert [one.exc_type for one in told] == [ZeroDivisionError]
