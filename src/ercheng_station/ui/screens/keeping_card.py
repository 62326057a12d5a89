"""保管期满 on the care screen: how much may be destroyed, its list, its destruction, and what is kept of one person."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.db.store import Store
from ercheng_station.progress import Report
from ercheng_station.reports.retention_table import TITLE, retention_table
from ercheng_station.reports.summary import write_summary
from ercheng_station.services.retention import Kept, counted, expired
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.screens.destroy_sheet import offer_destruction
from ercheng_station.ui.screens.person_sheet import ask_person
from ercheng_station.ui.task import run_task

_NONE = "没有保管期满的记录。各登记簿保管多少年，在“期限与依据”里查、在“期限规则”里改。"
_FORMS = "Excel 表格 (*.xlsx);;PDF 文件 (*.pdf)"


class KeepingCard(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__("保管期满")
        self._desk = desk
        self.told = Label("", "quiet", wraps=True)
        self.save = Button("清单另存…", "link", "download").on(self._choose)
        self.wipe = Button("销毁…", "link", "trash").on(lambda: offer_destruction(self, desk, self._found))
        self.person = Button("本人查阅…", "link", "file-text").on(lambda: ask_person(self, desk))
        desk.offer("destroy", self.wipe)
        desk.offer("export-full", self.person)
        self._found: Sequence[Kept] = ()
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.save, self.wipe, self.person):
            row.addWidget(button)
        row.addStretch(1)
        self.box.addWidget(self.told)
        self.box.addLayout(row)
        self.save.hide()
        self.wipe.hide()
        desk.changed.connect(lambda _kind, uid: self._refresh() if self._holds(uid) else None)
        self._refresh()

    def write(self, path: Path) -> None:
        """Beside the window; it is counted anew, so that the list is of this moment."""

        def job(report: Report) -> None:
            _write(self._desk.store, path, report)

        run_task(self, "正在做清单…", job, lambda _: self._desk.saved.emit(f"已另存 {path.name}"))

    def _refresh(self) -> None:
        self._desk.ask(lambda store: expired(store, store.today), self._show, self)

    def _holds(self, uid: object) -> bool:
        return any(one.row.uid == uid for one in self._found)

    def _show(self, found: Sequence[Kept]) -> None:
        self._found = found
        registers = "、".join(f"{title} {count} 条" for title, count in counted(found))
        self.told.speak(
            f"可以销毁：{registers}。先把清单交负责人批准，再由两个人销毁，做销毁证明。" if found else _NONE
        )
        for button in (self.save, self.wipe):
            button.setVisible(bool(found))

    def _choose(self) -> None:
        dialog = QFileDialog(self, "清单另存为", filter=_FORMS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{TITLE}_{self._desk.fields.today}.xlsx")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()


def _write(store: Store, path: Path, report: Report) -> None:
    found = expired(store, store.today)
    write_summary(path, retention_table(store.unit.name, found, store.today), typefaces_of(store), report)
