"""What comes next in a case: the steps that are open, and the form of the one that is chosen."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ercheng_station.db.drafts import Draft
from ercheng_station.records.base import Values
from ercheng_station.services.case_step import Step, lacks
from ercheng_station.services.mediation_acts import begin_step, fields_of_step
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import Label, restyle, tip
from ercheng_station.ui.preferences import operator
from ercheng_station.ui.record.act_form import named_in
from ercheng_station.ui.record.drafting import DraftOffers, waiting
from ercheng_station.ui.screens.case_lines import CaseTold
from ercheng_station.ui.screens.case_step import CaseStepDraft, CaseStepForm
from ercheng_station.ui.shortcuts import key
from ercheng_station.ui.slices import Slices

_BACK = "back"


class StepPanel(Card):
    """The first step is chosen by itself, unless it leads back."""

    opened = Signal()
    """The form of a step stands there."""
    ended = Signal()
    """The focus is not wanted here: nothing is left to do, unless the case goes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("下一步")
        self._desk = desk
        self._told: CaseTold | None = None
        self._turn = 0
        self._wanted = ""
        self._take_focus = self._is_done = False
        self.form: CaseStepForm | None = None
        self._made: CaseStepForm | None = None  # the same, also while it is still being made
        self.pills: list[Button] = []
        self.offers = DraftOffers(desk, {})
        self.offers.resumed.connect(self._resume)
        self._rule, self._lacks = Label(tone="caption", wraps=True), Label(tone="warn", wraps=True)
        self._making = Slices(iter(()), self)
        self._flow = FlowLayout(8)
        self._lay_out()
        for at, keys in enumerate(key("step").keys):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._press, at))

    def fill(self, told: CaseTold) -> Iterator[None]:
        """Read anew: a form that is being typed into stays as long as its step is open."""
        before, self._told = self._told, told
        self.setVisible(bool(told.steps))
        arrived = before is None or before.row.uid != told.row.uid
        if arrived:
            self._wanted = ""
            self._turn += 1
            self._look_for_drafts()
        if arrived or self._is_done:
            self._close_form()
            yield
        self._offer(told.steps)
        yield
        step = self._still_open(told)
        if step is None:
            self._open_first(told)
        elif self.form is not None:
            self.form.stand_on(told)
            self._say(step)
            self._begin_anew(self.form)
            self._pass_focus_on()

    def take_focus(self) -> None:
        """The focus goes to the form of the next step once it stands there."""
        self._take_focus = True
        if self._told is not None and self._making.is_done:
            self._pass_focus_on()

    def choose(self, code: str, draft: Draft | None = None) -> None:
        """Opens the form of a step; what was typed into the one before goes to the drafts."""
        told = self._told
        step = next((one for one in told.steps if one.code == code), None) if told else None
        if told is None or step is None:
            return
        self._take_focus = True
        if self.form is not None and self.form.step == step and draft is None:
            self._pass_focus_on()
            return
        self._turn += 1
        turn = self._turn

        def show(begun: Values) -> None:
            if turn == self._turn and self._told is not None:
                self._wanted = ""
                self._open(self._told, step, begun, draft)

        self._wanted = code
        self._desk.ask(lambda store: begin_step(store, step, told.whole, operator(store)), show, self)

    def put_away(self) -> None:
        """Nothing of the case is left in sight."""
        self._told = None
        self._close_form()

    def leave(self) -> None:
        if self.form is not None:
            self.form.leave()

    # -- inside

    def _still_open(self, told: CaseTold) -> Step | None:
        """The step whose form stands there, as it is now."""
        if self.form is None:
            return None
        was = self.form.step
        return next(
            (one for one in told.steps if one.words == was.words and fields_of_step(one) == self.form.fields),
            None,
        )

    def _open_first(self, told: CaseTold) -> None:
        first = told.steps[0] if _leads_on(told) else None
        if first is None:
            self._close_form()
            self._say(None)
            self._pass_focus_on()
        elif self._wanted not in [one.code for one in told.steps]:  # else that one is on its way
            self._turn += 1
            self._open(told, first, told.begun, None)

    def _open(self, told: CaseTold, step: Step, begun: Values, draft: Draft | None) -> None:
        self._close_form()
        made = self._made = CaseStepForm(self._desk, told, step, slowly=True)
        made.hide()
        self.box.insertWidget(
            self.box.count() - 1, made
        )  # made where it will stand: moving it later takes long
        self._say(step)
        self._making.drop()
        self._making = Slices(self._build(made, begun), self)
        self._making.then(partial(self._stand, made, draft))

    def _build(self, made: CaseStepForm, begun: Values) -> Iterator[None]:
        yield from made.build()
        made.ensurePolished()
        yield
        made.begin(begun)
        yield

    def _stand(self, made: CaseStepForm, draft: Draft | None) -> None:
        self.form = made
        made.saved.connect(self._finish)
        made.show()
        if draft is not None:
            made.resume(draft)
        self._pass_focus_on()
        self.opened.emit()

    def _finish(self) -> None:
        """Carried out: what comes next takes its place as soon as the case is read."""
        self._is_done = True

    def _pass_focus_on(self) -> None:
        if not self._take_focus:
            return
        if self.form is not None:
            self._take_focus = False
            self.form.take_focus()
        elif self._told is not None and _leads_on(self._told):
            self._take_focus = False
            self.pills[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._take_focus = False
            self.ended.emit()

    def _begin_anew(self, form: CaseStepForm) -> None:
        """What is known may have changed with the case; what somebody typed has not."""
        told, step = self._told, form.step
        if told is None or form.dirty():
            return

        def show(begun: Values) -> None:
            if form is self.form and not form.dirty():
                form.show_begun(begun)

        self._desk.ask(lambda store: begin_step(store, step, told.whole, operator(store)), show, self)

    def _close_form(self) -> None:
        self._making.drop()
        self._making = Slices(iter(()), self)
        self._making.finish()
        gone, self.form, self._made = self._made, None, None
        self._is_done = False
        if gone is None:
            return
        gone.leave()
        focused = QApplication.focusWidget()
        if focused is not None and gone.isAncestorOf(focused):
            self._take_focus = True
            self.setFocus()  # hidden, a field would hand the focus to some other part of the window
        self.box.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _say(self, step: Step | None) -> None:
        found = lacks(step, self._told.whole) if step and self._told else []
        self._rule.speak(step.rule if step else "")
        self._lacks.speak(f"这一步还差：{'；'.join(found)}" if found else "")
        for pill in self.pills:
            chosen = step is not None and pill.accessibleName() == step.words
            if pill.property("on") != chosen:
                pill.setProperty("on", chosen)
                restyle(pill)

    def _offer(self, steps: tuple[Step, ...]) -> None:
        """The same steps keep their buttons, so that one keeps the focus."""
        if [one.accessibleName() for one in self.pills] == [one.words for one in steps]:
            return
        if any(one.hasFocus() for one in self.pills):
            self._take_focus = True
            self.setFocus()
        for old in self.pills:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pills = [self._pill(at, step) for at, step in enumerate(steps)]

    def _pill(self, at: int, step: Step) -> Button:
        made = Button(step.words, "pill").on(partial(self.choose, step.code))
        made.setToolTip(tip(f"{step.words}（Alt+{at + 1}）"))
        self._desk.offer("write", made)
        self._flow.addWidget(made)
        made.show()
        return made

    def _press(self, at: int) -> None:
        if at < len(self.pills) and self.isVisible():
            self.pills[at].click()

    def _look_for_drafts(self) -> None:
        if self._told is None:
            return
        uid = self._told.row.uid
        self._desk.ask(
            lambda store: [one for one in waiting(store, CaseStepDraft.__tablename__) if one.uid == uid],
            self.offers.show_drafts,
            self,
        )

    def _resume(self, draft: Draft) -> None:
        """Where its step is no longer open, what was written comes back with the step that is."""
        if self._told is None or not self._told.steps:
            return
        code, _ = named_in(draft)
        codes = [one.code for one in self._told.steps]
        self.choose(code if code in codes else codes[0], draft)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.setContentsMargins(12, 10, 12, 4)
        steps = QWidget()
        steps.setLayout(self._flow)
        for part in (self.offers, steps, self._rule, self._lacks):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self._rule.hide()
        self._lacks.hide()


def _leads_on(told: CaseTold) -> bool:
    return bool(told.steps) and told.steps[0].code != _BACK
