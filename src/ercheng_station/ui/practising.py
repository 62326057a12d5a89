"""练习 beside the real work: the practice station in a window, and a process, of its own."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget

from ercheng_station.db.store import Store
from ercheng_station.progress import Report
from ercheng_station.records import CATALOGUE
from ercheng_station.ui import preferences
from ercheng_station.ui.opened import is_fresh, practice_folder
from ercheng_station.ui.task import run_task

PRACTICE_VISITS = 240


def practice_store(folder: Path) -> Store:
    """Made and filled the first time."""
    from ercheng_station.services import practice  # noqa: PLC0415  only whoever practises needs it

    if not is_fresh(folder):
        return Store.open(folder, CATALOGUE)
    store = Store.create(folder, CATALOGUE, practice.STATION, practice=True)
    preferences.change_seat(store, str(practice.STATION["head"]))
    practice.fill(store, PRACTICE_VISITS)
    return store


def start_beside(words: Sequence[str]) -> object:
    return QProcess.startDetached(sys.executable, list(words))


def practise(parent: QWidget, folder: Path, start: Callable[[Sequence[str]], object] = start_beside) -> None:
    """`folder` is that of the real data; the practice station is made and filled the first time."""
    home = practice_folder(folder)

    def make(_report: Report) -> None:
        if is_fresh(home):
            practice_store(home).close()

    run_task(parent, "正在准备练习数据", make, lambda _: start([*_program(), "--data", str(home)]))


def _program() -> list[str]:
    """The interpreter's own words, without those that this program was given."""
    return sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
