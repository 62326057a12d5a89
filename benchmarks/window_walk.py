"""Walks through a practice station's window and tells the longest gap of each step: `python -m benchmarks.window_walk DATA [KIND …]`.

A gap is the CPU time that the window's thread takes for one event it is given, painting left out.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ercheng_station.app import Program
from ercheng_station.db.listing import Query
from ercheng_station.ui.context import Place
from ercheng_station.ui.shell_titles import CARE, DESK, ENTERPRISE, FOREMOST
from ercheng_station.ui.slices import Slices
from ercheng_station.ui.window import Window

_PAINT, _UPDATE, _EXPOSE = QEvent.Type.Paint, QEvent.Type.UpdateRequest, QEvent.Type.Expose
_REST = 0.4
_ROUNDS = 2
_ALSO = ("station", "station_person", "right")
"""Walked besides what is foremost: large forms that every kind of unit has."""


class Timed(QApplication):
    """Times every event that is not part of another one.

    Being asked about the others costs 2 µs each, which is counted as theirs: a form is shown by several hundred.
    """

    longest = 0.0
    _inside = _paints = False
    _painting = 0.0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is _PAINT or kind is _UPDATE or kind is _EXPOSE:
            return self._paint(receiver, event)
        if Timed._inside:
            return super().notify(receiver, event)
        Timed._inside, Timed._painting = True, 0.0
        begun = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            Timed._inside = False
            Timed.longest = max(Timed.longest, time.thread_time() - begun - Timed._painting)

    def _paint(self, receiver: QObject, event: QEvent) -> bool:
        if Timed._paints:
            return super().notify(receiver, event)
        Timed._paints, inside, Timed._inside = True, Timed._inside, True
        begun = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            Timed._paints, Timed._inside = False, inside
            Timed._painting += time.thread_time() - begun


def main(data: str, *kinds: str) -> None:
    gc.disable()  # as app.run does
    app = Timed(sys.argv[:1])
    program = Program(app, Path(data))
    program.frame.resize(1280, 720)
    program.frame.show_remembered()
    _wait(app, lambda: program.window is not None)
    window = program.window
    assert window is not None
    program.end()  # from here on a fault ends the walk and is told, nobody is there to read an apology
    _settle(app, window)
    _wait_for(app, 3)  # what is made by and by, while nobody asks
    found: dict[str, float] = {}
    for turn in range(_ROUNDS):
        for name, act in steps(window, kinds):
            Timed.longest = 0.0
            act()
            _settle(app, window)
            key = f"{name}{'（再次）' if turn else ''}"
            found[key] = max(found.get(key, 0.0), Timed.longest * 1e3)
    program.frame.close()
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


def steps(window: Window, kinds: Collection[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a clerk does in a morning, step by step, in these registers or in those that this unit opens every day."""
    walked = {*FOREMOST[window.desk.unit.profile], *_ALSO}
    yield "工作台", lambda: window.go(Place(DESK))
    for kind in window.desk.kinds:
        name = kind.__tablename__
        if not kind.group or name not in (kinds or walked):
            continue
        first = next(iter(window.desk.store.rows(Query(kind), 1)), None)
        yield f"{kind.title}的列表", lambda name=name: window.go(Place(name))
        if first is not None:
            yield f"{kind.title}一条", lambda name=name, uid=first.uid: window.go(Place(name, uid))
        yield f"新增{kind.title}", lambda name=name: window.go(Place(name, new=True))
        yield f"离开新增{kind.title}", lambda: _press(window, Qt.Key.Key_Escape)
        if name == "enterprise" and first is not None:
            yield "企业页", lambda uid=first.uid: window.go(Place(ENTERPRISE, uid))
    yield "备份检查", lambda: window.go(Place(CARE))
    yield "查找", lambda: _press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def _press(window: Window, key: Qt.Key, *mods: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.frame, key, *mods)


def _settle(app: QApplication, window: Window) -> None:
    """Until what the page asked for is answered, made and shown."""
    for _ in range(2):
        answered: list[object] = []
        window.desk.ask(lambda _: None, answered.append, window)
        _wait(app, lambda answered=answered: bool(answered))
        _wait(app, lambda: not any(one.is_running for one in window.frame.findChildren(Slices)))
        _wait_for(app, _REST)


def _wait_for(app: QApplication, seconds: float) -> None:
    end = time.monotonic() + seconds
    _wait(app, lambda: time.monotonic() > end)


def _wait(app: QApplication, met: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not met():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    main(*sys.argv[1:])
