"""A file that is let go over a widget, or over anything in it that takes no files itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from ercheng_station.ui.events import kind_of

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})


class FileDrop(QObject):
    """`endings`: of the files that are taken; none means any."""

    def __init__(
        self, widget: QWidget, take: Callable[[Path], object], endings: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(widget)
        self._take, self._endings = take, endings
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = kind_of(event)
        if kind in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            path = self._file(event.mimeData())
            if path is not None:
                event.acceptProposedAction()
                if kind == QEvent.Type.Drop:
                    self._take(path)
                return True
        return super().eventFilter(watched, event)

    def _file(self, dragged: QMimeData) -> Path | None:
        paths = [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]
        return next((one for one in paths if not self._endings or one.suffix.lower() in self._endings), None)
