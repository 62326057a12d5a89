"""One step of a need, typed: asks only what that step needs, and saves the step and the need's new state in one act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Change, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults
from ercheng_station.services.needs import Step, fields_of_step, take_step
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.record.act_form import ActForm, named_in

_SAME = "销号人与责任人是同一人；有两人以上时应由他人销号"


class StepDraft:
    """Drafts of steps are kept apart from those of any register: they hold fields of two records."""

    __tablename__ = "need.step"


class StepForm(ActForm):
    """`need` is the row as it is shown; who changes it meanwhile is noticed when saving."""

    def __init__(self, desk: Desk, need: Row, step: Step) -> None:
        fields = fields_of_step(step, need.values)
        super().__init__(desk, need, (step.code, step.words), fields, StepDraft)
        self.step = step
        self._uid: UUID = new_uid()
        self._lay_out()
        self.form.edited.connect(self._warn)
        self._begin()

    def read(self, store: Store, raw: Mapping[str, Any]) -> tuple[list[Change], Faults]:
        return take_step(store, self.step, self._row, raw, self._uid)

    # -- inside

    def _begin(self) -> None:
        """The day is today, who works now did it; what the need holds already stands there too."""
        kept = {name: self._row.values[name] for name in self.fields if name in self._row.values}
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
            same = bool(who) and who == self._row.values["handler"]
            self.form.cells["by"].show_soft(_SAME if same else "")

    def _lay_out(self) -> None:
        self.form.header.addWidget(Label(f"{self.step.words} {self._row.label}", "heading"), 1)
        self.form.buttons.insertWidget(1, Button("取消").on(self.cancel))


def is_draft_of(draft: Draft, need: UUID) -> bool:
    return draft.kind == StepDraft.__tablename__ and draft.uid == need


def step_of(draft: Draft, steps: list[Step]) -> Step | None:
    """The step that was being typed, if it is still open."""
    return next((one for one in steps if (one.code, one.words) == named_in(draft)), None)
