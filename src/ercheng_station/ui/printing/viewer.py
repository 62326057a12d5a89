"""Opens a printed paper in the system's own viewer: a copy that can only be read, gone when the desk closes."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ercheng_station.db.store import Store
from ercheng_station.files import safe_name
from ercheng_station.records.fields import FileRef
from ercheng_station.ui.context import Desk
from ercheng_station.ui.filing.copies import OpenedFiles


def show_in_viewer(owner: QWidget, desk: Desk, path: Path, title: str) -> None:
    copies = OpenedFiles.of(desk)

    def job(_store: Store) -> Path:
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        file = FileRef(digest, safe_name(title, suffix=".pdf"), len(content), "application/pdf")
        return copies.put(file, content)

    def show(copy: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    desk.ask(job, show, owner)
