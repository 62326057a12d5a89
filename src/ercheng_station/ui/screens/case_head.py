"""The head of a case: its name, number, state and the days that are left, and what can be done with it as a whole."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.records.fields import Context
from ercheng_station.records.mediation import Agreement, Instalment, Mediation, states
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_step import living
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.screens.case_lines import CaseTold
from ercheng_station.ui.screens.case_origins import CaseOrigins
from ercheng_station.ui.states import days_look, look_of

_MONTH = "受理后应当在调解期限内调结，当事人同意可以延长（人民调解工作若干规定）"
_JOINTLY = "双方自协议生效之日起共同申请（人民调解法第三十三条）"
_RUNNING = (states.ACCEPTED, states.MEDIATING_NOW)


class CaseHead(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name = Label(tone="title", wraps=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number, self.status = Chip(ChipLook("")), Chip(ChipLook(""))
        self.urgent, self.days = Chip(ChipLook("有激化风险", "bad")), Chip(ChipLook(""))
        self.short = Label(tone="quiet", wraps=True)
        self.origins = CaseOrigins()
        self.change = Button("修改", symbol="file-text")
        self.change.setToolTip("F2")
        self.print = Button("打印", symbol="printer")
        self.print.setToolTip("Ctrl+P")
        self.restore = Button("恢复", "primary", "undo")
        self.more = IconButton("dots", "更多操作")
        self._lay_out()

    def show_case(self, told: CaseTold, context: Context) -> None:
        case, removed = told.whole.record, told.row.removed_at is not None
        self.name.setText(told.row.label)
        self.number.show_look(ChipLook(case.file_number or "未编号", "idle", "file-text"))
        words = Mediation.kept["status"].text(case.status, context)
        gone = "已销毁" if told.destroyed else "已删除" if removed else ""
        self.status.show_look(
            ChipLook(gone, "bad") if gone else look_of("mediation_status", case.status, words)
        )
        self.urgent.setVisible(bool(case.urgent))
        self._show_days(told.whole, context.today)
        self.short.speak(_in_short(told, context))
        self.origins.show_values(told.row.values)
        if gone and (self.change.hasFocus() or self.print.hasFocus()):
            self.more.setFocus()
        self.change.setVisible(told.living)
        self.print.setVisible(told.living)
        self.restore.setVisible(removed and not told.destroyed)

    def rest(self) -> None:
        """The focus, where no step wants it: a finished case is printed."""
        (self.more if self.print.isHidden() else self.print).setFocus(Qt.FocusReason.TabFocusReason)

    def _show_days(self, whole: Whole, today: date) -> None:
        on, what, rule = _due(whole)
        self.days.setVisible(on is not None)
        if on is not None:
            look = days_look((on - today).days)
            self.days.show_look(ChipLook(f"{what} {on:%m-%d} {look.words}", look.state))
            self.days.setToolTip(tip(f"{what} {on.isoformat()}\n{rule}"))

    def _lay_out(self) -> None:
        chips, flow = QWidget(), FlowLayout(8)
        chips.setLayout(flow)
        for chip in (self.number, self.status, self.urgent, self.days):
            flow.addWidget(chip)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        for button in (self.change, self.print, self.restore, self.more):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(chips)
        box.addWidget(self.short)
        box.addWidget(self.origins)


def _due(whole: Whole) -> tuple[date | None, str, str]:
    """The day that the case waits for now, what it is, and the rule that says so."""
    case = whole.record
    if case.status in _RUNNING:
        return case.due_on, "调解期限", _MONTH
    pending = [one.due_on for one in living(whole, Instalment) if one.state != "done"]
    if pending and case.status not in (states.ARCHIVED, states.TERMINATED):
        return min(pending), "应履行", "调解协议约定的履行日期"
    agreement = next((one for one in living(whole, Agreement)[::-1] if one.confirm_until), None)
    if agreement and agreement.apply_confirmation and not whole.parts["confirmation"]:
        return agreement.confirm_until, "司法确认截止", _JOINTLY
    return None, "", ""


def _in_short(told: CaseTold, context: Context) -> str:
    names = ("dispute_type", "source", "applied_on", "accepted_on", "mediator", "amount")
    found = (
        (Mediation.kept[name].label, Mediation.kept[name].text(told.row.values[name], context))
        for name in names
    )
    return "　".join(f"{label} {words}" for label, words in found if words)
