"""A mediation case on one page: where it stands, what comes next, and everybody and everything in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from ercheng_station.db.rows import Row
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agent, Event, Mediation, Party, Session
from ercheng_station.services.case_step import living
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.context import DRAFT, PART, Desk, Place
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.menus import open_under
from ercheng_station.ui.pages import Page
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.printing.window import print_empty, print_records
from ercheng_station.ui.record.history import HistoryView
from ercheng_station.ui.record.reading import read_steps
from ercheng_station.ui.record.removing import ask_to_remove, restore
from ercheng_station.ui.record.sheet import add_record, change_record
from ercheng_station.ui.record.suggesting import link_of
from ercheng_station.ui.record.turns import offer_turns
from ercheng_station.ui.screens.case_chain import CaseChain
from ercheng_station.ui.screens.case_file import bind_case, check_case
from ercheng_station.ui.screens.case_form import CaseForm
from ercheng_station.ui.screens.case_head import CaseHead
from ercheng_station.ui.screens.case_lines import KINDS, CaseTold, Line, read_case
from ercheng_station.ui.screens.case_parts import CaseParts
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.screens.step_panel import StepPanel
from ercheng_station.ui.scrolled import Column, Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.shortcuts import bind
from ercheng_station.ui.slices import Slices, laid_out

_NONE, _ONE = 0, 1
_ROOMY = 1400
_SHOWN = KINDS | {"mediation", "committee", "mediator", "paper"}
_NOT_BY_STEP = (Event, Party)


class MediationPage(Page):
    title = "调解案件"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._uid: UUID | None = None
        self._kind: type[Record] = Mediation
        self.told: CaseTold | None = None
        self._intake: CaseForm | None = None
        self._opening = Slices(iter(()), self)
        self._filling = Slices(iter(()), self)
        self._inside = QWidget(self)
        self._inside.hide()
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._lay_out()
        self.head, self.chain = CaseHead(), CaseChain()
        self._desk.offer("write", self.head.change, self.head.restore, self.head.more)
        self._desk.offer("papers", self.head.print)
        self._column.insertWidget(0, self.head)
        self._column.insertWidget(1, self.chain)
        yield
        self.panel = StepPanel(self._desk)
        self.panel.ended.connect(self.head.rest)
        self._both.addWidget(self.panel, 1)
        yield
        self.parts = CaseParts(self._desk)
        self._both.addWidget(self.parts, 1)
        yield from self.parts.build()
        for part in (self.head, self.panel, self.parts, self._inside):
            part.ensurePolished()
            yield
        self._join()
        Rereading(self, self._desk, _SHOWN)
        yield
        self._inside.show()
        self._fit()

    # -- what the window asks

    def show_place(self, place: Place) -> None:
        if place.new:
            self._take_in(lambda form: form.begin(place.given))
            return
        if DRAFT in place.given:
            self._take_in(lambda form: form.resume(place.given[DRAFT]))
            return
        kind = self._desk.store.catalogue[place.given.get(PART, Mediation.__tablename__)]
        if place.uid is not None and place.uid != self._uid:
            self.leave()
            self._uid, self._kind, self.told = place.uid, kind, None
            self.setFocus()
        self.panel.take_focus()
        self.refresh()

    def refresh(self) -> None:
        uid, kind = self._uid, self._kind
        if uid is None:
            self._stack.setCurrentIndex(_NONE)
            return
        self._desk.ask(
            lambda store: read_case(store, kind, uid, operator(store)),
            partial(self._show, uid),
            self,
            partial(self._fail, uid),
        )

    def leave(self) -> None:
        self.panel.leave()
        if self._intake is not None:
            self._intake.leave()

    def hand_over(self) -> None:
        self.leave()
        self.panel.put_away()
        self._uid = self.told = None
        self._stack.setCurrentIndex(_NONE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        taking_in = self._intake is not None and self._stack.currentWidget() is self._intake
        if event.key() == Qt.Key.Key_Escape and self._intake is not None and taking_in:
            if not self._intake.dirty():
                self._intake.cancel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.making.is_done:
            self._fit()

    # -- what is shown

    def _show(self, uid: UUID, told: CaseTold) -> None:
        if uid != self._uid:
            return
        arrived = self.told is None
        self._uid, self._kind, self.told = told.row.uid, Mediation, told
        self._filling.drop()
        self._filling = Slices(self._fill(told, arrived=arrived), self)
        self._filling.start()

    def _fill(self, told: CaseTold, *, arrived: bool) -> Iterator[None]:
        if not self._desk.may("write"):
            told = replace(told, steps=())
        self.head.show_case(told, self._desk.fields)
        self.chain.show_case(told.whole)
        yield
        yield from self.parts.fill(told)
        self._stack.setCurrentIndex(_ONE)
        if arrived:
            self._area.verticalScrollBar().setValue(0)
        yield
        yield from self.panel.fill(told)
        if not told.steps and self.isAncestorOf(QApplication.focusWidget() or self):
            self.head.more.setFocus()

    def _fail(self, uid: UUID, error: Exception) -> None:
        if uid != self._uid:
            return
        if isinstance(error, UserError) and error.code == "record-gone":
            self._uid = self.told = None
            self._stack.setCurrentIndex(_NONE)
        else:
            self._desk.failed.emit(error)

    # -- the intake

    def _take_in(self, begin: Callable[[CaseForm], object]) -> None:
        """What was typed before stays as a draft; the form stands there once it is made."""
        self.leave()
        self.setFocus()
        self._opening.drop()
        self._opening = Slices(self._open_intake(begin), self)
        self._opening.then(lambda: None)

    def _open_intake(self, begin: Callable[[CaseForm], object]) -> Iterator[None]:
        if self._intake is None:
            made = CaseForm(self._desk, self._inside, slowly=True)
            self._stack.addWidget(made)
            yield
            yield from made.build()
            made.ensurePolished()
            yield
            self._intake = made
            made.saved.connect(self._take_saved)
            made.closed.connect(self._put_away)
        self._intake.resize(self._inside.size())
        yield from laid_out(self._intake)
        begin(self._intake)  # the focus comes, so it is to be in sight at once
        yield
        self._stack.setCurrentWidget(self._intake)
        inside = self._intake.focusWidget()
        if inside:
            inside.setFocus()

    def _take_saved(self, row: Row, and_next: bool) -> None:
        self._desk.saved.emit(f"已保存 {row.label}")
        if not and_next:
            self._desk.go(Mediation.__tablename__, row.uid)

    def _put_away(self) -> None:
        """Given up: back to the case of before, or to the list. A saved one is being read already."""
        if self._stack.currentWidget() is not self._intake:
            return
        if self.told is not None:
            self._stack.setCurrentIndex(_ONE)
            self.panel.take_focus()
        elif self._uid is None:
            self._desk.go(Mediation.__tablename__)

    # -- what can be done

    def add(self, kind: type[Record]) -> None:
        """By the step that makes such a part, if one is open; else in a sheet of its own."""
        if self.told is None:
            return
        for step in self.told.steps:
            made = [piece.kind for piece in step.pieces if piece.record is None]
            if kind in made and kind not in _NOT_BY_STEP:
                self.panel.choose(step.code)
                return
        add_record(
            self,
            self._desk,
            kind,
            self._given(kind),
            lambda row: self._desk.saved.emit(f"已保存 {row.label}"),
        )

    def _given(self, kind: type[Record]) -> dict[str, Any]:
        """Whose part it is, and what follows from the parts that are there."""
        assert self.told
        whole = self.told.whole
        if kind is Agent:
            here = self.parts.views["people"].table.current()
            parties = {one.uid: one for one in living(whole, Party)}
            chosen = parties.get(here.uid) if here else next(iter(parties.values()), None)
            return {"party": Link(chosen.uid, chosen.label, "party")} if chosen else {}
        given: dict[str, Any] = {"case": link_of(Mediation, self.told.row)}
        if kind is Session:
            given["serial"] = len(living(whole, Session)) + 1
        if kind is Party and any(one.role == "applicant" for one in living(whole, Party)):
            given["role"] = "respondent"
        return given

    def _open(self, line: Line) -> None:
        change_record(self, self._desk, line.kind, line.uid)

    def _remove(self, line: Line) -> None:
        ask_to_remove(self, self._desk, line.kind, [line.uid])

    def _print(self, line: Line) -> None:
        if line.paper is not None and self._desk.may("papers"):
            print_records(self, self._desk, line.paper, [line.uid])

    def _print_empty(self, line: Line) -> None:
        if line.paper is not None:
            print_empty(self, self._desk, line.paper)

    def _with_file(self, act: Callable[[QWidget, Desk, UUID], object]) -> None:
        if self.told is not None:
            act(self, self._desk, self.told.row.uid)

    def _print_current(self) -> None:
        line = self.parts.paper()
        if line is not None and self.told is not None and self.told.living:
            self._print(line)

    def _change(self) -> None:
        if self.told is not None and self.told.living:
            change_record(self, self._desk, Mediation, self.told.row.uid)

    def _restore(self) -> None:
        if self.told is not None:
            row = self.told.row
            restore(self, self._desk, Mediation, [row.uid], f"{Mediation.title} {row.label}")

    def _open_more(self) -> None:
        menu = QMenu(self)
        gone = self.told is None or not self.told.living
        menu.addAction("改动记录", self._show_history)
        if self.told is not None and not gone:
            offer_turns(menu, self, self._desk, Mediation, link_of(Mediation, self.told.row))
        menu.addAction("删除…", self._remove_case).setEnabled(not gone)
        open_under(menu, self.head.more)

    def _remove_case(self) -> None:
        if self.told is not None:
            ask_to_remove(self, self._desk, Mediation, [self.told.row.uid])

    def _show_history(self) -> None:
        if self.told is None:
            return
        view, uid = HistoryView(self), self.told.row.uid
        sheet = Sheet(self, f"改动记录 {self.told.row.label}", Scrolled(view, "改动记录"))
        self._desk.ask(lambda store: read_steps(store, Mediation, uid), view.show_steps, sheet)
        sheet.open()

    # -- inside

    def _join(self) -> None:
        head, parts = self.head, self.parts
        head.change.on(self._change)
        head.print.on(self._print_current)
        head.restore.on(self._restore)
        head.more.on(self._open_more)
        head.origins.followed.connect(lambda link: self._desk.go(link.kind, link.uid))
        parts.add_asked.connect(self.add)
        parts.opened.connect(self._open)
        parts.remove_asked.connect(self._remove)
        parts.print_asked.connect(self._print)
        parts.empty_asked.connect(self._print_empty)
        parts.check_asked.connect(partial(self._with_file, check_case))
        parts.bind_asked.connect(partial(self._with_file, bind_case))
        bind(self, "edit", self._change)
        bind(self, "print", self._print_current)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight, with its label and what is said under it."""
        inside = self._area.widget()
        if now is None or not self.isVisible() or not inside.isAncestorOf(now):
            return
        part: QWidget | None = now
        while part is not None and not isinstance(part, Cell):
            part = part.parentWidget()
        QTimer.singleShot(0, part or now, partial(self._bring, part or now))

    def _bring(self, part: QWidget) -> None:
        """The top of it at least, once all is laid out."""
        if not self._area.widget().isAncestorOf(part):
            return
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        top = part.mapTo(self._area.widget(), QPoint(0, 0)).y()
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        high = min(part.height(), room)
        if top + high <= room:
            bar.setValue(0)  # the way of the case stays in sight
        elif top < bar.value():
            bar.setValue(top - 8)
        elif top + high > bar.value() + room:
            bar.setValue(top + high - room + 8)

    def _fit(self) -> None:
        """Side by side where there is room."""
        directions = QBoxLayout.Direction
        roomy = self.width() >= _ROOMY
        self._both.setDirection(directions.LeftToRight if roomy else directions.TopToBottom)

    def _lay_out(self) -> None:
        """From the outside inwards: a finished tree that is moved is dressed once more at every step."""
        inside = Column()
        self._area = Scrolled(inside, self.title)
        self._area.setFocusPolicy(self.focusPolicy())
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(12)
        self._column = box = QVBoxLayout(inside)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(8)
        box.addLayout(self._both)
        box.addStretch(1)
        none = Empty(
            "scale",
            "还没有选定案件。在调解案件台账里选一件，它的进度、下一步、当事人、记录和文书就在这一页办。",
            "打开调解案件台账",
            lambda: self._desk.go(Mediation.__tablename__),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside)
        self._stack = QStackedLayout(self._inside)
        self._stack.addWidget(none)
        self._stack.addWidget(self._area)
