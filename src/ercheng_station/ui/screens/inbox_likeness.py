"""重复企业: entries of several units that may be one enterprise, side by side, until a person says what they are."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.enterprise_match import DIFFERENT, SAME
from ercheng_station.records.fields import Context
from ercheng_station.services.likeness import Pair, judge, judged, likely
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.screens.side_by_side import SideBySide

_HEADS = (Head("企业"), Head("另一份登记"), Head("依据", 132), Head("认定", 132, chip=True))
_NONE = "没有可能重复的企业。几个单位登记了同一家企业时，会列在这里，由您认定是不是同一家。"
_LOOKS = {
    "": ChipLook("待认定", "warn"),
    SAME: ChipLook("同一家", "good"),
    DIFFERENT: ChipLook("不是同一家", "idle"),
}
_SHOWN = ("name", "credit_code", "area", "address", "legal_person", "contact", "business")
_SIDES = ("enterprise", "other")


class Likenesses(SideBySide):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LineTable("可能重复的企业", _HEADS, _words), _NONE)
        self.table.opened.connect(lambda pair: self._open(pair.enterprise.uid))
        self.same = self.different = Button("")

    def read(self, store: Store) -> list[Pair]:
        """What waits for somebody comes first."""
        return [*likely(store), *judged(store)]

    def judge(self, verdict: str) -> None:
        pair = self.table.current()
        self.settle(lambda store: judge(store, pair, verdict))

    def card(self, pair: Pair) -> Card:
        card, grid = Card("两份登记"), QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label("登记单位", "field"), 0, 0)
        for column, unit in enumerate(pair.units, 1):
            grid.addWidget(Label(unit or "不详"), 0, column)
            grid.setColumnStretch(column, 1)
        for row, (label, *both) in enumerate(_facts(pair, self._desk.fields), 1):
            told = Label(label, "field") if both[0] == both[1] else Label(f"{label}（不同）", "strong")
            grid.addWidget(told, row, 0, Qt.AlignmentFlag.AlignTop)
            for column, words in enumerate(both, 1):
                grid.addWidget(Label(words, wraps=True), row, column)
        card.box.addLayout(grid)
        card.box.addLayout(self._foot(pair))
        return card

    def _foot(self, pair: Pair) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        told = "两份登记都不改动，只是统计、时间线和筛选按一家算；以后随时可以分开。"
        foot.addWidget(Label(told, "quiet", wraps=True), 1)
        foot.addWidget(Button("打开第一份").on(lambda: self._open(pair.enterprise.uid)))
        foot.addWidget(Button("打开第二份").on(lambda: self._open(pair.other.uid)))
        apart = "分开" if pair.verdict == SAME else "不是同一家"
        self.different = Button(apart).on(lambda: self.judge(DIFFERENT))
        self.same = Button("认作同一家", "primary", "check").on(lambda: self.judge(SAME))
        self._desk.offer("write", self.different, self.same)
        self.different.setVisible(pair.verdict != DIFFERENT)
        self.same.setVisible(pair.verdict != SAME)
        foot.addWidget(self.different)
        foot.addWidget(self.same)
        return foot

    def _open(self, uid: UUID) -> None:
        self._desk.go(Enterprise.__tablename__, uid)


def _facts(pair: Pair, context: Context) -> list[tuple[str, str, str]]:
    """What either of them tells."""
    rows = [getattr(pair, side).values for side in _SIDES]
    kept = [Enterprise.kept[name] for name in _SHOWN]
    told = [(one.label, *(one.masked(row[one.name], context) for row in rows)) for one in kept]
    return [(label, first or "—", second or "—") for label, first, second in told if first or second]


def _words(pair: Pair) -> Sequence[str | ChipLook]:
    named = [
        f"{row.label}（{unit}）" if unit else row.label
        for row, unit in zip((pair.enterprise, pair.other), pair.units, strict=True)
    ]
    return *named, pair.why, _LOOKS[pair.verdict]
