"""Attachments to look at: small pictures of photos, the names of other files; a press opens one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget

from ercheng_station.records.fields import FileRef
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.icons import icon
from ercheng_station.ui.inputs.attachments import size_words
from ercheng_station.ui.labels import caption, tip

_SIDE = 88
_NAME, _NOTES = 12, 7


class FileTiles(QWidget):
    opened = Signal(object)
    """FileRef."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._tiles: dict[str, QToolButton] = {}
        self._files: tuple[FileRef, ...] = ()
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        thumbnails.made.connect(self._show_picture)

    def show_files(self, files: Sequence[FileRef]) -> None:
        if tuple(files) == self._files:
            return
        self._files = tuple(files)
        while self._flow.count():
            self._flow.takeAt(0)
        for tile in self._tiles.values():
            tile.hide()
            tile.deleteLater()
        self._tiles = {file.sha256: self._tile(file) for file in files}
        for file in files:
            self._flow.addWidget(self._tiles[file.sha256])
            self._thumbnails.ask(file)

    def _tile(self, file: FileRef) -> QToolButton:
        tile = QToolButton()
        tile.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        picture = file.mime.startswith("image/")
        tile.setIcon(icon("photo" if picture else "file-text", "quiet", 32))
        tile.setIconSize(QSize(_SIDE, 64) if picture else QSize(32, 32))
        tile.setFixedSize(_SIDE + 16, 96)
        tile.setText(caption(_named(file)))
        tile.setToolTip(tip("\n".join(filter(None, (file.notes, file.name, size_words(file.size))))))
        tile.setAccessibleName(f"打开{file.name}")
        tile.clicked.connect(lambda: self.opened.emit(file))
        return tile

    def _show_picture(self, sha256: str) -> None:
        tile, picture = self._tiles.get(sha256), self._thumbnails.at_hand(sha256)
        if tile is not None and picture is not None:
            tile.setIcon(QIcon(picture))
            tile.setIconSize(QSize(_SIDE, 64))


def _named(file: FileRef) -> str:
    """By what was written under it, else by its name; a telephone names its pictures by numbers."""
    if file.notes:
        return file.notes if len(file.notes) <= _NOTES else f"{file.notes[: _NOTES - 1]}…"
    name = Path(file.name)
    stem = name.stem if len(name.stem) <= _NAME else f"{name.stem[: _NAME // 2]}…{name.stem[-3:]}"
    return stem + name.suffix
