"""What every input of a form can do, whatever it looks like."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ercheng_station.errors import Fault
from ercheng_station.records.fields import Context, Field
from ercheng_station.ui import ime
from ercheng_station.ui.labels import restyle
from ercheng_station.ui.suggest import Suggestion


class Room(Enum):
    """How much of the form's width an input wants; a column is half of a wide form."""

    HALF = 1
    COLUMN = 2
    ROW = 4


class Host(Protocol):
    """What inputs need from the one who shows the form."""

    def suggest(self, kind: str, text: str, reply: Callable[[Sequence[Suggestion]], None]) -> None:
        """Calls `reply` on the window's thread, now or later, with records whose key is a Link."""

    def sounds_like(self, word: str, name: str) -> bool:
        """Whether the typed letters are pinyin or initials of some stretch of the name."""


class Alone:
    """A host that knows no other record."""

    def suggest(self, kind: str, text: str, reply: Callable[[Sequence[Suggestion]], None]) -> None:
        reply(())

    def sounds_like(self, word: str, name: str) -> bool:
        return False


class Input(QWidget):
    """Holds what was typed, unread, until somebody asks; `Field.parse` reads it, never the widget."""

    changed = Signal()
    left = Signal()
    hinted = Signal(str)
    """A grey sentence about what was typed: 大写, weekday, sex and birth date."""
    reveal_asked = Signal()

    room = Room.COLUMN

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__()
        self.field, self.context, self.label = field, context, field.label
        self.host: Host = Alone()
        self.setAccessibleName(field.label)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def show_value(self, value: Any) -> None:
        """Shows a value of the field's type, or nothing for None."""
        raise NotImplementedError

    def raw(self) -> object:
        """What `Field.parse` gets."""
        raise NotImplementedError

    def state(self) -> Any:
        """JSON-able: all that a draft needs to show the same again."""
        return self.raw()

    def restore(self, state: Any) -> None:
        """Shows what `state()` once gave."""
        raise NotImplementedError

    def core(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def set_fault(self, why: str | None) -> None:
        """Marks the input; the sentence itself stands beside it in the form, and is read out."""
        core = self.core()
        core.setAccessibleDescription(why or "")
        if bool(core.property("fault")) != bool(why):
            core.setProperty("fault", bool(why))
            restyle(core)

    def commit_ime(self) -> None:
        if self.isAncestorOf(self.core()) and self.core().hasFocus():
            ime.commit()

    def focus_first(self) -> None:
        self.core().setFocus(Qt.FocusReason.TabFocusReason)

    def is_empty(self) -> bool:
        return self.raw() in (None, "", [], ())

    def read(self) -> Any:
        """The parsed value; Fault where what stands there cannot be read."""
        return self.field.parse(self.raw(), self.context)

    def value(self) -> Any:
        """As `read`, but None where nothing or nothing readable is there."""
        try:
            return self.read()
        except Fault:
            return None
