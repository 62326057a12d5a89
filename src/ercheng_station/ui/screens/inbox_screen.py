"""各站上报: what units sent, which months they have reported, their figures, what they filled in differently or twice."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from ercheng_station.db.store import Store
from ercheng_station.services.report_span import MONTH, Calendar, Span, span_of
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.context import FILE, Desk, Place
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.pages import Page
from ercheng_station.ui.screens.inbox_disputes import Disputes
from ercheng_station.ui.screens.inbox_files import Files
from ercheng_station.ui.screens.inbox_grid import Grid
from ercheng_station.ui.screens.inbox_likeness import Likenesses
from ercheng_station.ui.screens.inbox_units import Units
from ercheng_station.ui.screens.rereading import Rereading

_VIEWS = ("收件", "报送情况", "分站数据", "填写不一致", "重复企业")
_MONTHLY = (1, 2)
"""Those that show a month."""


class InboxScreen(Page):
    title = "各站上报"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self.span: Span | None = None
        self.setAcceptDrops(True)
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._stack = QStackedWidget(self)
        self._stack.hide()
        self.files = Files(self._desk)
        yield
        self.grid = Grid(self._desk)
        yield
        self.units, self.disputes = Units(self._desk), Disputes(self._desk)
        self.likenesses = Likenesses(self._desk)
        yield
        for view in (self.files, self.grid, self.units, self.disputes, self.likenesses):
            self._stack.addWidget(view)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.setSpacing(12)
        outer.addLayout(self._head())
        outer.addWidget(self._stack, 1)
        yield
        self._stack.show()
        self.files.taken.connect(self.refresh)
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        self.refresh()

    def refresh(self) -> None:
        """What is not in sight is read when it is chosen."""
        span = self.span
        self._desk.ask(lambda store: span or _last_over(store), self._show_month, self)

    def look_at(self, view: int) -> None:
        self._stack.setCurrentIndex(view)
        for widget in (self.before, self.period, self.after):
            widget.setVisible(view in _MONTHLY)
        self.refresh()

    def _show_month(self, span: Span) -> None:
        self.span = span
        self.period.setText(span.title)
        view = self._stack.currentWidget()
        if view is self.disputes or view is self.likenesses:
            view.refresh()
        elif view is self.units or view is self.grid:
            view.show_month(span)

    def _step(self, by: int) -> None:
        if self.span:
            self.span = self.span.before() if by < 0 else self.span.after()
            self.refresh()

    def show_place(self, place: Place) -> None:
        if FILE in place.given:
            self.chips[0].click()
            self.files.open([place.given[FILE]])

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.title, "title"))
        row.addSpacing(16)
        self._group = QButtonGroup(self)
        self.chips = [RadioChip(words, can_clear=False) for words in _VIEWS]
        for at, chip in enumerate(self.chips):
            self._group.addButton(chip)
            chip.clicked.connect(partial(self.look_at, at))
            row.addWidget(chip)
        self.chips[0].setChecked(True)
        row.addSpacing(16)
        self.before = IconButton("chevron-left", "上一个月").on(lambda: self._step(-1))
        self.after = IconButton("chevron-right", "下一个月").on(lambda: self._step(1))
        self.period = Label(tone="heading")
        for widget in (self.before, self.period, self.after):
            row.addWidget(widget)
            widget.hide()
        row.addStretch(1)
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.chips[0].click()
            self.files.open(paths)


def _last_over(store: Store) -> Span:
    return span_of(MONTH, store.today, Calendar.of(store)).before()
