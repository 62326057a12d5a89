"""What the window asks of every page in it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ercheng_station.ui.slices import Slices

if TYPE_CHECKING:
    from ercheng_station.db.listing import Query
    from ercheng_station.ui.context import Place


class Page(QWidget):
    """Made once, when first asked for, and kept. `title` names the register or screen, never a person or a firm.

    A page draws its frame at once and fills it through `desk.ask`; it listens to `desk.changed` itself. The keys
    new, find, undo, refresh, help and back of ui/shortcuts belong to the window: a page must not bind them.
    """

    title: str = ""

    def __init__(self) -> None:
        super().__init__()
        self.making = Slices(self.build(), self)

    def build(self) -> Iterator[None]:
        """The parts of the page, each in a few milliseconds: run to its end before anything else is asked of it.

        What it builds stays out of sight until it all stands.
        """
        yield from ()

    def refresh(self) -> None:
        """Read what is shown again; the same record stays selected, an open editor is left alone."""

    def show_place(self, place: "Place") -> None:
        """Go to `place.uid`, or begin a new record from `place.given` if `place.new`; neither: as it was left."""

    def leave(self) -> None:
        """Before another page is shown and before the window closes: nothing typed may be only in a widget."""

    def hand_over(self) -> None:
        """Somebody else takes the seat: what is being typed goes to the drafts of the one who leaves, out of sight."""
        self.leave()

    def query(self) -> "Query | None":
        """Of the list that is in sight."""
        return None

    def new_here(self) -> "Place | None":
        """What 新增 makes while this page is in sight; None: a record of its register, or what is made most."""
        return None
