"""One step of a need, typed: asks only what that step needs, and saves the step and the need's new state in one act."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.db.changes import Change, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused
from ercheng_station.records.base import Faults
from ercheng_station.services.needs import Step, fields_of_step, take_step
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask, show_error
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.record.drafting import DraftKeeper
from ercheng_station.ui.record.phrases import PhraseMenu
from ercheng_station.ui.record.suggesting import DeskHost

_STEP, _WORDS = "step", "words"
_SAME = "销号人与责任人是同一人；有两人以上时应由他人销号"


class StepDraft:
    """Drafts of steps are kept apart from those of any register: they hold fields of two records."""

    __tablename__ = "need.step"


class StepForm(QWidget):
    """`need` is the row as it is shown; who changes it meanwhile is noticed when saving."""

    saved = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, need: Row, step: Step) -> None:
        super().__init__()
        self.step, self._desk, self._need = step, desk, need
        self._saving = False
        self.fields = fields_of_step(step, need.values)
        self.form = Form(self.fields, desk.fields, DeskHost(desk))
        self.phrases = PhraseMenu(desk, self.form)
        self._draft = DraftKeeper(desk, StepDraft, self._take_draft, self)
        self._draft.begin(need.uid, need.revision, f"{step.words} {need.label}")
        self._uid: UUID = new_uid()
        self._lay_out()
        self._join()
        self._begin()

    def dirty(self) -> bool:
        return self.form.dirty()

    def leave(self) -> None:
        """What is typed goes to the drafts."""
        ime.commit()
        self._draft.flush()

    def resume(self, draft: Draft) -> None:
        self._draft.resume(draft)
        self._draft.base = self._need.revision
        self.form.restore(draft.body["form"])
        self.form.focus_first()

    def cancel(self) -> None:
        ime.commit()
        if self.dirty():
            ask(self, "放弃还没有保存的内容？", "放弃后这次填写的内容不再保留。", "放弃", self._give_up)
        else:
            self._give_up()

    def save(self) -> None:
        if self._saving:
            return
        raw = self.form.raw()
        self._draft.note()
        self._draft.flush()
        self._saving = True
        self.form.status.setText("正在保存…")
        step, need, uid = self.step, self._need, self._uid

        def read(store: Store) -> tuple[list[Change], Faults]:
            return take_step(store, step, need, raw, uid)

        self._desk.ask(read, self._write, self, self._fail)

    # -- inside

    def _write(self, read: tuple[list[Change], Faults]) -> None:
        changes, faults = read
        if faults.hard:
            self._refuse(faults)
            return
        label, act = f"{self.step.words} {self._need.label}", self._draft.act
        self._desk.perform(
            lambda store: store.act(label, changes, uid=act), self, lambda _: self._finish(), self._fail
        )

    def _finish(self) -> None:
        self._draft.drop()
        self.form.settle()
        self._desk.saved.emit(f"已保存 {self.step.words} {self._need.label}")
        self.saved.emit()
        self.closed.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._refuse(Faults(hard=error.faults))
            return
        self._saving = False
        self.form.status.setText("没有保存")
        show_error(self, error)

    def _refuse(self, faults: Faults) -> None:
        self._saving = False
        self.form.show_faults(faults.hard, faults.soft)
        elsewhere = [why for name, why in faults.hard.items() if name not in self.fields]
        self.form.status.setText("；".join(elsewhere) or f"有 {len(faults.hard)} 处要改正，改好后再保存")

    def _give_up(self) -> None:
        self._draft.drop()
        self.form.settle()
        self.closed.emit()

    def _begin(self) -> None:
        """The day is today, who works now did it; what the need holds already stands there too."""
        kept = {name: self._need.values[name] for name in self.fields if name in self._need.values}
        self.form.start()
        kept.pop("content")
        self.form.propose({**kept, "by": operator(self._desk.store)})
        self.form.settle()
        self._warn()
        self.form.focus_first()

    def _warn(self) -> None:
        """Who handled a need should not be who closes it."""
        if self.step.by:
            who = self.form.input("by").raw()
            same = bool(who) and who == self._need.values["handler"]
            self.form.cells["by"].show_soft(_SAME if same else "")

    def _take_draft(self) -> dict[str, Any] | None:
        if not self.dirty():
            return None
        return {**self.form.snapshot(), _STEP: self.step.code, _WORDS: self.step.words}

    def _join(self) -> None:
        self.form.save_asked.connect(self.save)
        self.form.save_next_asked.connect(self.save)
        self.form.edited.connect(self._draft.note)
        self.form.edited.connect(self._warn)

    def _lay_out(self) -> None:
        head = self.form.header
        head.addWidget(Label(f"{self.step.words} {self._need.label}", "heading"), 1)
        self.form.buttons.insertWidget(1, Button("取消").on(self.cancel))
        self.form.next_button.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.form)


def is_draft_of(draft: Draft, need: UUID) -> bool:
    return draft.kind == StepDraft.__tablename__ and draft.uid == need


def step_of(draft: Draft, steps: list[Step]) -> Step | None:
    """The step that was being typed, if it is still open."""
    typed = draft.body["form"]
    return next((one for one in steps if (one.code, one.words) == (typed[_STEP], typed[_WORDS])), None)
