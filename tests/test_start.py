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

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ercheng_station.app import Program

app = QApplication([])
program = Program(app, Path(sys.argv[1]))
program.frame.painted.disconnect(program.opening.start)
program.frame.painted.connect(app.quit)
program.frame.show()
app.exec()
print("\\n".join(sys.modules))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The modules of a fresh process after its first paint."""
    folder = tmp_path_factory.mktemp("start") / "数据"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        capture_output=True, text=True, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert not Path(folder).exists()
    return done.stdout.split()


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
