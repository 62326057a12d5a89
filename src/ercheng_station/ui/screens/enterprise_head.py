"""The head of an enterprise's page: its name, what it stands out by, its figures, and what can be begun from here."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.listing import Condition
from ercheng_station.records.base import Values
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Context
from ercheng_station.records.need import CLOSED
from ercheng_station.services.enterprises import Portrait, lapsing_soon
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card, KeyValues
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.filters import Rows

_IN_SHORT = ("credit_code", "area", "contact", "contact_phone", "address")
_FACTS = (
    "credit_code", "scale", "industry", "business", "area", "address", "legal_person", "founded_on", "contact",
    "contact_post", "contact_phone", "wechat", "in_charge", "honours", "exports_to", "note",
)  # fmt: skip


class EnterpriseHead(QWidget):
    rows_asked = Signal(str, object)
    """A register, and the Rows behind one of the figures or None for all of the enterprise's."""

    def __init__(self, context: Context, kept: Collection[str]) -> None:
        """`kept`: the registers of this kind of unit; what it does not keep is neither begun nor counted here."""
        super().__init__()
        self._context, self._kept = context, kept
        self.name = Label(tone="title", wraps=True)
        self.short = Label(tone="quiet", wraps=True)
        self.visit = Button("新增走访", "primary", "plus")
        self.need = Button("新增诉求", symbol="message-plus")
        self.right = Button("新增知识产权", symbol="certificate")
        self.other = Button("新增其他…", symbol="plus")
        self.change = Button("修改", symbol="file-text")
        self.register = Button("打开台账", symbol="list-details")
        self.figures: list[Button] = []
        self._marks = FlowLayout(16)
        self._acts = FlowLayout(8)
        self._lay_out()

    @property
    def acts(self) -> tuple[Button, ...]:
        passed_over = {
            button for name, button in (("visit", self.visit), ("need", self.need)) if name not in self._kept
        }
        every = (self.visit, self.need, self.right, self.other, self.change, self.register)
        return tuple(button for button in every if button not in passed_over)

    def show_portrait(self, told: Portrait) -> None:
        row = told.enterprise
        gone = row.removed_at is not None
        self.name.setText(row.label)
        self.short.speak(_in_short(row.values, self._context))
        for button in (self.visit, self.need, self.right, self.other, self.change):
            button.setDisabled(gone)
        self._show_marks(told, gone=gone)

    def show_short(self, *, on: bool) -> None:
        """The line of facts, where there is no card of them beside."""
        self.short.setVisible(on and bool(self.short.text()))

    def _show_marks(self, told: Portrait, *, gone: bool) -> None:
        while item := self._marks.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        looks = [ChipLook("已删除", "bad")] if gone else []
        if told.enterprise.values["is_key_industry"]:
            looks.append(ChipLook(_key_industry(told.enterprise.values, self._context), "accent", "star"))
        looks += [ChipLook(name, "idle", "list-check") for name in told.lists]
        looks += [ChipLook(f"同一家：{name}", "accent", "building") for name in told.same]
        for look in looks:
            self._marks.addWidget(Chip(look))
        self.figures = self._count(told)
        for figure in self.figures:
            self._marks.addWidget(figure)

    def _count(self, told: Portrait) -> list[Button]:
        still_open = Rows("在办诉求", (Condition("status", "not", CLOSED),))
        lapsing = Rows("快到期", lapsing_soon(self._context.today))
        counts: list[tuple[str, str, Rows | None]] = [
            (f"走访 {told.visits} 次", "visit", None),
            (f"在办诉求 {told.open} 条", "need", still_open),
            (f"知识产权 {told.rights} 件", "right", None),
        ]
        if told.lapsing:
            counts.append((f"快到期 {told.lapsing} 件", "right", lapsing))
        return [self._figure(*one) for one in counts if one[1] in self._kept]

    def _figure(self, words: str, kind: str, rows: Rows | None) -> Button:
        made = Button(words, "text-link").on(lambda: self.rows_asked.emit(kind, rows))
        made.setAccessibleName(f"{words}，打开这些记录")
        return made

    def _lay_out(self) -> None:
        for button in self.acts:
            self._acts.addWidget(button)
        marks, acts = QWidget(), QWidget()
        marks.setLayout(self._marks)
        acts.setLayout(self._acts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for part in (self.name, self.short, marks):
            box.addWidget(part)
        box.addSpacing(4)
        box.addWidget(acts)


class FactsCard(Card):
    """Stands beside the timeline where there is room."""

    def __init__(self) -> None:
        super().__init__("基本情况")
        self._facts = KeyValues()
        line = QHBoxLayout()
        line.addWidget(self._facts)
        self.box.addLayout(line)
        self.box.addStretch(1)

    def show_values(self, values: Values, context: Context) -> None:
        kept = Enterprise.kept
        self._facts.show_pairs(
            [(kept[name].label, kept[name].masked(values[name], context)) for name in _FACTS]
        )


def _in_short(values: Values, context: Context) -> str:
    told = (Enterprise.kept[name].masked(values[name], context) for name in _IN_SHORT)
    return "　".join(words for words in told if words)


def _key_industry(values: Values, context: Context) -> str:
    words = Enterprise.kept["key_industry"].text(values["key_industry"], context)
    return f"重点产业：{words}" if words else "重点产业"
