"""One register: its list, the record beside it, and the editor that takes the record's place."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from ercheng_station.db.browse import Line
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.fields import Link
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.context import AT_NEXT, DRAFT, Desk, Place
from ercheng_station.ui.lists.pane import ListPane
from ercheng_station.ui.pages import Page
from ercheng_station.ui.record.copying import copied
from ercheng_station.ui.record.drafting import DraftOffers
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.record.sheet import add_named, add_record, change_record
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.register_acts import RegisterActs
from ercheng_station.ui.register_side import RegisterSide
from ercheng_station.ui.shell_titles import OWN_PAGES
from ercheng_station.ui.shortcuts import bind

BESIDE = 860
"""Narrower than this the record opens over the list."""
BOTH = 1200
"""In a narrower window the names of a list are worth more than the record beside it, unless a person says otherwise."""
ROOMY = 1600
"""From here on the editor, too, stands beside the list."""
SIDE = 380
_LIST_PART = 0.6
_LIST_WHILE_TYPING = 0.36
_REST_MS = 40


class RegisterPage(Page):
    """The list is made first, the record view and the editor in the pauses after it.

    Whoever asks for a part that is not made yet has it made at once.
    """

    def __init__(self, kind: type[Record], desk: Desk) -> None:
        super().__init__()
        self.kind, self.title, self._desk = kind, kind.title, desk
        self._split = QSplitter(self)
        self._split.setAccessibleName("列表和记录")
        self._split.hide()
        self._side = RegisterSide(kind, desk, self._split)
        self._editing = self._over = self._stale = False
        self._edit_next: UUID | None = None
        self.offers = DraftOffers(desk, {kind.__tablename__: kind.one})
        self._changed = QTimer(self)
        self._changed.setSingleShot(True)
        self._changed.setInterval(_REST_MS)
        self._changed.timeout.connect(self._read_again)
        self._lay_out()
        self._side.record_made.connect(self._join_record)
        self._side.editor_made.connect(self._join_editor)
        self._side.making_record.done.connect(lambda: self._follow(self._pane.view.current))

    @property
    def pane(self) -> ListPane:
        self.making.finish()
        return self._pane

    @property
    def acts(self) -> RegisterActs:
        self.making.finish()
        return self._acts

    @property
    def record(self) -> RecordView:
        self.making.finish()
        return self._side.record

    @property
    def editor(self) -> RecordForm:
        self.making.finish()
        return self._side.editor

    def build(self) -> Iterator[None]:
        self._pane = ListPane(self.kind, self._desk, self._split, slowly=True)
        yield
        yield from self._pane.build()
        self._acts = RegisterActs(self, self._desk, self._pane)
        self._pane.buttons.addWidget(self._turn)
        self._pane.above.addWidget(self.offers)
        self._split.insertWidget(0, self._pane)
        self._join(self._pane)
        yield
        self._split.ensurePolished()
        self._side.make_by_and_by()

    # -- what the window asks

    def show_place(self, place: Place) -> None:
        self.pane.begin()
        if place.new:
            self.begin_new(place.given)
        elif DRAFT in place.given:
            self._resume(place.given[DRAFT])
        elif place.uid is not None:
            self._show_uid(place.uid, at_next=place.given.get(AT_NEXT, False))
        else:
            self._over = False
            if place.given:
                self._set_aside()
                self.pane.show_filters(place.given)
        before = QApplication.focusWidget()
        self._fit()
        if not self._editing and (before is None or not self._keeps_focus(before)):
            self._take_focus()
        self._look_for_drafts()

    def refresh(self) -> None:
        self.pane.refresh()
        self.record.refresh()
        self._look_for_drafts()

    def leave(self) -> None:
        if self._editing or self._side.making_editor.is_done:
            self.editor.leave()

    def hand_over(self) -> None:
        self._set_aside()
        if self.kind.confided_to:  # to the one who leaves
            self.record.show_record(None)

    def query(self) -> Query:
        return self.pane.query()

    # -- acts

    def begin_new(self, given: dict[str, Any] | None = None) -> None:
        self.leave()
        self._open_editor(lambda editor: editor.begin(given))

    def edit(self) -> None:
        told = self.record.told
        may = self._desk.may(self.kind.guard)
        if may and told is not None and not self._editing and told.living:
            self._open_editor(lambda editor: editor.edit(told.row, told.soft))

    def turn_beside(self) -> None:
        self.pane.likings.now.beside = "off" if self._is_beside() else "on"
        self.pane.likings.keep()
        self._over = False
        self._fit()
        if not self._editing:
            self.pane.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._editing:
            if not self.editor.dirty():
                self.editor.cancel()
        elif event.key() == Qt.Key.Key_Escape and self._over:
            self._over = False
            self._fit()
            self.pane.view.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.making.is_done:
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._changed.start()

    # -- the record beside

    def _follow(self, line: Line | None) -> None:
        """What a list out of sight selects, after a removal say, is nobody's choice."""
        if self._over and self._pane.isHidden() and self.record.told:
            return
        if self._side.making_record.is_done and (line or self.record.told):
            typing = self.pane.bar.search.hasFocus()
            self.record.show_record(line.uid if line else None, typing=typing)

    def _open(self, line: Line) -> None:
        """Enter or a double click: the record where it is not in sight or has its own page, else its editor."""
        if not self._side.isHidden() and self.kind.__tablename__ not in OWN_PAGES:
            self._set_aside()
            self._edit_next = line.uid
            self.record.show_record(line.uid, at_once=True)
        else:
            self._desk.go(self.kind.__tablename__, line.uid)

    def _edit_if_asked(self, told: Told | None) -> None:
        wanted, self._edit_next = self._edit_next, None
        if told is not None and told.row.uid == wanted:
            self.edit()

    def _show_uid(self, uid: UUID, *, at_next: bool = False) -> None:
        def show() -> None:
            if at_next:
                self.record.focus_next()
            self.record.show_record(uid, at_once=True)
            self._desk.ask(lambda store: store.row(self.kind, uid), self._choose, self)

        if self._editing and self.editor.uid() != uid:
            self._set_aside()
        self._over = True
        self._side.making_record.then(show)

    def _choose(self, row: Row) -> None:
        """The list may have begun to show its first record meanwhile."""
        self.pane.view.choose(row.uid, row.n)
        self.record.show_record(row.uid, at_once=True)

    # -- the editor

    def _set_aside(self) -> None:
        """What was being typed stays as a draft and is offered again."""
        self.leave()
        if self._editing:
            self._put_away()

    def _open_editor(self, begin: Callable[[RecordForm], object]) -> None:
        self._editing = True
        self._side.open_editor(begin, self._show_editor)

    def _show_editor(self) -> None:
        self._fit()
        self._look_for_drafts()

    def _put_away(self) -> None:
        self._editing = False
        self._side.setCurrentWidget(self.record)
        self._fit()
        self._take_focus()
        self._look_for_drafts()

    def _take_saved(self, row: Row, _next: bool) -> None:
        self._desk.saved.emit(f"已保存 {row.label}")
        if self._changed.isActive():  # the list of before does not have a new record
            self._changed.stop()
            self._read_again()
        self._choose(row)

    def _copy(self, told: Told) -> None:
        given = copied(self.kind, told.row.values)
        if self.kind.__tablename__ in OWN_PAGES:
            self._desk.go(self.kind.__tablename__, new=True, given=given)
        else:
            self.begin_new(given)

    def _copy_shown(self) -> None:
        if self.record.told is not None:
            self._copy(self.record.told)

    def _remove_shown(self) -> None:
        told = self.record.told
        if told is not None and told.living:
            self.acts.remove([told.row.uid])

    def _resume(self, draft: Draft) -> None:
        if self.kind.__tablename__ in OWN_PAGES and draft.base_revision is None:
            self._desk.go(self.kind.__tablename__, given={DRAFT: draft})
            return
        self.leave()
        self._open_editor(lambda editor: editor.resume(draft))

    def _look_for_drafts(self) -> None:
        if not self._editing:
            self.offers.look(self.kind.__tablename__)
        elif self._side.opening.is_done:
            self.offers.look(self.kind.__tablename__, self.editor.uid())

    def _add_named(self, name: str, kind: str, title: str) -> None:
        target = self._desk.store.catalogue[kind]
        add_named(self, self._desk, target, title, lambda link: self.editor.choose(name, link))

    # -- what changes elsewhere

    def _hear(self, kind: str, _uid: UUID) -> None:
        """A list shows its own records and the titles of those they point to; a record its children too."""
        near = {self.kind.__tablename__, *(field.kind for field in refs_of(self.kind).values())}
        owned = {child.__tablename__ for child, _ in self._desk.store.catalogue.owned_by(self.kind)}
        if kind in near | owned:
            self._stale = True
            self._changed.start()

    def _read_again(self) -> None:
        """An open editor is left alone."""
        if self.isVisible():
            self._stale = False
            self.pane.refresh()
            self.record.refresh()

    # -- inside

    def _lay_out(self) -> None:
        self._side.setMinimumWidth(SIDE)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._turn = IconButton("layout-sidebar-left-collapse", "收起右侧的记录（F4）").on(self.turn_beside)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._split)

    def _fit(self) -> None:
        wide, liking = self.width() >= BESIDE, self.pane.likings.now
        if self._editing:
            listed, sided = self.width() >= ROOMY, True
        elif wide:
            listed, sided = not self._over or self._is_beside(), self._over or self._is_beside()
        else:
            listed, sided = not self._over, self._over
        self.pane.setVisible(listed)
        self._side.setVisible(sided)
        if listed and sided:
            part = _LIST_WHILE_TYPING if self._editing else liking.part or _LIST_PART
            first = round(part * self.width())
            self._split.setSizes([first, self.width() - first])
        self._split.show()
        self._turn.setVisible(wide)
        shown = wide and self._is_beside()
        self._turn.rename("收起右侧的记录（F4）" if shown else "显示右侧的记录（F4）")
        self._turn.redraw("layout-sidebar-left-expand" if shown else "layout-sidebar-left-collapse")

    def _is_beside(self) -> bool:
        """Whether the record stands beside the list where both find room."""
        return {"on": True, "off": False}.get(self.pane.likings.now.beside, self.window().width() >= BOTH)

    def _keeps_focus(self, widget: QWidget) -> bool:
        """Not the page itself, which has the focus while it is being made."""
        return widget is not self and self.isAncestorOf(widget) and widget.isVisible()

    def _take_focus(self) -> None:
        if self.pane.isHidden():
            self._side.making_record.then(self.record.take_focus)
        else:
            self.pane.view.setFocus()

    def _take_part(self) -> None:
        """A person has drawn the line between list and record."""
        if not self._editing:
            self.pane.likings.now.part = round(self.pane.width() / self.width(), 3)
            self.pane.likings.keep()

    def _export(self, query: Query) -> None:
        from ercheng_station.ui.exporting import export_list  # noqa: PLC0415  loads 0.2 s of Excel and PDF

        export_list(self, self._desk, query, self.pane.column_names())

    def _join(self, pane: ListPane) -> None:
        pane.view.chosen.connect(self._follow)
        pane.view.opened.connect(self._open)
        pane.new_asked.connect(lambda: self._desk.go(self.kind.__tablename__, new=True))
        pane.export_asked.connect(self._export)
        pane.likings.read.connect(self._fit)
        self._acts.edit_asked.connect(self.edit)
        self._acts.copy_asked.connect(self._copy_shown)
        self.offers.resumed.connect(self._resume)
        self._desk.changed.connect(self._hear)
        self._split.splitterMoved.connect(lambda _at, _index: self._take_part())
        bind(pane, "edit", self.edit)
        bind(pane, "beside", self.turn_beside)
        bind(pane, "filter", pane.focus_search)

    def _join_editor(self, editor: RecordForm) -> None:
        editor.saved.connect(self._take_saved)
        editor.closed.connect(self._put_away)
        editor.new_asked.connect(self._add_named)

    def _join_record(self, record: RecordView) -> None:
        if not self._editing:
            self._side.setCurrentWidget(record)
        bind(record, "edit", self.edit)
        bind(record, "beside", self.turn_beside)
        bind(record, "remove", self._remove_shown)
        record.shown.connect(self._edit_if_asked)
        record.edit_asked.connect(lambda _told: self.edit())
        record.copy_asked.connect(self._copy)
        record.remove_asked.connect(lambda told: self.acts.remove([told.row.uid]))
        record.restore_asked.connect(lambda told: self.acts.restore([told.row.uid], told.row.label))
        record.print_asked.connect(lambda told, form: self.acts.print(form, [told.row.uid]))
        record.child_asked.connect(self._add_child)
        record.child_opened.connect(partial(change_record, self, self._desk))
        record.list_asked.connect(
            lambda kind, ref, link: self._desk.go(kind.__tablename__, given={ref: link})
        )
        record.followed.connect(lambda link: self._desk.go(link.kind, link.uid))
        bind(record, "filter", self.pane.focus_search)

    def _add_child(self, kind: type[Record], ref: str, owner: Link) -> None:
        add_record(self, self._desk, kind, {ref: owner}, lambda _row: self.record.refresh())
