"""Tab goes in the reading order: asked for at the key, of what stands in the window then, whenever it was made."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

_SLACK = 3
_CLOSED = (QAbstractSpinBox, QComboBox)
"""Their line hands the focus on to them. Asked for it, `focusProxy` and `focusWidget` would make what they give a child of
who was asked, for PySide, and take it along when that goes."""
_Part = tuple[QRect, list[QWidget]]


class InOrder:
    """Goes before the Qt class of every window."""

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        assert isinstance(self, QWidget)
        return go(self, forward=forward)


def go(window: QWidget, *, forward: bool) -> bool:
    """To the stop after the one that has the focus, or before it; round at the ends."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # what has just come has its place
    focused = QApplication.focusWidget()
    here = _seen(focused) if focused and window.isAncestorOf(focused) else window
    way = _way(window, here)
    if here not in way:
        way.insert(0, here)
    at = way.index(here)
    turned = [*way[at + 1 :], *way[:at]] if forward else [*way[at + 1 :], *way[:at]][::-1]
    following = next((one for one in turned if one is not window), None)
    if following is None:
        return False
    following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def stops(part: QWidget) -> list[QWidget]:
    """The widgets in sight in a part that Tab reaches, as they are read: line by line, each from the left."""
    return _way(part, None)


def _way(part: QWidget, here: QWidget | None) -> list[QWidget]:
    """`here` has its place in it even where it is no stop."""
    children = [] if isinstance(part, _CLOSED) else part.children()
    inside = [
        (child.geometry(), _way(child, here))
        for child in children
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    own = [part] if part is here or _is_stop(part) else []
    return own + list(_read([one for one in inside if one[1]]))


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _seen(widget: QWidget) -> QWidget:
    """It, or that of what holds it which is in sight."""
    while not widget.isVisible() and (above := widget.parentWidget()) and not widget.isWindow():
        widget = above
    return widget


def _read(parts: list[_Part]) -> Iterator[QWidget]:
    """Line by line where a line can be drawn right across, else column by column."""
    if len(parts) < 2:
        yield from (one for _, inside in parts for one in inside)
        return
    groups = _cut(parts, QRect.top, QRect.bottom)
    if len(groups) == 1:
        groups = _beside(_cut(parts, QRect.left, QRect.right))
    if len(groups) == 1:
        parts.sort(key=lambda part: (part[0].top(), part[0].left()))
        groups = [[part] for part in parts]
    for group in groups:
        yield from _read(group)


def _beside(columns: list[list[_Part]]) -> list[list[_Part]]:
    """Neighbours that have lines in common are read together."""
    groups: list[list[_Part]] = []
    while columns:
        runs = (
            [part for column in columns[:count] for part in column] for count in range(len(columns), 1, -1)
        )
        first = next((run for run in runs if _has_lines(run)), columns[0])
        groups.append(first)
        columns = [column for column in columns if column[0] not in first]
    return groups


def _has_lines(parts: list[_Part]) -> bool:
    return len(_cut(parts, QRect.top, QRect.bottom)) > 1


def _cut(parts: list[_Part], begin: Callable[[QRect], int], end: Callable[[QRect], int]) -> list[list[_Part]]:
    """Into groups that do not overlap in one direction."""
    groups: list[list[_Part]] = []
    reached = 0
    for part in sorted(parts, key=lambda part: begin(part[0])):
        if not groups or begin(part[0]) > reached - _SLACK:
            groups.append([])
            reached = end(part[0])
        groups[-1].append(part)
        reached = max(reached, end(part[0]))
    return groups
