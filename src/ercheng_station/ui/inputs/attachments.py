"""The input for attachments: drop or paste photos and papers, see them by name, take one out again."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QMimeData, QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.records.fields import Context, Field, FileRef
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.inputs.base import Input
from ercheng_station.ui.labels import Label, caption, tip
from ercheng_station.ui.texts import TextLine

THUMBNAIL = QSize(40, 40)
_TILE = 228
"""Two stand beside each other in half a form on a small screen."""
_PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".heif", ".bmp", ".gif", ".webp", ".tif", ".tiff")


class FilesInput(Input):
    """Knows files by reference only; who shows the form stores what `offered` or `pasted` brings and calls `add`."""

    offered = Signal(list)
    """list[Path]"""
    pasted = Signal(QImage)
    opened = Signal(object)
    """FileRef"""
    came = Signal(object)
    """FileRef of one that stands here now, however it came; `set_thumbnail` may show it."""
    _folder: ClassVar[str] = ""
    """Where files were chosen last; the next ones most often lie there too."""

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__(field, context)
        self.setAcceptDrops(True)
        self._rows: list[_Row] = []
        self._button = Button("添加文件…", "", "paperclip").on(self._browse)
        self._button.setAccessibleName(f"添加{field.label}")
        self._list = FlowLayout()
        box = QVBoxLayout()
        box.setSpacing(8)
        box.addLayout(self._first_line())
        box.addLayout(self._list)
        self.row.addLayout(box, 1)

    def show_value(self, value: Any) -> None:
        for row in self._rows:
            row.deleteLater()
        self._rows = []
        for one in value or ():
            self._put(one, None)
        self.changed.emit()

    def raw(self) -> object:
        return [dict(vars(row.file)) for row in self._rows if row.kept]

    def restore(self, state: Any) -> None:
        self.show_value(tuple(FileRef(**one) for one in state))

    def core(self) -> QWidget:
        return self._button

    def add(self, file: FileRef, thumbnail: QPixmap | None = None) -> None:
        """A stored file; one with the same content already here is not added twice."""
        same = [row for row in self._rows if row.file.sha256 == file.sha256]
        for row in same:
            row.keep(True)
        if not same:
            self._put(file, thumbnail)
        self.changed.emit()

    def set_thumbnail(self, sha256: str, thumbnail: QPixmap) -> None:
        for row in self._rows:
            if row.file.sha256 == sha256:
                row.show_picture(thumbnail)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.offered.emit(_paths(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Files or a picture from the clipboard; anything else is left alone."""
        mime = QApplication.clipboard().mimeData()
        paths = _paths(mime)
        if paths:
            self.offered.emit(paths)
        elif mime.hasImage():
            self.pasted.emit(QApplication.clipboard().image())

    def _first_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._button)
        line.addWidget(Label("也可以拖到这里，或按 Ctrl+V 粘贴", "caption"), 1)
        return line

    def _put(self, file: FileRef, thumbnail: QPixmap | None) -> None:
        row = _Row(file)
        row.changed.connect(self.changed)
        row.opened.connect(lambda: self.opened.emit(file))
        if thumbnail is not None:
            row.show_picture(thumbnail)
        self._list.addWidget(row)
        self._rows.append(row)
        self.came.emit(file)

    def _browse(self) -> None:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, f"添加{self.label}", FilesInput._folder or pictures)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._offer)
        dialog.open()

    def _offer(self, names: Sequence[str]) -> None:
        FilesInput._folder = str(Path(names[0]).parent)
        self.offered.emit([Path(name) for name in names])


class _Row(QFrame):
    """One file, a picture with a line for what it shows; taken out it stays in sight, struck through, until saved."""

    changed = Signal()
    opened = Signal()

    def __init__(self, file: FileRef) -> None:
        super().__init__()
        self.file, self.kept = file, True
        self.setProperty("surface", "tile")
        self.setFixedWidth(_TILE)
        self._picture = Label()
        self._picture.setFixedSize(THUMBNAIL)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setPixmap(pixmap("photo" if _is_picture(file) else "file-text", "quiet", 24))
        self._name = Button("", "link").on(self.opened.emit)
        self._name.setAccessibleName(f"打开{file.name}")
        self._name.setToolTip(tip(file.name))
        self._size = Label(size_words(file.size), "caption")
        self._notes = TextLine(f"{file.name}的说明")
        self._notes.setPlaceholderText("说明（印在照片页上）")
        self._notes.setText(file.notes)
        self._notes.textChanged.connect(self._note)
        self._switch = IconButton("x", f"移除{file.name}").on(lambda: self.keep(not self.kept))
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name, 0, Qt.AlignmentFlag.AlignLeft)
        self._size.setContentsMargins(8, 0, 0, 0)
        words.addWidget(self._size)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._picture)
        line.addLayout(words, 1)
        line.addWidget(self._switch)
        box.addLayout(line)
        box.addWidget(self._notes)
        self._notes.setHidden(not _is_picture(self.file))
        room = _TILE - THUMBNAIL.width() - 72
        name = self._name.fontMetrics().elidedText(self.file.name, Qt.TextElideMode.ElideMiddle, room)
        self._name.setText(caption(name))

    def keep(self, kept: bool) -> None:
        self.kept = kept
        font = self._name.font()
        font.setStrikeOut(not kept)
        self._name.setFont(font)
        self._size.setText(size_words(self.file.size) if kept else "保存后移除")
        self._switch.redraw("x" if kept else "undo")
        self._switch.rename(f"移除{self.file.name}" if kept else f"恢复{self.file.name}")
        self.changed.emit()

    def _note(self, words: str) -> None:
        self.file = replace(self.file, notes=words.strip())
        self.changed.emit()

    def show_picture(self, picture: QPixmap) -> None:
        mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(picture.scaled(THUMBNAIL, *mode))


def size_words(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _is_picture(file: FileRef) -> bool:
    return file.mime.startswith("image/") or Path(file.name).suffix.lower() in _PICTURES


def _paths(mime: QMimeData) -> Sequence[Path]:
    return [
        Path(url.toLocalFile())
        for url in mime.urls()
        if url.isLocalFile() and Path(url.toLocalFile()).is_file()
    ]
