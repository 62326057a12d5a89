"""Memory of the window with the register of 1,000,000 visits open, against an empty window.

The register has been looked through: its first page, pages all the way down, and another sort.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.big_store import big_store, left_on_visits
from benchmarks.ratio import Figure

PLACES = 40
EMPTY = """
import os
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
"""
REGISTER = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView
from ercheng_station.app import Program

app = QApplication([])
program = Program(app, Path(sys.argv[1]))
program.frame.show_remembered()

def view():
    page = program.shell and program.shell.pages.currentWidget()
    found = [one for one in page.findChildren(QTableView) if one.isVisible()] if page else []
    return found[0] if found and found[0].model().rowCount() else None

def wait(met):
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        app.processEvents()

def painted():
    found = view()
    row = found.rowAt(found.viewport().height() // 2)
    return row >= 0 and found.model().index(row, 1).data()

wait(view)
rows = view().model().rowCount()
for place in range(int(sys.argv[2]) + 1):
    bar = view().verticalScrollBar()
    bar.setValue(bar.maximum() * place // int(sys.argv[2]))
    wait(painted)
"""
TELL = """
def tell():
    lines = Path("/proc/self/status").read_text().splitlines()
    print(*[line.split()[1] for line in lines if line.startswith(("VmRSS", "VmHWM"))], flush=True)
    os._exit(0)

QTimer.singleShot(1000, tell)
app.exec()
"""


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    held = big_store(600, 200, parent=folder) if small else big_store()
    data = left_on_visits(held, folder)
    empty, _ = megabytes(EMPTY, data)
    held, peak = megabytes(REGISTER, data)
    yield Figure("打开 100 万条的登记簿，比空窗口多用的内存", held - empty, 60, "MB")
    yield Figure("空窗口的内存", empty, 200, "MB", True)
    yield Figure("打开 100 万条的登记簿，内存峰值比空窗口多", peak - empty, 100, "MB", True)


def megabytes(program: str, data: Path) -> tuple[float, float]:
    """What the process holds at rest, and the most it ever held."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program + TELL, str(data), str(PLACES)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=300)
    peak, now = map(int, done.stdout.split())
    return now / 1024, peak / 1024
