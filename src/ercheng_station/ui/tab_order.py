"""Tab goes in the reading order, also through widgets made later than those that stand after them."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget


def stops(part: QWidget) -> list[QWidget]:
    """The widgets in a part that Tab reaches or may reach, in the order in which they were put there."""
    inside: Iterable[QWidget] = part.findChildren(QWidget)
    return [one for one in inside if _is_stop(one) and one.window() is part.window()]


def put_after(before: QWidget, following: Iterable[QWidget]) -> None:
    for first, second in pairwise((before, *following)):
        QWidget.setTabOrder(first, second)


def _is_stop(widget: QWidget) -> bool:
    reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    may_be_chosen = isinstance(widget, QRadioButton)  # of several, Tab reaches the chosen one
    return (reached or may_be_chosen) and widget.focusProxy() is None
