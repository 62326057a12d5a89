"""扫描件文件夹 on the care screen: where the scanner writes, and what came from there without a paper."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card, KeyValues
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scanning import Scanning
from ercheng_station.ui.screens.scan_choice import ScanChoice
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet

_NONE = (
    "选定扫描仪存文件的文件夹后，签好字的定稿一扫描进来，就按页脚的二维码登记到对应的记录；"
    "文件夹里的文件不会改动或删除。"
)
_GONE = "现在打不开这个文件夹，U盘可能已拔出，或共享没有连上；连上以后接着收。"
_BY_HAND = (
    "可以按文书上印的编号登记；或者打开对应的走访或案件，把文件加到“签字扫描件”一栏，没有这一栏的，加到案件的“卷内扫描件”。"
    "加好后把它移出文件夹，就不再计数。"
)
_SHOWN = 10


class ScanCard(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__("扫描件文件夹")
        self._desk, self._scanning = desk, Scanning.of(desk)
        self.place = KeyValues()
        self.told = Label("", "quiet", wraps=True)
        self.choose = Button("选择文件夹…", "link", "folder").on(self._choose)
        self.by_number = Button("按编号登记…", "link", "file-text").on(self._choose_paper)
        self.stop = Button("不再查看", "link").on(lambda: self._scanning.watch(None))
        desk.offer("write", self.choose, self.by_number, self.stop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choose)
        foot.addWidget(self.by_number)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        self.box.addWidget(self.place)
        self.box.addWidget(self.told)
        self.box.addLayout(foot)
        self._scanning.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        folder = self._scanning.folder
        self.place.show_pairs([("位置", str(folder or ""))])
        self.place.setVisible(folder is not None)
        self.stop.setVisible(folder is not None)
        self.by_number.setVisible(bool(self._scanning.unknown))
        self.told.speak(_words(self._scanning))

    def _choose_paper(self) -> None:
        made = ScanChoice(self._desk)
        sheet = Sheet(self, "按编号登记扫描件", Scrolled(made, "按编号登记扫描件"))
        made.done.connect(sheet.close)
        sheet.open()
        made.number.setFocus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "扫描仪把文件存到哪个文件夹")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._scanning.watch(Path(chosen)))
        dialog.open()


def _words(scanning: Scanning) -> str:
    if scanning.folder is None:
        return _NONE
    if scanning.is_gone:
        return _GONE
    names = scanning.unknown
    if not names:
        return "签好字的扫描件一放进来就登记，现在没有未登记的。"
    shown = "、".join(names[:_SHOWN]) + (" 等" if len(names) > _SHOWN else "")
    return f"没有登记的扫描件 {len(names)} 份：{shown}。{_BY_HAND}"
