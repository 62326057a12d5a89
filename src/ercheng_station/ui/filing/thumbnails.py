"""Small pictures of attachments, made beside the window and kept for a while."""

from collections import OrderedDict

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from ercheng_station.errors import UserError
from ercheng_station.records.fields import FileRef
from ercheng_station.services import pictures
from ercheng_station.ui.beside import Beside
from ercheng_station.ui.context import Desk

KEPT = 200


class Thumbnails(QObject):
    """One for a desk. A picture that cannot be read has none; nothing is told about it here."""

    made = Signal(str)
    """SHA-256 of one that is at hand now."""
    _read = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._beside = Beside("thumbnails")
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        desk.closing.connect(self._end)

    @classmethod
    def of(cls, desk: Desk) -> "Thumbnails":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def at_hand(self, sha256: str) -> QPixmap | None:
        if sha256 in self._kept:
            self._kept.move_to_end(sha256)
        return self._kept.get(sha256)

    def ask(self, file: FileRef) -> None:
        """`made` tells when it is at hand, now or later."""
        if file.sha256 in self._kept:
            self.made.emit(file.sha256)
        elif file.mime.startswith("image/") and file.sha256 not in self._asked:
            self._asked.add(file.sha256)
            self._beside.start(lambda: self._make(file))

    def _make(self, file: FileRef) -> None:
        try:
            content = self._desk.store.attachments.read(file.sha256, file.name)
            small = pictures.thumbnail(content, file.name)
        except UserError:
            return
        self._read.emit(file.sha256, QImage.fromData(small))

    def _take(self, sha256: str, image: QImage) -> None:
        self._asked.discard(sha256)
        self._kept[sha256] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.made.emit(sha256)

    def _end(self) -> None:
        self._beside.clear()
        self._beside.wait()
