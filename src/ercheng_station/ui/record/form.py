"""The editor of any record: the generated form, its draft, its phrases and pins, and saving without a false word."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.base import Faults, Record, Values, typed
from ercheng_station.records.fields import Field, Link
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.filing.keeper import FileKeeper
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import RefInput
from ercheng_station.ui.labels import Eliding
from ercheng_station.ui.record.bringing import Bringing
from ercheng_station.ui.record.copying import copied
from ercheng_station.ui.record.drafting import MORE, DraftKeeper
from ercheng_station.ui.record.filling import filling_button
from ercheng_station.ui.record.known_here import (
    at_this_station,
    kept_fields,
    other_origins,
    propose_known_here,
)
from ercheng_station.ui.record.moved_on import MovedOn
from ercheng_station.ui.record.phrases import PhraseMenu
from ercheng_station.ui.record.revealing import reveal
from ercheng_station.ui.record.strangers import StrangerMarks
from ercheng_station.ui.record.suggesting import DeskHost
from ercheng_station.ui.record.unsaved import Unsaved
from ercheng_station.ui.shortcuts import bind, key
from ercheng_station.ui.slices import exhaust

_MOVED_ON = "record-moved-on"


class RecordForm(Unsaved):
    """Types one record at a time. Nothing is told as saved before the store has said so."""

    whole: ClassVar[bool] = False
    """Whether it wants the whole page, the list put away."""
    saved = Signal(object, bool)
    """The Row as it is kept now, and whether the next one was begun (Ctrl+Enter)."""
    chosen = Signal(str, object)
    """Field and Link of a record that was chosen, or None: the moment to `propose` what is known of it."""
    new_asked = Signal(str, str, str)
    """Field, kind and typed title of a record that is not there yet."""

    def __init__(
        self,
        kind: type[Record],
        desk: Desk,
        fields: Mapping[str, Field] | None = None,
        parent: QWidget | None = None,
        *,
        slowly: bool = False,
    ) -> None:
        """`slowly`: whoever makes it runs `build` to its end before anything else."""
        super().__init__(parent)
        self.kind, self.desk = kind, desk
        self._fields = kept_fields(fields or typed(kind), desk)
        self.host = DeskHost(desk)
        self.form = Form(self._fields, desk.fields, self.host, slowly=True)
        self._draft = DraftKeeper(desk, kind, self._take_draft, self)
        self._row: Row | None = None
        self._begun_within: Link | None = None
        self._title = Eliding("heading")
        self._cancel = Button("取消").on(self.cancel)
        self._copy = Button("复制上一条", "link", "copy").on(self.copy_last)
        self._copy.setToolTip(key("copy_last").shown)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        self._lay_out_heads()
        if not slowly:
            exhaust(self.build())

    def build(self) -> Iterator[None]:
        """Its parts, each in a few milliseconds."""
        yield from self.form.build()
        self._join()
        self._ask_pins()

    # -- what is typed

    def begin(self, given: Mapping[str, Any] | None = None) -> None:
        """A new record, with values to begin with; pinned fields keep theirs."""
        self._row = None
        self._draft.begin()
        self.form.start()
        self.form.propose(at_this_station(self._fields, self.desk))
        self.form.settle()
        self.restore_more({})
        self.form.propose(given or {}, over=True)
        self._belong()
        self._say_title(f"新增{self.kind.one}")
        self.form.focus_first(skip=other_origins(self._fields) if given else ())
        propose_known_here(self, self)
        self.bringing.begin(given or {})

    def edit(self, row: Row, soft: Mapping[str, str] | None = None) -> None:
        """A record as it was read; `soft` is what is still wanted of it."""
        self._row = row
        self._draft.begin(row.uid, row.revision, f"{self.kind.one} {row.label}")
        self.form.fill(row.values)
        self._belong()
        self.restore_more({})
        self.form.show_faults({}, soft or {})
        self._say_title(f"修改 {row.label}")
        wanted = next((name for name in self._fields if name in (soft or {})), next(iter(self._fields)))
        self.form.input(wanted).focus_first()

    def resume(self, draft: Draft) -> None:
        """What was left unsaved; the record it changes is read again first."""
        if draft.base_revision is None:
            self._resume(draft, None)
        else:
            self.desk.ask(lambda store: store.row(self.kind, draft.uid), partial(self._resume, draft), self)

    def uid(self) -> UUID:
        """Of the record that is typed, also before it is saved."""
        return self._draft.uid

    def is_new(self) -> bool:
        return self._row is None

    def dirty(self) -> bool:
        return super().dirty() or bool(self.more())

    # -- what a hand-made editor adds

    def more(self) -> dict[str, Any]:
        """JSON-able: what was typed beside the record's own fields; {} = nothing."""
        return {}

    def restore_more(self, more: Mapping[str, Any]) -> None:
        """Shows what `more` once gave; {} empties it."""

    def settle_more(self, more: Mapping[str, Any]) -> None:
        """This much of it is saved and need not be shown any longer."""

    def also(self, store: Store, more: Mapping[str, Any], saved: Link, values: Values) -> list[Change]:
        """Further changes of the same act, from `more`; called beside the window. Refused if they cannot be read."""
        return []

    def snapshot(self) -> dict[str, Any]:
        more = self.more()
        return {**self.form.snapshot(), **({MORE: more} if more else {})}

    def propose(self, values: Mapping[str, Any], *, over: bool = False) -> None:
        self.form.propose(values, over=over)

    def choose(self, name: str, link: Link) -> None:
        """As if the person had chosen that record with Enter."""
        made = self.form.input(name)
        if isinstance(made, RefInput):
            made.choose(link)
            self.form.go_on(name)

    def copy_last(self) -> None:
        """Into what nobody has typed yet of a new record: the last one's, but for its own day, state and files."""
        if self.is_new():
            query = Query(self.kind)
            self.desk.ask(lambda store: next(store.rows(query, 1), None), self._paste, self)

    # -- saving

    def save(self, *, and_next: bool = False) -> None:
        if not self._begin_saving():
            return
        whole = {**self._others(), **self.form.raw()}
        taken = self.snapshot()
        self.desk.ask(
            lambda store: store.examine(self.kind, whole),
            partial(self._write, taken, and_next),
            self,
            self._fail,
        )

    def _write(self, taken: dict[str, Any], and_next: bool, read: tuple[Values, Faults]) -> None:
        values, faults = read
        if faults.hard:
            self._refuse(faults)
            return
        uid, act, label = self._draft.uid, self._draft.act, self._act_words(values)
        saved, more = Link(uid, "", self.kind.__tablename__), taken.get(MORE, {})
        change: Create | Alter = Create(self.kind, values, uid)
        if self._row is not None:
            shown = {name: values[name] for name in self._fields}
            change = Alter(self.kind, uid, shown, self._draft.base)
        self.desk.perform(
            lambda store: store.act(label, [change, *self.also(store, more, saved, values)], uid=act),
            self,
            partial(self._read_again, taken, and_next),
            partial(self._fail_to_write, values),
        )

    def _read_again(self, taken: dict[str, Any], and_next: bool, _act: Act) -> None:
        uid = self._draft.uid
        self._draft.drop()
        self.desk.ask(
            lambda store: store.row(self.kind, uid), partial(self._finish, taken, and_next), self, self._fail
        )

    def _finish(self, taken: dict[str, Any], and_next: bool, row: Row) -> None:
        self._saving = False
        self.form.status.setText(f"已保存 {row.label}")
        self.settle_more(taken.pop(MORE, {}))
        if self.snapshot() != taken:  # the typing went on meanwhile
            self._row = row
            self._draft.begin(row.uid, row.revision, f"{self.kind.one} {row.label}")
            self._draft.note()
            self.saved.emit(row, False)
            return
        self.form.settle()
        if and_next:
            self.begin()
            self.form.status.setText(f"已保存 {row.label}，接着填下一条")
            self.saved.emit(row, True)
        else:
            self.saved.emit(row, False)
            self.closed.emit()

    def _fail_to_write(self, values: Values, error: Exception) -> None:
        if isinstance(error, UserError) and error.code == _MOVED_ON and self._row is not None:
            self._saving = False
            self.form.status.setText("")
            before = self._row
            self.desk.ask(
                lambda store: store.row(self.kind, before.uid),
                lambda now: self._ask_which(values, before, now),
                self,
                self._fail,
            )
        else:
            self._fail(error)

    def _ask_which(self, values: Values, before: Row, now: Row) -> None:
        """Somebody else has saved it meanwhile: each field that both changed is asked about."""
        fields = {name: self.kind.kept[name] for name in self._fields}
        sheet = MovedOn(self, fields, (before.values, values, now.values), self.desk.fields)
        sheet.decided.connect(partial(self._save_over, now))
        sheet.open()

    def _save_over(self, now: Row, values: Values) -> None:
        self._row = now
        self._draft.base = now.revision
        for name, value in values.items():
            self.form.input(name).show_value(value)
        self.save()

    # -- inside

    def _take_draft(self) -> dict[str, Any] | None:
        return self.snapshot() if self.dirty() else None

    def _resume(self, draft: Draft, row: Row | None) -> None:
        self._row = row
        if row is None:
            self.form.start()
            self._say_title(f"新增{self.kind.one}")
        else:
            self.form.fill(row.values)
            self._say_title(f"修改 {row.label}")
        self._draft.resume(draft)
        self.form.restore(draft.body["form"])
        self._belong()
        self.restore_more(draft.body["form"].get(MORE, {}))
        self.form.status.setText("已恢复上次没有保存的内容")
        self.form.focus_first()

    def _belong(self) -> None:
        """To the owner that stands there when the typing begins."""
        made = self.form.input(self.kind.owner) if self.kind.owner in self._fields else None
        self._begun_within = self.host.within = made.link() if isinstance(made, RefInput) else None

    def _belongs(self) -> Link | None:
        """The record that is typed, once it is kept; until then what it goes into."""
        row = self._row
        return Link(row.uid, row.label, self.kind.__tablename__) if row else self.host.within

    def _tell_chosen(self, name: str, link: Link | None) -> None:
        if name == self.kind.owner:
            self.host.within = link or self._begun_within
        self.chosen.emit(name, link)

    def _paste(self, row: Row | None) -> None:
        if row is None:
            self.form.status.setText("还没有可以复制的记录")
            return
        free = self.form.untouched()
        given = {name: value for name, value in copied(self.kind, row.values).items() if name in free}
        self.propose(given, over=True)
        self.form.status.setText(f"已复制 {row.label}，请核对")

    def _put_away(self) -> None:
        self.restore_more({})
        super()._put_away()

    def _act_words(self, values: Values) -> str:
        if self._row is not None:
            return f"修改{self.kind.one} {self._row.label}"
        name = next(iter((*self.kind.names, *self.kind.natural_key)), "")
        value = values.get(name)
        words = value.title if isinstance(value, Link) else value if isinstance(value, str) else ""
        return f"新增{self.kind.one} {words[:20]}".strip()

    def _others(self) -> dict[str, Any]:
        """The fields that are not shown: as they are kept, or as a new record begins."""
        names = [name for name in self.kind.kept if name not in self._fields]
        if self._row is None:
            return {name: self.kind.kept[name].default for name in names}
        return {name: self.kind.kept[name].plain(self._row.values[name]) for name in names}

    def _say_title(self, words: str) -> None:
        self._title.say(words)
        self.form.status.setText("")
        self.setAccessibleName(words)
        self._copy.setVisible(self.is_new())

    def _lay_out_heads(self) -> None:
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = self.form.header
        head.addWidget(self._title, 1)
        head.addWidget(self._copy)
        head.addWidget(filling_button(self, self.desk, self.kind))
        self.form.buttons.insertWidget(1, self._cancel)
        self.form.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _join(self) -> None:
        form = self.form
        form.save_asked.connect(self.save)
        form.save_next_asked.connect(lambda: self.save(and_next=True))
        form.edited.connect(self._draft.note)
        form.chosen.connect(self._tell_chosen)
        form.new_asked.connect(self.new_asked)
        form.reveal_asked.connect(self._reveal)
        form.pin_changed.connect(lambda _name, _on: self._keep_pins())
        self.phrases, self.files = PhraseMenu(self.desk, form), FileKeeper(self.desk, form)
        self.strangers, self.bringing = StrangerMarks(self.desk, form, self._belongs), Bringing(self)
        bind(self, "copy_last", self.copy_last)

    def _reveal(self, name: str) -> None:
        who = self._row.label if self._row else f"新增的{self.kind.one}"
        reveal(self, self.desk, f"{self.kind.kept[name].label}：{who}", partial(self.form.reveal, name))

    def _ask_pins(self) -> None:
        name = f"pins.{self.kind.__tablename__}"
        self.desk.ask(
            lambda store: store.drafts.preferred(store.actor, name),
            lambda names: self.form.set_pins(self.form.pins().union(names or ())),
            self,
        )

    def _keep_pins(self) -> None:
        name, pins = f"pins.{self.kind.__tablename__}", sorted(self.form.pins())
        self.desk.tell(lambda store: store.drafts.prefer(store.actor, name, pins), lambda _: None, self)
