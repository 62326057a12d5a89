"""Which printer this PC used last, and how far each printer's sheets must be shifted to meet a printed form."""

from typing import Any

from PySide6.QtCore import QObject

from ercheng_station.ui.context import Desk

_NAME = "printing"
_PC = ""
"""A printer belongs to the PC, whoever sits there."""
MOST_MM = 50.0


class PrintLikings(QObject):
    """One for a desk; read once, written whenever something is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.last = ""
        self._offsets: dict[str, tuple[float, float]] = {}
        desk.ask(lambda store: store.drafts.preferred(_PC, _NAME), self._take, self)

    @classmethod
    def of(cls, desk: Desk) -> "PrintLikings":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def offset(self, printer: str) -> tuple[float, float]:
        """In mm, to the right and down."""
        return self._offsets.get(printer, (0.0, 0.0))

    def shift(self, printer: str, offset: tuple[float, float]) -> None:
        self._offsets[printer] = offset
        self._keep()

    def use(self, printer: str) -> None:
        self.last = printer
        self._keep()

    def _keep(self) -> None:
        value = {"last": self.last, "offsets": {name: list(mm) for name, mm in self._offsets.items()}}
        self._desk.tell(lambda store: store.drafts.prefer(_PC, _NAME, value), lambda _: None, self)

    def _take(self, kept: Any) -> None:
        """What is not understood counts as never chosen."""
        if not isinstance(kept, dict):
            return
        self.last = str(kept.get("last") or "")
        for name, mm in dict(kept.get("offsets") or {}).items():
            if isinstance(mm, list) and len(mm) == 2 and all(_is_fitting(one) for one in mm):
                self._offsets[name] = (float(mm[0]), float(mm[1]))


def _is_fitting(mm: object) -> bool:
    return isinstance(mm, int | float) and abs(mm) <= MOST_MM
