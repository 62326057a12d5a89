"""Above a record's fields: how far it has come on its way, and a button for each step that is open."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.db.changes import Act, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused
from ercheng_station.records.base import Record, typed
from ercheng_station.records.fields import Context, Field
from ercheng_station.services.chains import station_of, way_of
from ercheng_station.services.step import Step
from ercheng_station.services.steps import fields_of_step, steps_from, take_step
from ercheng_station.services.turning import turns_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import tip
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.record.chain_strip import ChainStrip, Station
from ercheng_station.ui.record.drafting import DraftOffers, waiting
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.record.step_form import StepForm, drafts_of, step_of
from ercheng_station.ui.record.turns import TurnButton
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.shortcuts import key

_WIDTH = 560


class WayStrip(ChainStrip):
    """`days`: when each state was reached, as far as it is known."""

    def __init__(self, kind: type[Record], context: Context) -> None:
        assert kind.chain
        super().__init__(max(len(way_of(kind, state)) for state in kind.chain.moves))
        self._kind, self._context = kind, context

    def show_stand(self, status: str, days: Mapping[str, date]) -> None:
        way = way_of(self._kind, status)
        stations = [Station(station_of(self._kind, state, self._context), days.get(state)) for state in way]
        here = way.index(status)
        told = "，".join(f"{one.words} {one.on.isoformat()}" for one in stations if one.on)
        self.show_stations(stations, here, f"办理进度：现在是{stations[here].words}。{told}")


class StepsPart(RecordPart):
    def __init__(self, kind: type[Record], desk: Desk) -> None:
        super().__init__()
        assert kind.chain
        self._kind, self._state, self._desk = kind, kind.chain.field, desk
        self._told: Told | None = None
        self._focus_wanted = False
        self.chain = WayStrip(kind, desk.fields)
        self.offers = DraftOffers(desk, {})
        self.offers.resumed.connect(self._resume)
        self.buttons: list[Button] = []
        self.turn = TurnButton(kind, desk) if turns_of(kind, desk.kinds) else None
        if self.turn is not None:
            desk.offer("write", self.turn)
        self._flow = FlowLayout(8)
        self._lay_out()
        for at, keys in enumerate(key("step").keys):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._press, at))

    def show_told(self, told: Told) -> None:
        before, self._told = self._told, told
        row = told.row
        self.setVisible(told.living)
        if self.turn is not None:
            self.turn.link = told.link
        self.chain.show_stand(self._status(row), told.reached)
        if before is None or (before.row.uid, self._status(before.row)) != (row.uid, self._status(row)):
            self._offer(self._steps(row))
        if before is None or before.row.uid != row.uid:
            self._look_for_drafts()
        if self._focus_wanted:
            self._focus_wanted = False
            self.take_focus()

    def take_focus(self) -> None:
        if self.buttons and not self.isHidden():
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self, step: Step, draft: Draft | None = None) -> None:
        """Opens the small form of a step; a step that asks nothing is taken at once."""
        if self._told is None:
            return
        row = self._told.row

        def open_it(fields: dict[str, Field]) -> None:
            shown = fields or (self._typed_in(draft) if draft else {})
            if shown:
                self._open(step, row, shown, draft)
            else:
                self._take(step, row)

        self._desk.ask(lambda store: fields_of_step(store, self._kind, step, row), open_it, self)

    # -- inside

    def _open(
        self, step: Step, row: Row, fields: Mapping[str, Field], draft: Draft | None = None
    ) -> StepForm:
        made = StepForm(self._desk, self._kind, row, step, fields)
        sheet = Sheet(self, step.words, made, made.dirty, made.leave)
        sheet.resize(min(_WIDTH, sheet.width()), sheet.height())
        sheet.fit(made.form.missing_height)
        made.saved.connect(self._focus_when_read)
        made.closed.connect(lambda: sheet.done(0))
        sheet.finished.connect(lambda _: self._look_for_drafts())
        sheet.open()
        if draft is not None:
            made.resume(draft)
        else:
            made.form.focus_first()
        return made

    def _take(self, step: Step, row: Row) -> None:
        label = f"{step.words} {row.label}"

        def take(store: Store) -> Act:
            changes, faults = take_step(store, self._kind, step, row, {}, new_uid())
            if faults.hard:
                raise Refused(faults.hard)
            return store.act(label, changes)

        def tell(_act: Act) -> None:
            self._focus_wanted = True
            self._desk.saved.emit(f"已保存 {label}")

        self._desk.perform(take, self, tell, partial(self._ask_what_lacks, step, row))

    def _ask_what_lacks(self, step: Step, row: Row, error: Exception) -> None:
        """What the store refused is asked for; what no field is to blame for is said."""
        names = (
            [name for name in error.faults if name in typed(self._kind)] if isinstance(error, Refused) else []
        )
        if names and isinstance(error, Refused):
            fields = {name: replace(self._kind.kept[name], section="", pinned=False) for name in names}
            self._open(step, row, fields).form.show_faults(error.faults, {})
        else:
            show_error(self, error)

    def _typed_in(self, draft: Draft) -> dict[str, Field]:
        form = draft.body["form"]
        return {name: field for name, field in typed(self._kind).items() if name in form}

    def _status(self, row: Row) -> str:
        return str(row.values[self._state])

    def _steps(self, row: Row) -> list[Step]:
        return steps_from(self._kind, self._status(row), self._desk.fields)

    def _leads_back(self, step: Step) -> bool:
        if not step.to or self._told is None or not self._kind.chain:
            return False
        order = list(self._kind.chain.moves)
        return order.index(step.to) < order.index(self._status(self._told.row))

    def _press(self, at: int) -> None:
        if at < len(self.buttons) and self.isVisible():
            self.buttons[at].click()

    def _focus_when_read(self) -> None:
        self._focus_wanted = True

    def _offer(self, steps: list[Step]) -> None:
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for at, step in enumerate(steps):
            first = at == 0 and not self._leads_back(step)
            made = Button(step.words, "primary" if first else "").on(partial(self.begin, step))
            self._desk.offer("write", made)
            made.setToolTip(tip(f"{step.words}（Alt+{at + 1}）"))
            self.buttons.append(made)
            self._flow.addWidget(made)
            made.show()  # at once, for it may get the focus before the next turn of the event loop
        if self.turn is not None:
            self._flow.removeWidget(self.turn)
            self._flow.addWidget(self.turn)
            self.turn.show()

    def _look_for_drafts(self) -> None:
        if self._told is None:
            return
        uid, kept = self._told.row.uid, drafts_of(self._kind).__tablename__
        self._desk.ask(
            lambda store: [one for one in waiting(store, kept) if one.uid == uid],
            self.offers.show_drafts,
            self,
        )

    def _resume(self, draft: Draft) -> None:
        """Of a step no longer open, what was written comes back with one that leaves the state, else with the first."""
        steps = self._steps(self._told.row) if self._told else []
        if not steps:
            return
        staying = next((one for one in steps if not one.to), steps[0])
        self.begin(step_of(draft, steps) or staying, draft)

    def _lay_out(self) -> None:
        steps = QWidget()
        steps.setLayout(self._flow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(8)
        for part in (self.chain, self.offers, steps):
            box.addWidget(part)
