"""Garbage as the program has it collected: by the window's thread from time to time, never by the thread that searches."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication

from ercheng_station.ui.garbage import Collector


@contextmanager
def as_in_the_program() -> Iterator[None]:
    """Without a window nothing is collected until the end."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    collector = Collector() if QCoreApplication.instance() else None
    try:
        yield
    finally:
        if collector is not None:
            collector.deleteLater()
        gc.unfreeze()
        if was_on:
            gc.enable()
