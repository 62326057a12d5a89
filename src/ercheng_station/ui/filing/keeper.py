"""Photos and papers of a form: taken in beside the window, shown small, opened as copies that can only be read."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QImage

from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.records.fields import FileRef
from ercheng_station.services.filing import keep_file
from ercheng_station.ui.context import Desk
from ercheng_station.ui.filing.copies import open_file
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import FilesInput
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.task import run_task

_PASTED = "粘贴的图片.png"


class FileKeeper(QObject):
    """Stores what a form is offered and puts it into its input; only saving the record makes it the record's."""

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__(form)
        self._desk, self._form = desk, form
        self._thumbnails = Thumbnails.of(desk)
        self._thumbnails.made.connect(self._show)
        form.files_offered.connect(self._take_in)
        form.picture_pasted.connect(self._take_picture)
        form.file_came.connect(self._thumbnails.ask)
        form.file_opened.connect(lambda _name, file: open_file(form, desk, file))

    def _take_in(self, name: str, paths: list[Path]) -> None:
        store = self._desk.store

        def job(report: Report) -> tuple[list[FileRef], list[UserError]]:
            taken: list[FileRef] = []
            refused: list[UserError] = []
            for done, path in enumerate(paths):
                report(done, len(paths))
                try:
                    taken.append(keep_file(store, path))
                except UserError as error:
                    refused.append(error)
            report(len(paths), len(paths))
            return taken, refused

        run_task(self._form, "正在添加文件", job, partial(self._put, name))

    def _take_picture(self, name: str, image: QImage) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        content = bytes(buffer.data().data())
        self._desk.tell(
            lambda store: ([store.attachments.put(content, _PASTED)], []), partial(self._put, name), self
        )

    def _put(self, name: str, answer: tuple[list[FileRef], list[UserError]]) -> None:
        taken, refused = answer
        made = self._form.input(name)
        if isinstance(made, FilesInput):
            for file in taken:
                made.add(file)
        if refused:
            show_error(self._form, refused[0])

    def _show(self, sha256: str) -> None:
        picture = self._thumbnails.at_hand(sha256)
        for cell in self._form.cells.values():
            if picture is not None and isinstance(cell.input, FilesInput):
                cell.input.set_thumbnail(sha256, picture)
