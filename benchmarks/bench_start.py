"""Starting: CPU from exec to the first paint, and to the first list of 1,000,000 visits, against an empty window.

Each start is a process of its own, all taking turns: `empty` shows a QMainWindow and nothing else, `shell` ends after
the first paint of the program, `list` once the rows of the register last used are painted.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.big_store import big_store
from benchmarks.ratio import Figure, show

ROUNDS = 11
SLOW = ("sqlalchemy", "alembic", "openpyxl", "reportlab", "sqlcipher3")
EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
SHELL = """
import gc, os, sys
gc.disable()
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ercheng_station.app import Program

def end():
    found = [name for name in {slow} if name in sys.modules]
    os._exit(len(found))

app = QApplication([])
program = Program(app, Path(sys.argv[1]))
program.frame.painted.disconnect()
program.frame.painted.connect(end)
program.frame.show_remembered()
app.exec()
""".replace("{slow}", repr(SLOW))
LIST = """
import gc, os, sys
gc.disable()
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from ercheng_station.app import Program

def look():
    for view in program.frame.findChildren(QTableView):
        if view.isVisible() and view.model().rowCount() and view.model().index(0, 1).data():
            view.viewport().repaint()
            os._exit(0)

app = QApplication([])
program = Program(app, Path(sys.argv[1]))
program.frame.show_remembered()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
app.exec()
"""

LEAVE = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from ercheng_station.app import Program
from ercheng_station.ui.context import Place

def look():
    if not program.window or not program.window.stack.place:
        return
    if program.window.stack.place.name != "visit":
        program.window.go(Place("visit"))
    for view in program.window.stack.current.findChildren(QTableView):
        if view.isVisible() and view.model().rowCount() and view.model().index(0, 1).data():
            timer.stop()
            QTimer.singleShot(1000, program.frame.close)

app = QApplication([])
program = Program(app, Path(sys.argv[1]))
program.frame.show_remembered()
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
app.exec()
program.end()
"""


def start(program: str, folder: Path) -> float:
    """CPU seconds of one start, until the program ends itself."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start finds its modules compiled
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=True, env=environment, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(programs: dict[str, str], folder: Path, rounds: int = ROUNDS) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, program in programs.items():
            seconds = start(program, folder)
            if turn:  # the first one only compiles and warms up
                taken[name].append(seconds)
    return {name: statistics.median(each) for name, each in taken.items()}


def figures(folder: Path) -> list[Figure]:
    found = medians({"empty": EMPTY, "shell": SHELL, "list": LIST}, folder)
    return [
        Figure("first paint, CPU against an empty QMainWindow", found["shell"] / found["empty"], 1.15),
        Figure(
            "start to the list in sight when it was closed, 1,000,000 visits",
            found["list"] / found["empty"],
            3.5,
        ),
    ]


@pytest.fixture
def folder(tmp_path):
    made = Path(shutil.copytree(big_store(), tmp_path / "数据"))
    start(LEAVE, made)  # a morning's work: the register of visits was in sight when the window was closed
    return made


def test_the_window_is_there_at_once(folder):
    found = figures(folder)

    show(found)
    assert [figure for figure in found if not figure.met] == []


if __name__ == "__main__":
    start(LEAVE, Path(sys.argv[1]))
    show(figures(Path(sys.argv[1])))
