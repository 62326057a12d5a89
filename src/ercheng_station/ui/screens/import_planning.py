"""Judges the rows of a ledger beside the page: the first ones are shown at once, then all of them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ercheng_station.db.store import Store
from ercheng_station.exchange.importing.running import plan_of, read_in
from ercheng_station.exchange.importing.verdict import Plan, Wishes
from ercheng_station.exchange.plain import Kind
from ercheng_station.exchange.reading.beginning import beginning, first_of
from ercheng_station.exchange.reading.book import Book
from ercheng_station.progress import Report
from ercheng_station.ui.context import Desk
from ercheng_station.ui.task import Task, run_task


@dataclass(frozen=True)
class Asked:
    """What is to be planned; `book` may be the first rows of its file."""

    file: Path
    book: Book
    kind: Kind
    wishes: Wishes

    def plan(self, store: Store, book: Book, report: Report) -> Plan:
        return plan_of(store, self.kind, book, self.file, self.wishes, report)


def first_reading(store: Store, file: Path, password: str | None, report: Report) -> Book:
    """The first rows of a large file, all of another."""
    return beginning(file) or read_in(store, file, password, report)


class Planning(QObject):
    planned = Signal(object, object)
    """Plan and the Book that it is of, which may be partial: then another one follows."""
    failed = Signal(object)
    went_on = Signal(int, int)
    """How far the rest has got; the total is 0 while the file is read."""
    stopped = Signal()

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._rest: Task | None = None

    def begin(self, asked: Asked) -> None:
        """Whatever was being planned is given up."""
        self.give_up()
        first = first_of(asked.book)

        def job(report: Report) -> Plan:
            return asked.plan(self._desk.store, first, report)

        failed = partial(self._all_at_once, asked) if first.partial else self.failed.emit
        run_task(self._page, "正在核对每一行…", job, partial(self._begun, asked, first), failed)

    def give_up(self) -> None:
        """Without a word."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = None

    def stop(self) -> None:
        self.give_up()
        self.stopped.emit()

    def _begun(self, asked: Asked, first: Book, plan: Plan) -> None:
        self.give_up()
        self.planned.emit(plan, first)
        if first.partial:
            self._rest = task = Task(self._page, "", partial(self._all, asked), quiet=True)
            task.progress.connect(partial(self._go_on, task))
            task.done.connect(partial(self._end, task))
            task.failed.connect(partial(self._fail, task))
            task.start()

    def _all_at_once(self, asked: Asked, _error: Exception) -> None:
        """The first rows alone make no sense."""
        run_task(
            self._page,
            "正在核对每一行…",
            partial(self._all, asked),
            lambda found: self.planned.emit(*found),
            self.failed.emit,
        )

    def _all(self, asked: Asked, report: Report) -> tuple[Plan, Book]:
        book = asked.book

        def reading(_done: int, _total: int) -> None:
            report(0, 0)

        if book.partial:
            book = read_in(self._desk.store, asked.file, report=reading)
        return asked.plan(self._desk.store, book, report), book

    def _go_on(self, task: Task, done: int, total: int) -> None:
        if task is self._rest:
            self.went_on.emit(done, total)

    def _end(self, task: Task, found: tuple[Plan, Book]) -> None:
        if task is self._rest:
            self._rest = None
            self.planned.emit(*found)

    def _fail(self, task: Task, error: Exception) -> None:
        if task is self._rest:
            self._rest = None
            self.failed.emit(error)
