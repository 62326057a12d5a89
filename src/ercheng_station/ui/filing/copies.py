"""Opens an attachment: a copy that can only be read, for the kinds of file that do no harm; others are saved elsewhere."""

import stat
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ercheng_station.db.passing import PassingFolder
from ercheng_station.files import atomic_write
from ercheng_station.records.fields import FileRef
from ercheng_station.ui.context import Desk
from ercheng_station.ui.messages import ask

SAFE = frozenset(
    {".jpg", ".jpeg", ".png", ".heic", ".heif", ".gif", ".bmp", ".webp", ".tif", ".tiff"}
    | {
        ".pdf",
        ".ofd",
        ".txt",
        ".csv",
        ".docx",
        ".xlsx",
        ".pptx",
        ".wps",
        ".et",
        ".dps",
        ".mp4",
        ".mp3",
        ".wav",
    }
)
"""Endings that open in a viewer and run nothing; of Office only the forms without macros."""


class OpenedFiles(QObject):
    """The folder of copies of one desk; it goes when the desk closes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = PassingFolder()
        desk.closing.connect(self._folder.cleanup)

    @classmethod
    def of(cls, desk: Desk) -> "OpenedFiles":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def put(self, file: FileRef, content: bytes) -> Path:
        """Where the copy stands, under the name the person knows."""
        folder = Path(self._folder.name) / file.sha256[:12]
        folder.mkdir(exist_ok=True)
        path = folder / file.name
        if not path.exists():
            path.write_bytes(content)
            path.chmod(stat.S_IREAD)
        return path


def open_file(parent: QWidget, desk: Desk, file: FileRef) -> None:
    if Path(file.name).suffix.lower() in SAFE:
        copies = OpenedFiles.of(desk)
        desk.ask(
            lambda store: copies.put(file, store.attachments.read(file.sha256, file.name)),
            _show,
            parent,
        )
    else:
        ask(
            parent,
            f"“{file.name}”不能在这里直接打开",
            "这类文件可能带有程序。可以另存到别处，确认来源可靠后再打开。",
            "另存为…",
            partial(save_file_as, parent, desk, file),
        )


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def save_file_as(parent: QWidget, desk: Desk, file: FileRef) -> None:
    dialog = QFileDialog(parent, "另存为")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(file.name)
    dialog.fileSelected.connect(lambda name: _write(parent, desk, file, Path(name)))
    dialog.open()


def _write(parent: QWidget, desk: Desk, file: FileRef, path: Path) -> None:
    def job(store: object) -> None:
        with atomic_write(path) as out:
            out.write(desk.store.attachments.read(file.sha256, file.name))

    desk.ask(job, lambda _: None, parent)
