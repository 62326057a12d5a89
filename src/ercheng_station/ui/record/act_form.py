"""A form of one step of a record: asks only what that step needs, and saves all that it changes in one act."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ercheng_station.db.changes import Change
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults
from ercheng_station.records.fields import Field
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.record.drafting import DraftKeeper
from ercheng_station.ui.record.phrases import PhraseMenu
from ercheng_station.ui.record.strangers import StrangerMarks
from ercheng_station.ui.record.suggesting import DeskHost
from ercheng_station.ui.record.unsaved import Unsaved
from ercheng_station.ui.slices import exhaust

_STEP, _WORDS = "step", "words"


class ActForm(Unsaved):
    """`row` is the record as it is shown; who changes it meanwhile is noticed when saving.

    `code` and `words` name the step. `drafts` stands for its drafts, which are kept apart from those of any register.
    """

    saved = Signal()

    def __init__(
        self,
        desk: Desk,
        row: Row,
        step: tuple[str, str],
        fields: Mapping[str, Field],
        drafts: type[Any],
        *,
        slowly: bool = False,
    ) -> None:
        """`slowly`: whoever makes it runs `build` to its end before anything else."""
        super().__init__()
        self.code, self.words = step
        self.fields = dict(fields)
        self._desk, self._row = desk, row
        host = self._host = DeskHost(desk)
        host.setParent(self)  # an answer that comes after the form is gone has nobody to go to
        self.form = self.make_form(host)
        self._draft = DraftKeeper(desk, drafts, self._take_draft, self)
        self._draft.begin(row.uid, row.revision, f"{self.words} {row.label}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)
        if not slowly:
            exhaust(self.build())

    def make_form(self, host: DeskHost) -> Form:
        return Form(self.fields, self._desk.fields, host, slowly=True)

    def build(self) -> Iterator[None]:
        """Its parts, each in a few milliseconds."""
        yield from self.form.build()
        self.phrases = PhraseMenu(self._desk, self.form)
        self.strangers = StrangerMarks(self._desk, self.form, lambda: self._host.within)
        self.form.next_button.hide()
        self.form.save_asked.connect(self.save)
        self.form.save_next_asked.connect(self.save)
        self.form.edited.connect(self._draft.note)

    def read(self, store: Store, raw: Mapping[str, Any]) -> tuple[list[Change], Faults]:
        """The changes of the act, from what was typed; called beside the window."""
        raise NotImplementedError

    def resume(self, draft: Draft) -> None:
        self._draft.resume(draft)
        self._draft.base = self._row.revision
        self.form.restore(draft.body["form"])
        self.form.focus_first()

    def save(self) -> None:
        if not self._begin_saving():
            return
        raw = self.form.raw()
        self._desk.ask(lambda store: self.read(store, raw), self._write, self, self._fail)

    # -- inside

    def _write(self, read: tuple[list[Change], Faults]) -> None:
        changes, faults = read
        if faults.hard:
            self._refuse(faults)
            return
        label, act = f"{self.words} {self._row.label}", self._draft.act
        self._desk.perform(
            lambda store: store.act(label, changes, uid=act), self, lambda _: self._finish(), self._fail
        )

    def _finish(self) -> None:
        self._draft.drop()
        self.form.settle()
        self._desk.saved.emit(f"已保存 {self.words} {self._row.label}")
        self.saved.emit()
        self.closed.emit()

    def _take_draft(self) -> dict[str, Any] | None:
        if not self.dirty():
            return None
        return {**self.form.snapshot(), _STEP: self.code, _WORDS: self.words}


def named_in(draft: Draft) -> tuple[str, str]:
    """Code and words of the step that was being typed."""
    typed = draft.body["form"]
    return typed[_STEP], typed[_WORDS]
