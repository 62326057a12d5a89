"""A line under the title of a printed visit: the signature is awaited; drop the scan here, or say how it ended."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import papers_about
from ercheng_station.records.visit import Visit
from ercheng_station.services.filing import keep_file
from ercheng_station.services.signing import DECLINED, SIGNED, sign
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told

_SETTLED = {SIGNED, DECLINED}


class SignLine(RecordPart):
    """In sight only while a printed sheet waits for its signature."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form = next(form for form in papers_about(Visit) if form.printed)
        self._uid: UUID | None = None
        self.setProperty("surface", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(desk.may("write"))
        self.words = Label("", "quiet", wraps=True)
        self.button = Button("登记签字").on(self._open_menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.addWidget(self.words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_told(self, told: Told) -> None:
        values = told.row.values
        printed, settled = values["printed_on"], values["signature"] in _SETTLED
        waits = bool(printed) and not settled and told.living and self._desk.may("write")
        self._uid = told.row.uid if waits else None
        self.words.setText(f"{printed} 已打印，待签字。签好的扫描件可以拖到这里。")
        self.setVisible(waits)

    def take_focus(self) -> None:
        """A signature is nothing that can be done at once."""

    def take(self, paths: Sequence[Path]) -> None:
        """The scans of the signed sheet: kept and told of in one act."""

        def scanned(store: Store, uid: UUID) -> Act:
            return sign(store, self._form, uid, [keep_file(store, path) for path in paths])

        self._perform(scanned)

    def settle(self, state: str) -> None:
        """Without a scan."""
        self._perform(lambda store, uid: sign(store, self._form, uid, state=state))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(_paths(event))
        event.acceptProposedAction()

    def _perform(self, job: Callable[[Store, UUID], Act]) -> None:
        uid = self._uid
        if uid is not None:
            self._desk.perform(lambda store: job(store, uid), self)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("选择扫描件…", self._browse)
        menu.addAction("已签字，暂无扫描件", partial(self.settle, SIGNED))
        menu.addAction("企业不签", partial(self.settle, DECLINED))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "签字扫描件")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.take([Path(name) for name in names]))
        dialog.open()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
