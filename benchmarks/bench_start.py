"""Starting: CPU from exec to the first paint, and to the first list of 1,000,000 visits, against an empty window.

Each start is a process of its own, all taking turns: `empty` shows a QMainWindow and nothing else, `shell` ends after
the first paint of the program, `list` once the rows of the register last used are painted, also where a command has
`changed` the data after the window was closed.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big_store import big_store
from benchmarks.ratio import Figure, show
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise

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
import os, sys
from ercheng_station.__main__ import main, window

def watch(program):
    program.frame.painted.disconnect(program.opening.start)
    program.frame.painted.connect(lambda: os._exit(sum(name in sys.modules for name in {slow})))
    return program

window()
import ercheng_station.app as app
made = app.Program
app.Program = lambda *given, **more: watch(made(*given, **more))
raise SystemExit(main())
""".replace("{slow}", repr(SLOW))
LIST = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTableView
from ercheng_station.__main__ import main, window

def look():
    for view in program.frame.findChildren(QTableView):
        if view.isVisible() and view.model().rowCount() and view.model().index(0, 1).data():
            view.viewport().repaint()
            os._exit(0)

def watch(made):
    global program, timer
    program, timer = made, QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    return made

window()
import ercheng_station.app as app
made = app.Program
app.Program = lambda *given, **more: watch(made(*given, **more))
raise SystemExit(main())
"""
LEAVE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTableView
from ercheng_station.__main__ import main, window
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

def watch(made):
    global program, timer
    program, timer = made, QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    return made

window()
import ercheng_station.app as app
made = app.Program
app.Program = lambda *given, **more: watch(made(*given, **more))
raise SystemExit(main())
"""


def start(program: str, folder: Path) -> float:
    """CPU seconds of one start, until the program ends itself."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "ERCHENG_DATA": str(folder)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a start finds its modules compiled
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(programs: dict[str, tuple[str, Path]], rounds: int = ROUNDS) -> dict[str, float]:
    """By name: what is started, and on which data."""
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, (program, folder) in programs.items():
            seconds = start(program, folder)
            if turn:  # the first one only compiles and warms up
                taken[name].append(seconds)
    return {name: statistics.median(each) for name, each in taken.items()}


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    held = big_store(600, 200, parent=folder) if small else big_store()
    data = Path(shutil.copytree(held, folder / "数据"))
    start(LEAVE, data)  # a morning's work: the register of visits was in sight when the window was closed
    changed = Path(shutil.copytree(data, folder / "改过"))
    act_from_outside(changed)
    programs = {
        "empty": (EMPTY, data),
        "shell": (SHELL, data),
        "list": (LIST, data),
        "changed": (LIST, changed),
    }
    found = medians(programs, 1 if small else ROUNDS)
    yield Figure("首次绘出窗口，与空 QMainWindow 之比（CPU）", found["shell"] / found["empty"], 1.15)
    yield Figure(
        "启动到 100 万条走访的首个列表，与空 QMainWindow 之比（CPU）", found["list"] / found["empty"], 3.5
    )
    yield Figure(
        "同上，关闭窗口后数据又被命令行改过，与空 QMainWindow 之比（CPU）",
        found["changed"] / found["empty"],
        3.5,
    )


def act_from_outside(data: Path) -> None:
    """As a command does after the window was closed: what was in sight has to be asked for again."""
    with Store.open(data, CATALOGUE) as store:
        values, _ = store.examine(Enterprise, {"name": "鄂州市后来有限公司", "scale": "micro"})
        store.act("新增企业", [Create(Enterprise, values)])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        show(run(Path(made)))
