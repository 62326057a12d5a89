"""填写不一致: what two units said of one record, side by side, until somebody decides."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout

from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.deciding import Answer, Dispute, decide, disputes
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.screens.side_by_side import SideBySide

_HEADS = (Head("登记簿", 120), Head("记录"), Head("不一致的栏目"))
_NONE = "没有两处填写不一致的。各单位对同一条记录填得不一样时，会列在这里，由您选定以哪个为准。"
_LONGEST = 120


class Disputes(SideBySide):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LineTable("填写不一致的记录", _HEADS, _words), _NONE)
        self.table.opened.connect(lambda one: desk.go(one.kind.__tablename__, one.row.uid))
        self.groups: dict[str, QButtonGroup] = {}

    def read(self, store: Store) -> Sequence[Dispute]:
        return disputes(store)

    def decide(self) -> None:
        """As chosen; the record changes at once, its station reads it in the next receipt."""
        dispute = self.table.current()
        chosen: dict[str, Answer] = {
            one.field: one.answers[max(self.groups[one.field].checkedId(), 0)] for one in dispute.questions
        }
        self.settle(lambda store: decide(store, dispute, chosen))

    def card(self, dispute: Dispute) -> Card:
        card, grid = Card(dispute.title), QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.groups = {}
        for row, question in enumerate(dispute.questions):
            grid.addWidget(Label(question.label, "field"), row, 0)
            self.groups[question.field] = group = QButtonGroup(card)
            for place, answer in enumerate(question.answers):
                chip = RadioChip(answer.who, can_clear=False)
                chip.setAccessibleDescription(f"{question.label}：{_shown(answer)}")
                group.addButton(chip, place)
                grid.addWidget(chip, row, 2 * place + 1, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(
                    Label(_shown(answer), wraps=True), row, 2 * place + 2, Qt.AlignmentFlag.AlignVCenter
                )
                grid.setColumnStretch(2 * place + 2, 1)
            group.button(0).setChecked(True)
        card.box.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Label("选定以后，意见写进下一份回执，对方读回执时照此修改。", "quiet", wraps=True), 1)
        foot.addWidget(Button("打开这条记录").on(lambda: self.table.opened.emit(dispute)))
        decide = Button("按选定的办", "primary", "check").on(self.decide)
        self._desk.offer("merge", decide)
        foot.addWidget(decide)
        card.box.addLayout(foot)
        return card


def _shown(answer: Answer) -> str:
    """Enough to compare; the whole stands in the record."""
    words = " ".join(answer.text.split()) or "空白"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _words(one: Dispute) -> Sequence[str | ChipLook]:
    return one.kind.title, one.row.label, "、".join(each.label for each in one.questions)
