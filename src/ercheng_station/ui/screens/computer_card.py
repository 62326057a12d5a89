"""另一台电脑 on the care screen: whose numbers this one gives out, and the file that goes to and fro."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout

from ercheng_station.records.office import BLOCK_SETTING
from ercheng_station.services.computers import BLOCKS, block_words, take_block
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask
from ercheng_station.ui.shell_titles import INBOX

_HOW = (
    "本单位有两台电脑的：先备份这一台，在另一台上恢复这个备份，再给每台选好是第几台，编号就不会重复。"
    "以后两边各做一个交换包，拿到对方那里汇总，数据就一样了；来回几次、先后顺序都没有关系。"
)
_FIRST = (
    "两台电脑都没有选的，新编号会重复，上级给另一台电脑的回执也会被当成这台丢了数据。"
    "请先在两台上都选好，再做交换包。"
)


class ComputerCard(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__("另一台电脑")
        self._desk = desk
        self.told = Label("", wraps=True)
        self._group = QButtonGroup(self)
        self.chips = {block: RadioChip(words, can_clear=False) for block, words in BLOCKS.items()}
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("这台电脑是", "field"))
        for block, chip in self.chips.items():
            self._group.addButton(chip)
            chip.clicked.connect(partial(self._take, block))
            chip.setEnabled(desk.may("settings"))
            row.addWidget(chip)
        row.addWidget(self.told, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        send = Button("做交换包…", "link", "upload").on(self._send)
        take_in = Button("汇总交换包…", "link", "download").on(lambda: self._desk.go(INBOX))
        desk.offer("report", send)
        desk.offer("merge", take_in)
        foot.addWidget(send)
        foot.addWidget(take_in)
        foot.addStretch(1)
        self.box.addWidget(Label(_HOW, "quiet", wraps=True))
        self.box.addLayout(row)
        self.box.addLayout(foot)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(
            lambda store: (store.setting(BLOCK_SETTING) or "", block_words(store)), self._show, self
        )

    def _show(self, known: tuple[str, str]) -> None:
        block, words = known
        if block in self.chips:
            self.chips[block].setChecked(True)
        self.told.setText(words)

    def _take(self, block: str) -> None:
        self._desk.perform(lambda store: take_block(store, block), self, lambda _act: self.refresh())

    def _send(self) -> None:
        """Which computer it is stands first: without it numbers come twice, and a receipt for the other one looks like lost data."""
        if self.chips[""].isChecked():
            ask(self, "还没有选这台电脑是第几台，照样做交换包？", _FIRST, "做交换包…", self._choose)
        else:
            self._choose()

    def _choose(self) -> None:
        from ercheng_station.ui.sending import ask_to_send  # noqa: PLC0415  loads 0.2 s of Excel

        ask_to_send(self, self._desk, None)
