"""How far the year's visits reach, town by town and trade by trade; a line opens the firms of that town or trade."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.reach import PARTS, Reach, reach
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.case_lines import Group, Line
from ercheng_station.ui.screens.part_table import PartView
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet

TITLE = "走访覆盖情况"
_SIZE = (860, 640)
_GOOD, _POOR = 80, 40


class ReachView(QWidget):
    """`of` names the list of firms that is counted, "" for all on file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Sequence[Reach] = ()
        self.views = {part: PartView(part, title) for part, title in PARTS.items()}
        self.nothing = Label("还没有登记企业。", "quiet")
        self.export = Button("导出…", symbol="download").on(self._ask_file)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(12)
        head = QHBoxLayout()
        words = "今年 1 月 1 日至今走访过的企业，同一企业计一家。按回车看这一组的企业。"
        head.addWidget(Label(words, "quiet", wraps=True), 1)
        head.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(self.nothing)
        for view in self.views.values():
            view.table.opened.connect(self._open)
            box.addWidget(view)
        box.addStretch(1)
        desk.ask(lambda store: reach(store, store.today), self._show, self)

    def write(self, path: Path) -> None:
        found, unit, today = self._found, self._desk.unit.name, self._desk.fields.today

        def job(store: Store) -> None:
            from ercheng_station.reports.reach_table import reach_table  # noqa: PLC0415  loads reportlab
            from ercheng_station.reports.summary import write_summary  # noqa: PLC0415

            write_summary(path, reach_table(unit, found, today), typefaces_of(store))

        self._desk.ask(job, lambda _: None, self)

    def _show(self, found: Sequence[Reach]) -> None:
        self._found = found
        self.nothing.setVisible(not found)
        self.export.setEnabled(bool(found))
        for part, view in self.views.items():
            lines = [_line(at, one) for at, one in enumerate(found) if one.part == part]
            view.show_group(Group(part, PARTS[part], lines), can_change=False)
            view.setVisible(bool(lines))

    def _open(self, line: Line) -> None:
        one = self._found[line.uid.int]
        if one.code is not None:
            self._desk.go(Enterprise.__tablename__, given={one.part: one.code})
            self.window().close()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "导出到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{TITLE} {self._desk.fields.today}.xlsx")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()


def show_reach(parent: QWidget, desk: Desk) -> None:
    Sheet(parent, TITLE, Scrolled(ReachView(desk), TITLE), largest=_SIZE).open()


def _line(at: int, one: Reach) -> Line:
    rate = one.rate or 0
    colour = "good" if rate >= _GOOD else "warn" if rate >= _POOR else "bad"
    words = f"还没走访：{'、'.join(one.missing)}" if one.missing else "都走访过了"
    look = ChipLook(f"{rate:g}%", colour)
    return Line(Enterprise, UUID(int=at), (one.label, f"{one.visited} / {one.listed} 家", words), look)
