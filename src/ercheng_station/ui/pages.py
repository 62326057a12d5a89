"""What the window asks of every page in it, and the quiet page that says what belongs here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label

if TYPE_CHECKING:
    from ercheng_station.ui.context import Place


class Page(QWidget):
    """Made once, when first asked for, and kept. `title` names the register or screen, never a person or a firm.

    A page draws its frame at once and fills it through `desk.ask`; it listens to `desk.changed` itself.
    """

    title: str = ""
    keeps_place: ClassVar[bool] = True  # whether 返回 comes back to it

    def refresh(self) -> None:
        """Read what is shown again; the same record stays selected, an open editor is left alone."""

    def show_place(self, place: "Place") -> None:
        """Go to `place.uid`, or begin a new record from `place.given` if `place.new`; neither: as it was left."""

    def leave(self) -> None:
        """Before another page is shown and before the window closes: nothing typed may be only in a widget."""


class EmptyState(Page):
    """One icon, one sentence on what belongs here, and the first step if there is one."""

    keeps_place = False

    def __init__(self, title: str, words: str, symbol: str = "inbox") -> None:
        super().__init__()
        self.title = title
        self._box = QVBoxLayout(self)
        self._box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box.setSpacing(12)
        picture = Label()
        picture.setPixmap(pixmap(symbol, "quiet", 40))
        heading, sentence = Label(title, "heading"), Label(words, "quiet", wraps=True)
        sentence.setMaximumWidth(480)
        for one in (picture, heading, sentence):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._box.addWidget(one, alignment=Qt.AlignmentFlag.AlignHCenter)

    def offer(self, words: str, act: Callable[[], object], tone: str = "") -> Button:
        """A button below; the first one offered has the focus."""
        button = Button(words, tone).on(act)
        self._box.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        return button
