"""The register of 1,000,000 visits as a person uses it: key press to painted rows, sorting, jumping, the window's gaps.

CPU milliseconds of the whole process from the key press until the rows it brought have been painted, on warm pages.
A gap is the longest CPU time between two turns of the window's thread, painting left out.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from benchmarks.bench_search import Questions
from benchmarks.big_store import big_store, left_on_visits, reader
from benchmarks.garbage import as_in_the_program
from benchmarks.ratio import Figure
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.ui import style
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.lists import pane
from ercheng_station.ui.lists.view import ListView
from ercheng_station.ui.register_page import RegisterPage
from ercheng_station.ui.tokens import Look

MEDIAN_MS, P99_MS, GAP_MS = 8, 20, 16
ASKED, PLACES = 40, 60
JUMPS = (0.5, 0.25, 0.99, 0.1, 0.75)
SORTS = ("visited_on", "enterprise", "number", "visitors")


class Watched(ListView):
    """Tells when its rows have been painted, and how long painting took."""

    painting = 0.0
    told: Callable[[], object] = staticmethod(lambda: None)

    def paintEvent(self, event: QPaintEvent) -> None:
        begun = time.thread_time()
        super().paintEvent(event)
        Watched.painting += time.thread_time() - begun
        Watched.told()


class Gaps:
    """Looks at each turn of the event loop how long the one before took, painting left out."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._begin()
        self._timer.start(0)

    def end(self) -> float:
        self._timer.stop()
        return self.longest * 1e3

    def _look(self) -> None:
        last, painting = self._last, self._painting
        self._begin()
        self.longest = max(self.longest, self._last - last - (self._painting - painting))

    def _begin(self) -> None:
        self._last, self._painting = time.thread_time(), Watched.painting


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    held = big_store(600, 200, parent=folder) if small else big_store()
    questions = Questions(reader(held))
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style.apply(app, Look())
    with as_in_the_program(), Store.open(left_on_visits(held, folder), CATALOGUE) as store:
        desk = Desk(store)
        yield from measured(app, desk, questions, 3 if small else ASKED)
        desk.close()


def measured(app: QApplication, desk: Desk, questions: Questions, asked: int) -> Iterator[Figure]:
    page = opened(desk)
    look_through(page)
    every: list[float] = []
    for name, words in typed(questions, asked):
        times = [took for word in words for took in pressed(page, word)]
        every += times
        yield Figure(f"{name}：按键到画出，中位数", statistics.median(times), MEDIAN_MS, "ms", True)
        yield Figure(f"{name}：按键到画出，p99", p99(times), P99_MS, "ms", True)
    yield Figure("100 万条列表中按键到画出，中位数", statistics.median(every), MEDIAN_MS, "ms")
    yield Figure("100 万条列表中按键到画出，p99", p99(every), P99_MS, "ms")
    sorts = [sorted_by(page, name) for name in SORTS]
    yield Figure("按列排序到画出，最慢一列", max(sorts), 60, "ms", True)
    jumps = [jumped(page, part) for part in JUMPS]
    yield Figure("跳到 100 万条中任意处到画出，最慢", max(jumps), P99_MS, "ms", True)
    gaps = Gaps()
    for _, words in typed(questions, max(1, asked // 8)):
        for word in words:
            list(pressed(page, word))
    for name in SORTS:
        sorted_by(page, name)
    for part in JUMPS:
        jumped(page, part)
    yield Figure("打字、排序、跳转时窗口线程最长的停顿（不含绘制）", gaps.end(), GAP_MS, "ms")


def opened(desk: Desk) -> RegisterPage:
    """The real page; only its list tells in addition when it has painted."""
    pane.ListView = Watched  # type: ignore[misc]
    page = RegisterPage(Visit, desk)
    page.resize(1280, 800)
    page.show()
    page.show_place(Place(Visit.__tablename__))
    settle(page)
    page.pane.focus_search()
    return page


def look_through(page: RegisterPage) -> None:
    """As somebody who has worked for a while: the characters of some pages have been drawn before."""
    bar = page.pane.view.verticalScrollBar()
    for place in range(PLACES):
        jumped(page, (place + 1) / (PLACES + 1))
    bar.setValue(0)
    turn(0.3)


def typed(questions: Questions, asked: int) -> Iterator[tuple[str, list[str]]]:
    for length in (1, 2, 3, 4):
        yield f"{length} 字", questions.many(lambda length=length: questions.part(length), asked)
    yield "首字母", questions.many(lambda: questions.initials(4), asked)
    yield "字加首字母", questions.many(questions.mixed, asked)
    yield "两个常用词", questions.many(questions.adversarial, asked)


def pressed(page: RegisterPage, word: str) -> Iterator[float]:
    """Types the word key by key; how long each key took until its rows were painted."""
    search = page.pane.bar.search
    for end in range(1, len(word) + 1):
        yield painted_after(page, lambda end=end: search.setText(word[:end]))
        turn(0.02)
    search.clear()
    turn(0.05)


def sorted_by(page: RegisterPage, name: str) -> float:
    took = painted_after(page, lambda: page.pane.sort_by(name))
    settle(page)
    return took


def painted_after(page: RegisterPage, act: Callable[[], object]) -> float:
    """CPU time from the act until the first rows of the new list were painted."""
    loop, listing = QEventLoop(), page.pane.listing
    filled: list[bool] = []
    searched = listing.is_searching

    def fill() -> None:
        filled.append(True)
        if not listing.rowCount():
            loop.quit()

    def search() -> None:
        filled.append(True)
        if searched:  # it says so already, nothing is painted
            loop.quit()

    joined = listing.filled.connect(fill)
    searching = listing.searching.connect(search)
    Watched.told = staticmethod(lambda: loop.quit() if filled else None)
    begun = time.process_time()
    act()
    loop.exec()
    took = time.process_time() - begun
    listing.filled.disconnect(joined)
    listing.searching.disconnect(searching)
    Watched.told = staticmethod(lambda: None)
    return took * 1e3


def jumped(page: RegisterPage, part: float) -> float:
    """CPU time from the jump until the rows of that place were painted."""
    view, listing, loop = page.pane.view, page.pane.listing, QEventLoop()
    bar = view.verticalScrollBar()
    middle = view.viewport().height() // 2

    def look() -> None:
        if listing.line(view.rowAt(middle)) is not None:
            loop.quit()

    Watched.told = staticmethod(look)
    begun = time.process_time()
    bar.setValue(round(bar.maximum() * part))
    loop.exec()
    took = time.process_time() - begun
    Watched.told = staticmethod(lambda: None)
    turn(0.05)
    return took * 1e3


def settle(page: RegisterPage) -> None:
    if not page.pane.listing.is_settled:
        loop = QEventLoop()
        page.pane.listing.settled.connect(loop.quit)
        loop.exec()
    turn(0.2)


def turn(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def p99(times: list[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.99) - 1)]


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        for figure in run(Path(made), small="small" in sys.argv):
            print(figure, flush=True)
