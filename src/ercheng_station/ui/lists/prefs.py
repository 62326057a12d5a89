"""How one person likes one register: columns, widths, saved views and column sets, whether the record stands beside."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from PySide6.QtCore import QObject, Signal

from ercheng_station.db.store import Store
from ercheng_station.ui.context import Desk


@dataclass
class Liking:
    """JSON-able. `beside`: on, off, or "" as the window's width suggests; `part`: of the width, the list's; 0 = as usual. `views`: name → {text, given, sort, descending, columns}; `sets`: name → columns."""

    columns: list[str] = field(default_factory=list)
    widths: dict[str, int] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)
    beside: str = ""
    part: float = 0.0

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> "Liking":
        """What is not understood counts as not chosen."""
        plain = cls()
        known = {one.name: getattr(plain, one.name) for one in fields(cls)}
        given = kept or {}
        return cls(
            **{name: given[name] for name, usual in known.items() if type(given.get(name)) is type(usual)}
        )


class Likings(QObject):
    """Read once when a register is opened, written whenever something in it is chosen."""

    read = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.now = Liking()
        self._desk, self._name = desk, f"list.{kind}"

    def ask(self) -> None:
        name = self._name

        def job(store: Store) -> Any:
            return store.drafts.preferred(store.actor, name)

        self._desk.ask(job, self._take, self)

    def keep(self) -> None:
        name, value = self._name, asdict(self.now)
        self._desk.tell(lambda store: store.drafts.prefer(store.actor, name, value), lambda _: None, self)

    def _take(self, kept: Any) -> None:
        self.now = Liking.read(kept if isinstance(kept, dict) else None)
        self.read.emit()
