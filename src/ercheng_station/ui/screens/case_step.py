"""One step of a case, typed: the case's fields and those of the part it makes, saved in one act."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Change, new_uid
from ercheng_station.db.store import Store
from ercheng_station.records.base import Faults, Values
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.case_step import Step
from ercheng_station.services.mediation_acts import fields_of_step, take_step
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.form_flat import FlatForm
from ercheng_station.ui.record.act_form import ActForm
from ercheng_station.ui.record.sheet import add_named
from ercheng_station.ui.record.suggesting import DeskHost, link_of
from ercheng_station.ui.screens.case_lines import CaseTold


class CaseStepDraft:
    """Drafts of steps are kept apart from those of any register: they hold fields of several records."""

    __tablename__ = "mediation.step"


class CaseStepForm(ActForm):
    def __init__(self, desk: Desk, told: CaseTold, step: Step, *, slowly: bool = False) -> None:
        self.step, self._told = step, told
        self._uids: dict[str, UUID] = {
            piece.kind.__tablename__: new_uid() for piece in step.pieces if piece.record is None
        }
        fields = fields_of_step(step)
        super().__init__(desk, told.row, (step.code, step.words), fields, CaseStepDraft, slowly=slowly)

    def make_form(self, host: DeskHost) -> Form:
        host.within = link_of(Mediation, self._row)
        return FlatForm(self.fields, self._desk.fields, host, slowly=True)

    def read(self, store: Store, raw: Mapping[str, Any]) -> tuple[list[Change], Faults]:
        return take_step(store, self.step, self._row, self._told.whole, raw, self._uids)

    def begin(self, begun: Values) -> None:
        """Empty but for what is known: nothing is typed yet, so there is nothing to keep as a draft."""
        self.form.save_button.setText(self.step.words)
        self.form.new_asked.connect(self._add_named)
        self.show_begun(begun)

    def show_begun(self, begun: Values) -> None:
        """What stands there before anybody types; the focus stays where it is."""
        context = self._desk.fields
        usual = {
            name: field.parse(field.default, context) for name, field in self.fields.items() if field.default
        }
        self.form.fill({**usual, **begun})

    def take_focus(self) -> None:
        """The first field that must be filled and is not; else the first."""
        empty = (
            name for name, field in self.fields.items() if field.required and self.form.input(name).is_empty()
        )
        self.form.input(next(empty, next(iter(self.fields)))).focus_first()

    def stand_on(self, told: CaseTold) -> None:
        """The case has changed elsewhere, but not where it stands: what is typed goes on from there."""
        self._told, self._row = told, told.row
        self._draft.base = told.row.revision

    def _refuse(self, faults: Faults) -> None:
        """What no field is to blame for is said beside the button, which may be out of sight."""
        super()._refuse(faults)
        if not any(name in self.fields for name in faults.hard):
            self.form.save_button.setFocus()

    def _add_named(self, name: str, kind: str, title: str) -> None:
        def choose(link: object) -> None:
            self.form.input(name).show_value(link)
            self.form.go_on(name)

        wanted = self._desk.store.catalogue[kind]
        add_named(self, self._desk, wanted, title, choose, link_of(Mediation, self._row))
