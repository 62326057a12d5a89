"""The parts of a case below its next step: everybody, every session, every paper, each with a key that adds one."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ercheng_station.records.base import Record
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Event,
    Evidence,
    FollowUp,
    Guest,
    Instalment,
    Investigation,
    Party,
    Session,
)
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.screens.case_lines import PAPERS_GROUP, TITLES, CaseTold, Line
from ercheng_station.ui.screens.part_table import PartView


class Adding(NamedTuple):
    """What can be added to a part of the page; the letter makes the key with Alt, as in the menus people know."""

    kind: type[Record]
    words: str
    letter: str


ADDED: dict[str, tuple[Adding, ...]] = {
    "people": (Adding(Party, "当事人", "D"), Adding(Agent, "代理人", "W"), Adding(Guest, "邀请人", "Y")),
    "sessions": (Adding(Session, "调解记录", "T"), Adding(Investigation, "调查记录", "C")),
    "evidence": (Adding(Evidence, "证据", "Z"),),
    "agreements": (Adding(Agreement, "协议", "X"),),
    "performance": (Adding(Instalment, "履行计划", "L"),),
    "court": (Adding(Confirmation, "司法确认", "Q"),),
    "visits": (Adding(FollowUp, "回访", "H"),),
    "events": (Adding(Event, "记事", "J"),),
}
_PAPERS_LETTER = "P"


class CaseParts(Card):
    add_asked = Signal(object)
    """The kind."""
    opened = Signal(object)
    """Line of a record that is no paper."""
    remove_asked = Signal(object)
    print_asked = Signal(object)
    empty_asked = Signal(object)
    check_asked = Signal()
    bind_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName("案件各部分")
        self.views: dict[str, PartView] = {}
        self.box.setSpacing(12)

    def build(self) -> Iterator[None]:
        """Part by part, each in a few milliseconds."""
        for name, title in TITLES.items():
            self.views[name] = self._view(name, title)
            self.box.addWidget(self.views[name])
            self.views[name].ensurePolished()
            yield

    def fill(self, told: CaseTold) -> Iterator[None]:
        """Part by part, as `build` makes them."""
        for group in told.groups:
            self.views[group.name].show_group(group, can_change=told.living)
            yield

    def focus_papers(self) -> None:
        table = self.views[PAPERS_GROUP].table
        if not table.isHidden():
            table.setFocus()

    def paper(self) -> Line | None:
        """The current one."""
        return self.views[PAPERS_GROUP].table.current()

    def _view(self, name: str, title: str) -> PartView:
        view = PartView(name, title)
        for adding in ADDED.get(name, ()):
            act = partial(self.add_asked.emit, adding.kind)
            made = view.offer(f"{adding.words}({adding.letter})", "plus", f"Alt+{adding.letter}", act)
            self._desk.offer("write", made)
            self._bind(adding.letter, act, made)
        if name == PAPERS_GROUP:
            self._join_papers(view)
        else:
            view.table.opened.connect(self.opened)
            view.table.remove_asked.connect(self.remove_asked)
        return view

    def _join_papers(self, view: PartView) -> None:
        printing = view.offer(
            f"打印({_PAPERS_LETTER})", "printer", f"Alt+{_PAPERS_LETTER} 到文书，Enter 打印", self._print
        )
        empty = view.offer("空白表", "file-text", "", self._print_empty)
        check = view.offer("卷宗自查(S)", "list-check", "Alt+S", self.check_asked.emit)
        bind = view.offer("生成卷宗(G)", "book", "Alt+G", self.bind_asked.emit)
        self._desk.offer("papers", printing, empty, bind)
        self._bind("S", self.check_asked.emit, check)
        self._bind("G", self.bind_asked.emit, bind)
        view.table.opened.connect(self.print_asked)
        self._bind(_PAPERS_LETTER, self.focus_papers, view)

    def _print(self) -> None:
        line = self.paper()
        if line is not None:
            self.print_asked.emit(line)

    def _print_empty(self) -> None:
        line = self.paper()
        if line is not None:
            self.empty_asked.emit(line)

    def _bind(self, letter: str, act: Callable[[], object], button: QWidget) -> None:
        """Anywhere on the page, while what it stands for can be pressed."""

        def press() -> None:
            if button.isVisible() and button.isEnabled():
                act()

        QShortcut(QKeySequence(f"Alt+{letter}"), self).activated.connect(press)
