"""What the first paint may cost: nothing of the store, the papers or the workbooks is loaded by then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "openpyxl",
    "reportlab",
    "cryptography",
    "PIL",
    "pypdfium2",
    "stdnum",
)
LATE = ("ercheng_station.records", "ercheng_station.db.store", "ercheng_station.ui.shell", "PySide6.QtSvg")

OURS = {
    "__main__", "app", "home", "ui", "ui.frame", "ui.measures", "ui.opened", "ui.opening", "ui.remembered",
    "ui.shell_titles", "ui.tokens",
}  # fmt: skip
QT = {"QCloseEvent", "QResizeEvent", "QFrame", "QLabel", "QRect", "QScreen", "QSize"}
"""Some classes of Qt take a millisecond when they are first named."""

EMPTY = """
import gc, sys
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)

app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
PROGRAM = """
import gc, sys
from pathlib import Path
from ercheng_station.__main__ import window

gc.callbacks.append(lambda phase, _: print("garbage"))
window()
import ercheng_station.app as shown
app = shown.QApplication([])
program = shown.Program(app, Path(sys.argv[1]))
program.frame.painted.disconnect(program.opening.start)
program.frame.painted.connect(app.quit)
program.frame.show()
app.exec()
"""
TELL = """
for name in ("QtCore", "QtGui", "QtWidgets"):
    made = vars(sys.modules[f"PySide6.{name}"])
    print("\\n".join(word for word, held in made.items() if word[0] == "Q" and isinstance(held, type)))
print("\\n".join(sys.modules))
"""


def painted(program, *given):
    """What a fresh process has loaded after its first paint: modules, and classes of Qt."""
    done = subprocess.run(
        [sys.executable, "-c", program + TELL, *given],
        capture_output=True, text=True, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return done.stdout.split()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("start") / "数据"
    found = painted(PROGRAM, str(folder))
    assert not Path(folder).exists()
    return found


def test_the_first_paint_waits_for_nothing_that_an_empty_window_does_without(loaded):
    allowed = {"ercheng_station", *(f"ercheng_station.{name}" for name in OURS), *QT}

    assert set(loaded) - set(painted(EMPTY)) == allowed


def test_nothing_looks_for_garbage_before_the_first_paint(loaded):
    assert "garbage" not in loaded


@pytest.mark.parametrize("name", SLOW)
def test_the_first_paint_waits_for_no_slow_library(loaded, name):
    assert not [module for module in loaded if module.split(".")[0] == name]


@pytest.mark.parametrize("name", LATE)
def test_the_first_paint_waits_for_no_part_of_the_program_behind_it(loaded, name):
    assert name not in loaded
    assert "ercheng_station.ui.frame" in loaded


def test_the_first_page_is_read_without_the_records():
    """Their library takes longer to load than all that stands before it."""
    program = "import sys; import ercheng_station.db.first_page; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    loaded = set(done.stdout.split())

    assert "sqlcipher3" in loaded
    assert not loaded & {"sqlalchemy", "ercheng_station.records"}


HEAVY = {
    "sqlalchemy", "openpyxl", "lxml", "reportlab", "docx", "pypdfium2", "PIL", "pi_heif", "rapidfuzz", "cryptography",
    "stdnum", "ssl", "http", "email", "multiprocessing",
}  # fmt: skip


@pytest.mark.parametrize(
    "program",
    [
        "from ercheng_station.ui import page_registry; page_registry.load_all()",
        "import ercheng_station.cli.files",
    ],
)
def test_pages_and_commands_load_no_library_before_it_is_needed(program):
    """They take long to load and 80 MB to keep, and most days need few of them."""
    told = f"{program}; import sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    loaded = {module.split(".")[0] for module in done.stdout.split()}

    assert "ercheng_station.documents.registry" in done.stdout.split()
    assert not loaded & HEAVY
