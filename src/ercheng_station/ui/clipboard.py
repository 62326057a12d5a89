"""What is copied out of the program: kept out of clipboard histories and cleared again where it is private."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

STAYS_MS = 20_000
PRIVATE = "private"
"""Property of a widget whose text, and that of the widgets in it, is private."""
_LEFT_OUT = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
}
"""What Windows and KDE ask for, so that no history keeps it."""


class Clipboard(QObject):
    """Watches what is put there. What is put there while a window of the program has the focus is the program's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._system = QGuiApplication.clipboard()
        self._private = ""
        self._is_ours = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.clear_private)
        self._system.dataChanged.connect(self._look)

    def clear(self) -> None:
        """All that is the program's."""
        self._timer.stop()
        self._private = ""
        if self._is_ours or self._system.ownsClipboard():
            self._system.clear()
        if self._system.supportsSelection() and self._system.ownsSelection():
            self._system.clear(QClipboard.Mode.Selection)

    def clear_private(self) -> None:
        self._timer.stop()
        if self._private and self._system.text() == self._private:
            self._system.clear()
        self._private = ""

    def _look(self) -> None:
        words = self._system.text()
        if words and words == self._private:
            return
        self._timer.stop()
        self._private = ""
        self._is_ours = QGuiApplication.focusWindow() is not None
        if words and self._is_ours and _is_private(QApplication.focusWidget()):
            self._private = words
            self._system.setMimeData(_left_out(words))
            self._timer.start()


def _is_private(widget: QWidget | None) -> bool:
    while widget is not None:
        if widget.property(PRIVATE):
            return True
        widget = widget.parentWidget()
    return False


def _left_out(words: str) -> QMimeData:
    made = QMimeData()
    made.setText(words)
    for name, value in _LEFT_OUT.items():
        made.setData(name, value)
    return made
