"""Above a need's fields: how far it has come, whether it is late, and a button for each step that is open."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.drafts import Draft
from ercheng_station.records.need import CLOSED, NeedStep
from ercheng_station.services.needs import Step, steps_from
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.record.drafting import DraftOffers, waiting
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.screens.need_chain import NeedChain, Stand
from ercheng_station.ui.screens.step_form import StepDraft, StepForm, is_draft_of, step_of
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.shortcuts import key
from ercheng_station.ui.states import days_look

_WIDTH, _HEAD, _FIELD = 560, 240, 62
_DATED_BY = {
    "registered": "received_on",
    "replied": "replied_on",
    "revisited": "revisited_on",
    CLOSED: "closed_on",
}
_TOLD_BY = {"assign": "assigned", "handle": "handling"}


class NeedSteps(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: Told | None = None
        self._focus_wanted = False
        self.chain = NeedChain()
        self.late, self._promise = Chip(ChipLook("")), Label(tone="caption", wraps=True)
        self.offers = DraftOffers(desk, {})
        self.offers.resumed.connect(self._resume)
        self.buttons: list[Button] = []
        self._flow = FlowLayout(8)
        self._lay_out()
        for at, keys in enumerate(key("step").keys):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._press, at))

    def show_told(self, told: Told) -> None:
        before, self._told = self._told, told
        row = told.row
        self.setVisible(row.removed_at is None)
        self.chain.show_stand(Stand(row.values["status"], _days(told)))
        self._show_promise(row.values)
        if before is None or (before.row.uid, before.row.values["status"]) != (row.uid, row.values["status"]):
            self._offer(steps_from(row.values["status"]))
        if before is None or before.row.uid != row.uid:
            self._look_for_drafts()
        if self._focus_wanted:
            self._focus_wanted = False
            self.take_focus()

    def take_focus(self) -> None:
        if self.buttons and not self.isHidden():
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self, step: Step, draft: Draft | None = None) -> None:
        """Opens the small form of a step."""
        if self._told is None:
            return
        made = StepForm(self._desk, self._told.row, step)
        sheet = Sheet(self, step.words, made, made.dirty, made.leave)
        wanted = _HEAD + _FIELD * len(made.fields)
        sheet.resize(min(_WIDTH, sheet.width()), min(wanted, sheet.height()))
        made.saved.connect(self._focus_when_read)
        made.closed.connect(lambda: sheet.done(0))
        sheet.finished.connect(lambda _: self._look_for_drafts())
        sheet.open()
        if draft is not None:
            made.resume(draft)
        else:
            made.form.focus_first()

    # -- inside

    def _press(self, at: int) -> None:
        if at < len(self.buttons) and self.isVisible():
            self.buttons[at].click()

    def _focus_when_read(self) -> None:
        self._focus_wanted = True

    def _show_promise(self, values: dict[str, Any]) -> None:
        promised = values["promised_on"]
        still_open = values["status"] != CLOSED
        self.late.setVisible(bool(still_open and promised))
        if not still_open:
            self._promise.speak("")
        elif promised is None:
            self._promise.speak("还没有承诺办结日期，到期前不会提醒。")
        else:
            self.late.show_look(days_look((promised - self._desk.fields.today).days))
            self._promise.speak(f"承诺 {promised.isoformat()} 办结")

    def _offer(self, steps: list[Step]) -> None:
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = []
        for at, step in enumerate(steps):
            made = Button(step.words, "primary" if at == 0 else "").on(partial(self.begin, step))
            made.setToolTip(tip(f"{step.words}（Alt+{at + 1}）"))
            self.buttons.append(made)
            self._flow.addWidget(made)
            made.show()  # at once, for it may get the focus before the next turn of the event loop

    def _look_for_drafts(self) -> None:
        if self._told is None:
            return
        uid = self._told.row.uid
        self._desk.ask(
            lambda store: [one for one in waiting(store, StepDraft.__tablename__) if is_draft_of(one, uid)],
            self.offers.show_drafts,
            self,
        )

    def _resume(self, draft: Draft) -> None:
        if self._told is None:
            return
        steps = steps_from(self._told.row.values["status"])
        step = step_of(draft, steps)
        if step is None:  # the need has moved on: what was written comes back as a note or a reminder
            step = next(one for one in steps if not one.to or one.code == "reopen")
        self.begin(step, draft)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.late)
        line.addWidget(self._promise, 1)
        steps = QWidget()
        steps.setLayout(self._flow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(8)
        box.addWidget(self.chain)
        box.addLayout(line)
        box.addWidget(self.offers)
        box.addWidget(steps)


def _days(told: Told) -> dict[str, Any]:
    """When each station was reached: by the need's own days, else by its steps."""
    values = told.row.values
    found = {state: values[name] for state, name in _DATED_BY.items() if values[name]}
    rows = [row for group in told.children if group.kind is NeedStep for row in group.rows]
    for row in sorted(rows, key=lambda row: row.values["done_on"], reverse=True):
        state = _TOLD_BY.get(row.values["step"])
        if state:
            found[state] = row.values["done_on"]
    return found
