"""The record beside the list: read at once, its acts above it, what belongs to it below, its history one tab away."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QTabBar, QVBoxLayout, QWidget

from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.registry import papers_about
from ercheng_station.errors import UserError
from ercheng_station.records import dates
from ercheng_station.records.base import Record, refs_of
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.cards import Empty
from ercheng_station.ui.context import Desk
from ercheng_station.ui.filing.copies import open_file
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.labels import Label, at_hyphens, caption, rule
from ercheng_station.ui.record.card import RecordCard
from ercheng_station.ui.record.children import ChildrenView
from ercheng_station.ui.record.history import HistoryView
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told, read_record, read_steps
from ercheng_station.ui.record.revealing import reveal
from ercheng_station.ui.shortcuts import bind
from ercheng_station.ui.slices import Slices, exhaust

REST_MS, TYPING_MS = 60, 150
"""A record is read once the keys rest: those that move through the list, those of a search."""
DESTROYED_WORDS = "已经依法销毁：只留下统计要用的内容，不能修改、恢复或生成文书。"
_CARD, _HISTORY = 0, 1


class RecordView(QWidget):
    edit_asked = Signal(object)
    """Told."""
    copy_asked = Signal(object)
    print_asked = Signal(object, object)
    """Told and the PaperForm."""
    remove_asked = Signal(object)
    restore_asked = Signal(object)
    child_asked = Signal(object, str, object)
    """Kind of a child to add, its ref to the owner, the owner's Link."""
    child_opened = Signal(object, object)
    list_asked = Signal(object, str, object)
    """All children of a kind: kind, ref, the owner's Link."""
    followed = Signal(object)
    """Link of another record."""
    shown = Signal(object)
    """Told of the record that stands there now, or None."""

    def __init__(
        self, kind: type[Record], desk: Desk, parent: QWidget | None = None, *, slowly: bool = False
    ) -> None:
        """`slowly`: whoever makes it runs `build` to its end before anything else."""
        super().__init__(parent)
        self.kind, self._desk = kind, desk
        self.told: Told | None = None
        self._wanted: UUID | None = None
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self._title = Label(tone="heading", wraps=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = Label(tone="caption", wraps=True)
        self.edit_button = Button("修改", "", "file-text").on(lambda: self._emit(self.edit_asked))
        self.edit_button.setToolTip("F2")
        self._forms = papers_about(kind)
        self.print_button = Button("打印", "", "printer").on(self._choose_paper)
        self.print_button.setToolTip("Ctrl+P")
        self.restore_button = Button("恢复", "primary", "undo").on(lambda: self._emit(self.restore_asked))
        self.more = IconButton("dots", "更多操作").on(self._open_more)
        desk.offer(kind.guard, self.edit_button, self.restore_button, self.more)
        desk.offer("papers", self.print_button)
        self.acts = QHBoxLayout()
        self._parts: list[RecordPart] = []
        self._filling = Slices(iter(()), self)
        self._focus_next = False
        self._lay_out()
        if not slowly:
            exhaust(self.build())

    def build(self) -> Iterator[None]:
        """Its parts, each in a few milliseconds."""
        yield
        self._fill_area()
        yield from self.card.build()
        self._join()
        bind(self, "print", self.print_first)

    def show_record(self, uid: UUID | None, *, at_once: bool = False, typing: bool = False) -> None:
        """The record of before stands until this one is read; while somebody is `typing`, the list goes before."""
        if uid is None:
            self._wanted, self.told = None, None
            self._turn += 1
            self._stack.setCurrentIndex(0)
            self.shown.emit(None)
            return
        self._wanted = uid
        if at_once or self.told is None:
            self._timer.stop()
            self._ask()
        else:
            self._timer.start(TYPING_MS if typing else REST_MS)

    def refresh(self) -> None:
        if self._wanted is not None:
            self._ask()

    def put_above(self, part: RecordPart) -> None:
        """A hand-made part over the fields."""
        self._parts.append(part)
        self._column.insertWidget(len(self._parts) - 1, part)

    def take_focus(self) -> None:
        """The keys of a record work from now on; its first button has the focus once it stands there."""
        self.setFocus()
        self._pass_focus_on()

    def focus_next(self) -> None:
        """Once the record asked for stands there, its next step gets the focus."""
        self._focus_next = True

    def _ask(self) -> None:
        self._turn += 1
        turn, uid, kind = self._turn, self._wanted, self.kind
        if uid is not None:
            self._desk.ask(
                lambda store: read_record(store, kind, uid) if turn == self._turn else None,
                partial(self._show, turn),
                self,
                partial(self._fail, turn),
            )

    def _show(self, turn: int, told: Told | None) -> None:
        if turn != self._turn or told is None:
            return
        same = self.told is not None and self.told.row.uid == told.row.uid
        self._filling.drop()
        self._filling = Slices(self._fill(turn, told, same=same), self)
        self._filling.start()

    def _fill(self, turn: int, told: Told, *, same: bool) -> Iterator[None]:
        """Given up where another record is asked for meanwhile."""
        self._fill_head(told)
        context = self._desk.fields
        self.card.show_values(told.row.values, told.soft, context)
        yield
        if turn != self._turn:
            return
        covered = {kind for part in self._parts for kind in part.covers}
        children = tuple(one for one in told.children if one.kind not in covered)
        self.children_view.show_children(children, context, can_add=told.living and self._desk.may("write"))
        if not same:
            self._area.verticalScrollBar().setValue(0)
        yield
        if turn != self._turn:
            return
        self.told = told
        self._stack.setCurrentIndex(1)
        for part in self._parts:
            part.show_told(told)
        if self._tabs.currentIndex() == _HISTORY:
            self._ask_history()
        self.shown.emit(told)
        self._pass_focus_on()
        if self._focus_next:
            self._focus_next = False
            for part in self._parts:
                part.take_focus()

    def _fill_head(self, told: Told) -> None:
        self._title.setText(at_hyphens(_heading(told)))  # beside wide buttons
        self._note.setText(_note(told))
        if self.edit_button.hasFocus() or self.restore_button.hasFocus():
            self.setFocus()  # hidden, a button would hand the focus to some other part of the window
        self.edit_button.setVisible(told.living)
        self.print_button.setVisible(bool(self._forms) and told.living)
        self.restore_button.setVisible(told.row.removed_at is not None and not told.destroyed)

    def _pass_focus_on(self) -> None:
        if self.hasFocus():
            for button in (self.edit_button, self.restore_button):
                if button.isVisible():
                    button.setFocus()

    def _fail(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        code = error.code if isinstance(error, UserError) else ""
        if code in {"record-gone", "confided"}:
            self.show_record(None)
        if code != "record-gone":
            self._desk.failed.emit(error)

    def _turn_to(self, tab: int) -> None:
        self._content.setVisible(tab == _CARD)
        self.history.setVisible(tab == _HISTORY)
        if tab == _HISTORY:
            self._ask_history()

    def _ask_history(self) -> None:
        if self.told is not None:
            uid, kind = self.told.row.uid, self.kind
            self._desk.ask(lambda store: read_steps(store, kind, uid), self.history.show_steps, self)

    def print_first(self) -> None:
        """The paper of the record; nothing where its kind has none."""
        if self._forms and not self.print_button.isHidden() and self._desk.may("papers"):
            self._print(self._forms[0])

    def _choose_paper(self) -> None:
        """Several papers are named before one of them is made."""
        if len(self._forms) == 1:
            self.print_first()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for form in self._forms:
            menu.addAction(caption(form.title), partial(self._print, form))
        menu.popup(self.print_button.mapToGlobal(self.print_button.rect().bottomLeft()))

    def _print(self, form: PaperForm) -> None:
        if self.told is not None:
            self.print_asked.emit(self.told, form)

    def _emit(self, signal: SignalInstance) -> None:
        if self.told is not None:
            signal.emit(self.told)

    def _emit_owned(self, signal: SignalInstance, kind: type[Record], ref: str) -> None:
        if self.told is not None:
            signal.emit(kind, ref, self.told.link)

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts: list[tuple[str, Callable[[], object]]] = [
            ("照此新增一条", lambda: self._emit(self.copy_asked)),
            ("照 Word 表填写…", self._ask_word_form),
            ("录入对照…", self._open_entries),
            ("删除…", lambda: self._emit(self.remove_asked)),
        ]
        if self.told is not None and self.told.row.origin != self._desk.unit.uid:
            acts.insert(-1, ("退回登记单位修改…", self._ask_remark))
        living = self.told is not None and self.told.living
        for words, act in acts:
            menu.addAction(words, act).setEnabled(living)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _ask_word_form(self) -> None:
        if self.told is not None:
            from ercheng_station.ui.superior_form import ask_word_form  # noqa: PLC0415  rarely wanted

            ask_word_form(self, self._desk, self.kind, self.told.row.uid)

    def _ask_remark(self) -> None:
        if self.told is not None:
            from ercheng_station.ui.record.sending_back import ask_remark  # noqa: PLC0415  rarely wanted

            ask_remark(self, self._desk, self.told)

    def _open_entries(self) -> None:
        if self.told is not None:
            from ercheng_station.ui.record.entry_sheet import open_entries  # noqa: PLC0415  rarely wanted

            open_entries(self, self._desk, self.kind, self.told.row.uid)

    def _reveal(self, name: str) -> None:
        if self.told is None:
            return
        turn = self._turn
        label = f"{self.kind.kept[name].label}：{self.told.row.label}"
        reveal(self, self._desk, label, lambda: self.card.reveal(name) if turn == self._turn else None)

    def _join(self) -> None:
        self.card.reveal_asked.connect(self._reveal)
        self.card.followed.connect(self.followed)
        self.card.file_opened.connect(lambda file: open_file(self, self._desk, file))
        view = self.children_view
        view.added.connect(partial(self._emit_owned, self.child_asked))
        view.opened.connect(self.child_opened)
        view.followed.connect(self.followed)
        view.all_asked.connect(partial(self._emit_owned, self.list_asked))
        self._tabs.currentChanged.connect(self._turn_to)

    def _lay_out(self) -> None:
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(Empty("list-details", "选中一条记录，在这里看它的全部内容。"))
        page = QWidget(self)
        self._stack.addWidget(page)
        box = QVBoxLayout(page)
        box.setContentsMargins(20, 12, 20, 0)
        box.setSpacing(4)
        box.addLayout(self._head())
        box.addWidget(self._note)
        self._tabs = QTabBar(page)
        self._tabs.setAccessibleName("内容和改动记录")
        self._tabs.addTab("内容")
        self._tabs.addTab("改动记录")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        box.addWidget(self._tabs)
        box.addWidget(rule())
        self._area = QScrollArea(page)
        self._area.setAccessibleName("记录内容")
        FocusMark(self._area)
        box.addWidget(self._area, 1)

    def _head(self) -> QHBoxLayout:
        self.acts.setSpacing(8)
        self.acts.addWidget(self._title, 1)
        for button in (self.edit_button, self.print_button, self.restore_button, self.more):
            self.acts.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return self.acts

    def _fill_area(self) -> None:
        """From the outside inwards: a finished tree that is moved is dressed once more at every step."""
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("surface", "plain")
        self._area.setWidget(inside)
        self._content = QWidget(inside)
        self.card = RecordCard(self.kind, self._desk.fields, Thumbnails.of(self._desk), self._content)
        self.card.may_reveal = self._desk.may("unmask")
        self.children_view, self.history = ChildrenView(self._content), HistoryView(inside)
        self._column = column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self.children_view)
        column.addStretch(1)
        both = QVBoxLayout(inside)
        both.setContentsMargins(0, 0, 8, 16)
        both.addWidget(self._content)
        both.addWidget(self.history)
        self.history.hide()


def _heading(told: Told) -> str:
    """What is known by its number alone says whose it is too."""
    row = told.row
    owner = next((row.values[name] for name, ref in refs_of(told.kind).items() if ref.required), None)
    return f"{owner.title} {row.number}" if owner and row.label == row.number else row.label


def _note(told: Told) -> str:
    """Who cares when it was made and changed reads it in grey; of one that is gone, that it is."""
    row = told.row
    if told.destroyed:
        return DESTROYED_WORDS
    if row.removed_at:
        return f"已删除（{_at(row.removed_at)}）：{row.removed_why or ''}"
    made, changed = _at(row.created_at), _at(row.changed_at)
    number = f" {row.number}" if row.number and row.number not in row.label else ""
    return f"{told.kind.one}{number} · {made} 登记" + (f" · {changed} 修改" if changed != made else "")


def _at(moment: datetime) -> str:
    return f"{dates.beijing(moment):%Y-%m-%d %H:%M}"
