"""What may be higher than its room and then scrolls, never sideways: a panel, or a whole page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.pages import Page


class Scrolled(QScrollArea):
    def __init__(self, inside: QWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        FocusMark(self)


class Column(QWidget):
    """As high as what it holds at the width it has; Qt takes wrapped words for narrow ones and leaves a gap below."""

    def minimumSizeHint(self) -> QSize:
        hint, layout = super().minimumSizeHint(), self.layout()
        return QSize(hint.width(), 0) if layout and layout.hasHeightForWidth() else hint


class ScrolledPage(Page):
    """Its parts stand below each other in `box`; `build` makes them with `open_box` first and `show_all` last."""

    box: QVBoxLayout
    _area: Scrolled

    def open_box(self) -> None:
        """Out of sight until `show_all`."""
        inside = Column()
        self._area = Scrolled(inside, self.title, self)
        self._area.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(16, 12, 16, 16)
        self.box.setSpacing(12)

    def dress(self) -> None:
        """What stands in the box by now, so that showing it all costs little."""
        self._area.widget().ensurePolished()

    def show_all(self) -> None:
        self._area.show()
