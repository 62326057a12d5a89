"""Garbage is collected on the window's thread alone: Python would do it on whichever thread makes things just then, and a
widget that dies beside the window takes the program with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
_PLENTY = (700, 10, 10)
"""How much of each generation has come together before it is looked through, as Python itself has it."""


class Collector(QObject):
    """From its making on; what was made before stays and is not looked through again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect)
        self._timer.start(_EVERY_MS)


def collect() -> None:
    """The oldest generation of which there is plenty, and the younger ones with it."""
    counts = gc.get_count()
    for generation in (2, 1, 0):
        if counts[generation] > _PLENTY[generation]:
            gc.collect(generation)
            return
