"""Above a station's fields: its 《保护工作站月报表》, blank for a pen or filled with the station's own figures."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu

from ercheng_station.db.store import Store
from ercheng_station.services.monthly_form import PROTECTION, form_for
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told


class MonthlyLine(RecordPart):
    """In sight above protection stations only: other units report otherwise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._name = ""
        self._own = desk.unit.profile == PROTECTION
        self.button = Button("月报表" if self._own else "空白月报表", symbol="report-analytics").on(
            self._open_menu
        )
        desk.offer("report", self.button)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.addWidget(self.button)
        line.addStretch(1)

    def show_told(self, told: Told) -> None:
        self._name = told.row.label
        self.setVisible(told.row.values["kind"] == PROTECTION and told.living)

    def take_focus(self) -> None:
        self.button.setFocus()

    def write(self, path: Path, month: date, *, blank: bool) -> None:
        name = self._name

        def job(store: Store) -> None:
            from ercheng_station.exchange.monthly_form import write_form  # noqa: PLC0415  loads openpyxl

            write_form(path, form_for(store, month, blank=blank, name=name))

        def show(_: None) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self._desk.ask(job, show, self)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        this = self._desk.fields.today.replace(day=1)
        before = (this - timedelta(days=1)).replace(day=1)
        for month in (this, before):
            words = f"{month.year} 年 {month.month} 月"
            if self._own:
                menu.addAction(f"{words}（填好本站数字）", partial(self._ask_file, month, blank=False))
            menu.addAction(f"{words}（空白）", partial(self._ask_file, month, blank=True))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _ask_file(self, month: date, *, blank: bool) -> None:
        dialog = QFileDialog(self, "月报表存到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(f"{self._name} {month:%Y-%m} 月报表.xlsx")
        dialog.fileSelected.connect(lambda name: self.write(Path(name), month, blank=blank))
        dialog.open()
