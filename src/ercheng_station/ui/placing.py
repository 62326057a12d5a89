"""Keeps a window of its own, with the title in its frame, within the screen: offices have some of 614 lines."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def keep_on_screen(window: QWidget) -> None:
    """For `showEvent`; the frame is only known afterwards."""
    QTimer.singleShot(0, window, lambda: _pull_in(window))


def _pull_in(window: QWidget) -> None:
    room = window.screen().availableGeometry()
    edges = window.frameGeometry().size() - window.size()
    size = window.size().boundedTo(room.size() - edges)
    if size != window.size():
        window.resize(size)
    frame = window.frameGeometry()
    whole = size + edges
    left = max(room.left(), min(frame.left(), room.left() + room.width() - whole.width()))
    top = max(room.top(), min(frame.top(), room.top() + room.height() - whole.height()))
    if (left, top) != (frame.left(), frame.top()):
        window.move(left, top)
