"""Above a line of the budget: what of it is spent and what is left."""

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.records.money import in_ten_thousands
from ercheng_station.records.resources import Fund, Spending
from ercheng_station.records.resources.money import balance, spent
from ercheng_station.records.whole import Whole
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told


class FundLine(RecordPart):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told: Told | None = None
        self._chip = Chip(_look(over=False))
        self._words = Label(tone="caption", wraps=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 8, 0, 8)
        line.addWidget(self._chip)
        line.addWidget(self._words, 1)

    def show_told(self, told: Told) -> None:
        self._told = told
        self.setVisible(told.living)
        if told.living:
            uid = told.row.uid
            self._desk.ask(lambda store: store.whole(Fund, uid), self._show, self)

    def _show(self, whole: Whole) -> None:
        if self._told is None or whole.record.uid != self._told.row.uid:
            return
        left, gone = balance(whole), spent(whole)
        money = Spending.kept["amount"].text
        self._chip.show_look(_look(over=left < 0))
        self._words.setText(
            f"已支出 {money(gone)} 元（{in_ten_thousands(gone)} 万元），结余 {money(left)} 元（{in_ten_thousands(left)} 万元）"
        )


def _look(*, over: bool) -> ChipLook:
    return ChipLook("超预算", "bad") if over else ChipLook("预算内", "good")
