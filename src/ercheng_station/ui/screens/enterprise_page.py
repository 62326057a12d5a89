"""Everything about one enterprise on one timeline, with what is known of it and what can be begun for it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.services.enterprises import Portrait, portray
from ercheng_station.services.timeline import Event
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.menus import open_under
from ercheng_station.ui.pages import Page
from ercheng_station.ui.record.sheet import add_record, change_record
from ercheng_station.ui.screens.enterprise_head import EnterpriseHead, FactsCard
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.screens.timeline import Timeline
from ercheng_station.ui.scrolled import Scrolled

_ROOMY = 1060
_FACTS_WIDTH = 320
_NONE, _ONE = 0, 1
_BUTTONS = {"visit", "need", "right"}
"""What has a button of its own."""


class EnterprisePage(Page):
    title = "企业时间线"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._uid: UUID | None = None
        self._link: Link | None = None
        self._inside = QWidget(self)
        self._inside.hide()
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        head = EnterpriseHead(self._desk.fields, {kind.__tablename__ for kind in self._desk.kinds})
        self._desk.offer("write", head.visit, head.need, head.right, head.other, head.change)
        self.head = head
        yield
        self.timeline = Timeline()
        yield
        self.facts = FactsCard()
        yield
        self._lay_out()
        for part in (self.head, self.timeline, self.facts, self._inside):
            yield
            part.ensurePolished()
        self._join()
        Rereading(self, self._desk, {kind.__tablename__ for kind in self._desk.kinds})
        yield
        self._inside.show()
        self._fit()

    @property
    def link(self) -> Link | None:
        """The enterprise that stands there; None while none is chosen or it is still being read."""
        return self._link

    def show_place(self, place: Place) -> None:
        if place.uid is not None and place.uid != self._uid:
            self._uid, self._link = place.uid, None
        self.refresh()
        if self._link is not None:
            self.timeline.list.setFocus()

    def refresh(self) -> None:
        uid = self._uid
        if uid is None:
            self._stack.setCurrentIndex(_NONE)
        else:
            self._desk.ask(lambda store: portray(store, uid), self._show, self, partial(self._fail, uid))

    def new_here(self) -> Place | None:
        """A visit; where none are paid, a right."""
        name = "visit" if Visit in self._desk.kinds else "right"
        return Place(name, new=True, given=self._given()) if self._link else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.making.is_done:
            self._fit()

    # -- what is shown

    def _show(self, told: Portrait) -> None:
        row = told.enterprise
        if row.uid != self._uid:
            return
        arrived = self._link is None
        self._link = Link(row.uid, row.label, Enterprise.__tablename__)
        self.head.show_portrait(told)
        self.facts.show_values(row.values, self._desk.fields)
        self.timeline.show_events(row.uid, told.events)
        self._stack.setCurrentIndex(_ONE)
        self._fit()
        if arrived and self.isVisible():
            (self.timeline.list if told.events else self.head.acts[0]).setFocus()

    def _fail(self, uid: UUID, error: Exception) -> None:
        if uid != self._uid:
            return
        if isinstance(error, UserError) and error.code == "record-gone":
            self._uid = self._link = None
            self._stack.setCurrentIndex(_NONE)
        else:
            self._desk.failed.emit(error)

    # -- what can be done

    def _given(self) -> dict[str, Any]:
        return {"enterprise": self._link}

    def _open(self, event: Event) -> None:
        if event.owner is not None:
            self._desk.go(event.owner.kind, event.owner.uid)
        else:
            self._desk.go(event.kind.__tablename__, event.uid)

    def _open_rows(self, kind: str, rows: Rows | None) -> None:
        narrowed = {ROWS: rows} if rows else {}
        self._desk.go(kind, given={**self._given(), **narrowed})

    def _begin(self, kind: str, ref: str = "enterprise") -> None:
        self._desk.go(kind, new=True, given={ref: self._link})

    def offer_others(self) -> QMenu:
        """Every other register of this unit that names an enterprise, by the part that it plays there."""
        menu = QMenu(self)
        for kind, refs in _naming(self._desk.kinds).items():
            for ref in refs:
                words = kind.title if len(refs) == 1 else f"{kind.title}（{kind.kept[ref].label}）"
                menu.addAction(words, partial(self._begin, kind.__tablename__, ref))
        open_under(menu, self.head.other)
        return menu

    def _add_right(self) -> None:
        add_record(
            self, self._desk, Right, self._given(), lambda row: self._desk.saved.emit(f"已保存 {row.label}")
        )

    def _change(self) -> None:
        change_record(self, self._desk, Enterprise, self._uid)

    # -- inside

    def _join(self) -> None:
        head = self.head
        head.visit.on(partial(self._begin, "visit"))
        head.need.on(partial(self._begin, "need"))
        head.right.on(self._add_right)
        head.other.on(self.offer_others)
        head.change.on(self._change)
        head.register.on(lambda: self._desk.go("enterprise", self._uid))
        head.rows_asked.connect(self._open_rows)
        self.timeline.opened.connect(self._open)

    def _fit(self) -> None:
        roomy = self.width() >= _ROOMY
        self._side.setVisible(roomy)
        self.head.show_short(on=not roomy)

    def _lay_out(self) -> None:
        self._side = Scrolled(self.facts, "企业情况")
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setFixedWidth(_FACTS_WIDTH)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.timeline, 1)
        both.addWidget(self._side)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(20, 12, 20, 16)
        box.setSpacing(12)
        box.addWidget(self.head)
        box.addLayout(both, 1)
        none = Empty(
            "building",
            "还没有选定企业。在企业名录里选一家，再点“时间线”，它的走访、诉求和知识产权就按日期排在这里。",
            "打开企业名录",
            lambda: self._desk.go("enterprise"),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside)
        self._stack = QStackedLayout(self._inside)
        self._stack.addWidget(none)
        self._stack.addWidget(page)


def _naming(kinds: Sequence[type[Record]]) -> dict[type[Record], list[str]]:
    """Kinds with a register of their own, and their refs to an enterprise."""
    name = Enterprise.__tablename__
    found = {
        kind: [ref for ref, field in refs_of(kind).items() if field.kind == name]
        for kind in kinds
        if kind.group and kind.dated_by and kind.__tablename__ not in _BUTTONS
    }
    return {kind: refs for kind, refs in found.items() if refs}
