"""What a screen reader could not tell of a window: controls without words, of no known kind, and cells that say less than is painted."""

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableView,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from tests.ui.painted import words_of
from tests.ui.screen_faults import CONTROLS, controls, described, is_seen, name_of, stops

_ROLE = QAccessible.Role
_WORDS = re.compile(r"[㐀-鿿]|[A-Za-z]{2}|\d")
"""A glyph or a mark alone is no name."""
_SCROLLED = {_ROLE.Client, _ROLE.Pane, _ROLE.Document, _ROLE.Grouping}
_AS_TOLD = Qt.ItemDataRole.AccessibleTextRole
_OVER = "…"


def name_faults(window: QWidget) -> Iterator[str]:
    for one in controls(window):
        if not _WORDS.search(name_of(one)):
            owner = one.object() or (one.parent() and one.parent().object())
            yield f"no name that says what it is: “{name_of(one)}” {one.role().name} {type(owner).__name__}"
    for widget in stops(window):
        yield from _of_no_kind(widget)
    for view in window.findChildren(QAbstractItemView):
        if is_seen(view) and not isinstance(view, QHeaderView):
            yield from unread(view)


def _of_no_kind(widget: QWidget) -> Iterator[str]:
    role = QAccessible.queryAccessibleInterface(widget).role()
    scrolled = isinstance(widget, QTextBrowser) or (
        isinstance(widget, QAbstractScrollArea) and role in _SCROLLED
    )
    known = role in CONTROLS or role == _ROLE.PageTabList or scrolled
    if not known or not _WORDS.search(name_of(QAccessible.queryAccessibleInterface(widget))):
        yield f"told as {role.name} “{widget.accessibleName()}”: {described(widget)}"


def unread(view: QAbstractItemView) -> Iterator[str]:
    """Words that its rows paint and no cell or row says."""
    said = " ".join(_cells(view)).replace("\n", " ")  # as lines are painted
    for words in words_of(view.viewport()):
        told = words.text.removesuffix(_OVER).strip()
        if words.owner is None and _WORDS.search(told) and told not in said:
            yield f"painted and not told: “{words.text}” in {described(view)}"


def _cells(view: QAbstractItemView) -> Iterator[str]:
    """As Qt tells them of the model; asked for them off the bus, it would tell what it remembers of earlier rows."""
    model, root = view.model(), view.rootIndex()
    columns = model.columnCount(root) if isinstance(view, QTableView | QTreeView) else 1
    for row in range(model.rowCount(root)):
        for column in range(columns):
            cell = model.index(row, column, root)
            if view.visualRect(cell).intersects(view.viewport().rect()):
                yield str(cell.data(_AS_TOLD) or cell.data() or "")
                yield str(cell.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
