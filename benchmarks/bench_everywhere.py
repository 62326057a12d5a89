"""The search box over everything: key press to painted answer, over 1,000,000 visits and 200,000 enterprises.

CPU milliseconds of the whole process from the key press until the first answer to it has been painted, on warm pages:
every register is asked, those that take longer than the deadline follow in a second answer.
"""

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from benchmarks.bench_list import MEDIAN_MS, P99_MS, typed
from benchmarks.bench_search import Questions
from benchmarks.big_store import big_store, left_on_visits, reader
from benchmarks.garbage import as_in_the_program
from benchmarks.ratio import Figure
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.ui import style
from ercheng_station.ui.context import Desk
from ercheng_station.ui.finding import Finder
from ercheng_station.ui.searchbox import SearchBox
from ercheng_station.ui.tokens import Look

ASKED = 40


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    held = big_store(600, 200, parent=folder) if small else big_store()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    style.apply(app, Look())
    with (
        as_in_the_program(),
        closing(reader(held)) as connection,
        Store.open(left_on_visits(held, folder), CATALOGUE) as store,
    ):
        questions = Questions(connection)
        desk = Desk(store)
        yield from measured(desk, questions, 3 if small else ASKED)
        desk.close()


def measured(desk: Desk, questions: Questions, asked: int) -> Iterator[Figure]:
    window, box = QWidget(), Watched()
    QVBoxLayout(window).addWidget(box)
    window.resize(1093, 614)
    window.show()
    window.activateWindow()
    box.setFocus()
    finder = Finder(desk, box)
    for _, words in typed(questions, 3):  # warm pages
        for word in words:
            box.pressed(word)
    every: list[float] = []
    for _, words in typed(questions, asked):
        every += [box.pressed(word[:end]) for word in words for end in range(1, len(word) + 1)]
    finder.close()
    window.close()
    yield Figure(
        "查找全部，100 万走访和 20 万企业中按键到画出，中位数", statistics.median(every), MEDIAN_MS, "ms"
    )
    yield Figure("查找全部，按键到画出，p99", sorted(every)[len(every) * 99 // 100], P99_MS, "ms")


class Watched(SearchBox):
    """Tells how long a key takes until its first answer is painted."""

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def pressed(self, words: str) -> float:
        """CPU milliseconds; then waits for whatever is still being looked for."""
        if words == self.text():
            self.clear()
        begun = time.process_time()
        self.setText(words)
        if words.strip():
            self._loop.exec()
        took = time.process_time() - begun
        QTimer.singleShot(30, self._loop.quit)
        self._loop.exec()
        return took * 1e3

    def show_found(self, typed, found) -> None:
        super().show_found(typed, found)
        self.found.repaint()
        if typed == self.text():
            self._loop.quit()
