"""Tab goes in the reading order, also through widgets made later than those that stand after them.

A window lays the way anew at every Tab (`lay_way`), so that no page has to think of it.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QRadioButton, QScrollArea, QSplitter, QWidget


def stops(part: QWidget) -> list[QWidget]:
    """The widgets in a part that Tab reaches or may reach, in the order in which they were put there."""
    inside: Iterable[QWidget] = part.findChildren(QWidget)
    return [one for one in inside if _is_stop(one) and one.window() is part.window()]


def lay_way(window: QWidget) -> None:
    """Through all that is in sight, in the order in which it was laid out."""
    way = [one for one in _in_order(window) if _is_stop(one)]
    for first, second in pairwise(way):
        QWidget.setTabOrder(first, second)


def put_after(before: QWidget, following: Iterable[QWidget]) -> None:
    for first, second in pairwise((before, *following)):
        QWidget.setTabOrder(first, second)


def _is_stop(widget: QWidget) -> bool:
    reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    may_be_chosen = isinstance(widget, QRadioButton)  # of several, Tab reaches the chosen one
    return (reached or may_be_chosen) and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    for child in _held_by(widget):
        if child.isVisible() and not child.isWindow():
            yield from _in_order(child)


def _held_by(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QScrollArea):
        return [widget.widget()] if widget.widget() else []
    if isinstance(widget, QAbstractScrollArea):
        return []  # what stands in a list is reached by arrows
    if isinstance(widget, QSplitter):
        return [widget.widget(at) for at in range(widget.count())]
    placed = list(_laid_out_by(widget.layout()))
    inside: Iterable[QWidget] = widget.findChildren(
        QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    return placed + [one for one in inside if one not in placed]


def _laid_out_by(layout: QLayout | None) -> Iterator[QWidget]:
    for at in range(layout.count() if layout else 0):
        item = layout.itemAt(at) if layout else None
        if item is None:
            continue
        held: QWidget | None = item.widget()
        if held is not None:
            yield held
        else:
            yield from _laid_out_by(item.layout())
