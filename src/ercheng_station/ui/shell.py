"""The frame of every page: navigation at the left, the bar above, the pages, the status line. Knows no record."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.frame import TITLE
from ercheng_station.ui.labels import Label
from ercheng_station.ui.measures import bar_height, is_narrow
from ercheng_station.ui.navigation import Navigation
from ercheng_station.ui.remembered import PLAIN, Remembered
from ercheng_station.ui.shell_titles import shown
from ercheng_station.ui.statusline import StatusLine
from ercheng_station.ui.topbar import TopBar


class Shell(QWidget):
    """Built in slices, each short enough for the window to go on answering: see `build`."""

    def __init__(self, remembered: Remembered = PLAIN) -> None:
        super().__init__()
        self._remembered = remembered
        self.folding = remembered.folding

    def build(self) -> Iterator[None]:
        """Run to the end before the shell is shown."""
        self.navigation = Navigation(shown(self._remembered.sight))
        self.fold_button = IconButton("layout-sidebar-left-collapse", "收起导航")
        self.brand = Label(TITLE, "strong")
        yield
        self.top = TopBar()
        yield
        self.pages = QStackedWidget()
        self.pages.setProperty("surface", "pages")
        self.pages.addWidget(QWidget())
        self.status = StatusLine()
        self._lay_out()
        self._fit()

    def fold(self, folding: str) -> None:
        self.folding = folding
        self._fit()

    def show_alone(self, page: QWidget | None) -> None:
        """A page in place of everything while there is no store; None: what belongs to a store comes back."""
        for one in (self.navigation, self._head, self.top, self.status):
            one.setVisible(page is None)
        while self.pages.count() > 1:
            old = self.pages.widget(1)
            self.pages.removeWidget(old)
            old.deleteLater()
        if page is not None:
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @property
    def narrow(self) -> bool:
        return is_narrow(self.folding, self.width())

    def _fit(self) -> None:
        if not hasattr(self, "status"):
            return
        narrow = self.narrow
        self.navigation.fold(narrow=narrow)
        self.brand.setVisible(not narrow)
        self._head.setFixedHeight(bar_height(style.current().sizes))
        words = "展开导航" if narrow else "收起导航"
        self.fold_button.redraw("layout-sidebar-left-expand" if narrow else "layout-sidebar-left-collapse")
        self.fold_button.rename(words)

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignCenter)
        head.addWidget(self.brand, 1)
        left, right = _column(self._head, self.navigation), _column(self.top, self.pages, self.status)
        left.setStretch(1, 1)
        right.setStretch(1, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addLayout(right, 1)


def _column(*widgets: QWidget) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for one in widgets:
        box.addWidget(one)
    return box
