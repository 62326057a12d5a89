"""Keeps a window of its own, with the title in its frame, within the screen: offices have some of 614 lines."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_FRAMED = (0, 100, 400)
"""Milliseconds: on Linux the frame around a window comes when the window manager has made it."""


def give_words_room(window: QWidget) -> None:
    """On a small screen Qt makes a dialog narrower than it has asked, but no higher for the lines that this breaks."""
    layout = window.layout()
    if layout is not None and layout.hasHeightForWidth():
        window.resize(window.width(), max(window.height(), layout.totalHeightForWidth(window.width())))


def keep_on_screen(window: QWidget) -> None:
    """For `showEvent`; the frame is only known afterwards."""
    for later in _FRAMED:
        QTimer.singleShot(later, window, lambda: _pull_in(window))


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
