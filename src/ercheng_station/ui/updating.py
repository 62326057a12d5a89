"""从 U 盘更新 in the window: what the release is, then backup, checked copy, and the system's own installer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

import ercheng_station
from ercheng_station.db.backup import BackupMade
from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.services.updating import (
    Update,
    is_still,
    pinned,
    prepare,
    read_update,
    release_on,
    this_computer,
)
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import KeyValues
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

TITLE = "从 U 盘更新"
_SIZE = (560, 420)


def other_drives() -> list[Path]:
    """Every drive that is ready but the system's own."""
    volumes = QStorageInfo.mountedVolumes()
    return [Path(one.rootPath()) for one in volumes if one.isReady() and one.isValid() and not one.isRoot()]


def open_installer(path: Path) -> bool:
    """By the desktop, which asks for the rights that it takes."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class UpdateView(QWidget):
    """`into`: where the checked copy is laid, None for this user's own place."""

    def __init__(
        self,
        desk: Desk,
        found: Update,
        into: Path | None = None,
        open_it: Callable[[Path], bool] = open_installer,
    ) -> None:
        super().__init__()
        self._desk, self._found, self._into, self._open = desk, found, into, open_it
        pairs = [
            ("现在的版本", ercheng_station.__version__), ("新版本", found.version), ("发布日期", found.released_on),
            ("安装包", found.package.name), ("签名", "正确"),
        ]  # fmt: skip
        self.start = Button("备份并更新", "primary", "download").on(self.update_now)
        desk.offer("update", self.start)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.start)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(f"可以更新到 {found.version} 版", "heading"))
        box.addWidget(KeyValues(pairs))
        for note in found.notes:
            box.addWidget(Label(f"· {note}", wraps=True))
        words = "先备份并核对数据，再打开系统的安装程序，本程序随后关闭。装好以后重新打开，数据不动。"
        box.addWidget(Label(words, "quiet", wraps=True))
        box.addStretch(1)
        box.addLayout(foot)

    def update_now(self) -> None:
        """Beside the window; nothing is opened that was not checked."""

        def job(report: Report) -> tuple[Path, BackupMade]:
            return prepare(self._desk.store, self._found, self._into, report)

        run_task(self, "正在备份并核对安装包", job, lambda made: self._hand_over(made[0]))

    def _hand_over(self, path: Path) -> None:
        if not is_still(path, self._found.package):
            show_error(self, UserError("update-damaged", name=path.name))
        elif not self._open(path):
            show_error(self, UserError("update-not-opened", path=str(path)))
        else:
            parent = self.window().parentWidget()
            self.window().close()
            if parent is not None:
                parent.window().close()


def ask_update(parent: QWidget, desk: Desk, drives: Callable[[], list[Path]] = other_drives) -> None:
    """Of the stick that a release lies on; where there is none, of a folder that is chosen."""

    def show(found: Path | None) -> None:
        if found:
            show_update(parent, desk, found)
        else:
            _choose(parent, desk)

    run_task(parent, "正在找 U 盘上的更新", lambda _report: release_on(drives()), show)


def _choose(parent: QWidget, desk: Desk) -> None:
    dialog = QFileDialog(parent, "U 盘上放更新文件的文件夹")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: show_update(parent, desk, Path(chosen)))
    dialog.open()


def show_update(parent: QWidget, desk: Desk, folder: Path) -> None:
    """What was found, or why it is not believed."""

    def show(found: Update) -> None:
        Sheet(parent, TITLE, UpdateView(desk, found), largest=_SIZE).open()

    run_task(parent, "正在核对更新文件", lambda _report: read_update(folder, pinned(), this_computer()), show)
