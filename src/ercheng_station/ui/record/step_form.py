"""One step of a record, typed: asks only what that step needs, and saves all that it changes in one act."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Change, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Record
from ercheng_station.records.fields import Field
from ercheng_station.services.step import Step
from ercheng_station.services.steps import held_already, noted_fields, person_of, take_step
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.labels import Eliding
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.record.act_form import ActForm, named_in
from ercheng_station.ui.record.sheet import add_named
from ercheng_station.ui.record.suggesting import DeskHost, link_of

_DRAFTS = ".step"


def drafts_of(kind: type[Record]) -> type[Any]:
    """Drafts of steps are kept apart from those of any register: they may hold fields of two records."""
    return type("StepDraft", (), {"__tablename__": kind.__tablename__ + _DRAFTS})


def register_of(draft: Draft) -> str:
    """Where a draft is gone on with: a step's beside its record."""
    return draft.kind.removesuffix(_DRAFTS)


class StepForm(ActForm):
    """`row` is the record as it is shown; who changes it meanwhile is noticed when saving."""

    def __init__(
        self, desk: Desk, kind: type[Record], row: Row, step: Step, fields: Mapping[str, Field]
    ) -> None:
        self.kind, self.step = kind, replace(step, asks=_with(step.asks, fields, kind, step))
        super().__init__(desk, row, (step.code or step.to, step.words), fields, drafts_of(kind))
        self._uid: UUID = new_uid()
        self._lay_out()
        self.form.edited.connect(self._warn)
        self.form.new_asked.connect(self._add_named)
        self._begin()

    def make_form(self, host: DeskHost) -> Form:
        host.within = link_of(self.kind, self._row)
        return super().make_form(host)

    def read(self, store: Store, raw: Mapping[str, Any]) -> tuple[list[Change], Faults]:
        return take_step(store, self.kind, self.step, self._row, raw, self._uid)

    # -- inside

    def _begin(self) -> None:
        """The day is today, who works now did it; what the record holds already stands there too."""
        own = held_already(self.kind, self.step, self.fields)
        kept = {name: self._row.values[name] for name in own if self._row.values.get(name) is not None}
        by = person_of(self.kind, self.step)
        self.form.start()
        self.form.propose(kept, over=True)
        self.form.propose({by: operator(self._desk.store)} if by else {})
        self.form.settle()
        self._warn()
        self.form.focus_first()

    def _warn(self) -> None:
        """Who handled a matter should not be who closes it."""
        apart, by = self.step.apart, person_of(self.kind, self.step)
        if apart and by:
            who = self.form.input(by).raw()
            same = bool(who) and who == self._row.values[apart]
            names = f"{self.fields[by].label}与{self.kind.kept[apart].label}"
            words = f"{names}是同一人；有两人以上时应由他人{self.step.words}"
            self.form.cells[by].show_soft(words if same else "")

    def _add_named(self, name: str, kind: str, title: str) -> None:
        def choose(link: object) -> None:
            self.form.input(name).show_value(link)
            self.form.go_on(name)

        wanted = self._desk.store.catalogue[kind]
        add_named(self, self._desk, wanted, title, choose, link_of(self.kind, self._row))

    def _lay_out(self) -> None:
        heading = Eliding("heading")
        heading.say(f"{self.step.words} {self._row.label}")
        self.form.header.addWidget(heading, 1)
        self.form.buttons.insertWidget(1, Button("取消").on(self.cancel))


def step_of(draft: Draft, steps: list[Step]) -> Step | None:
    """The step that was being typed, if it is still open."""
    return next((one for one in steps if (one.code or one.to, one.words) == named_in(draft)), None)


def _with(
    asks: tuple[str, ...], fields: Mapping[str, Field], kind: type[Record], step: Step
) -> tuple[str, ...]:
    """What the form shows is what the step takes, also where the record's rules asked for more."""
    taken = {step.on, step.told, step.by, *noted_fields(kind, step)}
    return (*asks, *(name for name in fields if name in kind.kept and name not in taken and name not in asks))
