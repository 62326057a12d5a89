"""The records that belong to the one shown, or came out of it: a small list of each kind; parts can be added."""

from functools import partial
from itertools import chain, islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ercheng_station.db.rows import Row
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context, Day, Field, Money, Whole
from ercheng_station.ui.buttons import Button, LinkButton
from ercheng_station.ui.chips import Chip
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.lists.listing import day_words
from ercheng_station.ui.record.reading import Children
from ercheng_station.ui.record.suggesting import link_of
from ercheng_station.ui.states import is_state, look_of

_SHOWN = 3


class ChildrenView(QWidget):
    added = Signal(object, str)
    """Kind and the name of its ref to the owner."""
    opened = Signal(object, object)
    """Kind and uid of a child to change."""
    all_asked = Signal(object, str)
    followed = Signal(object)
    """Link of a record in its own right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)

    def show_children(self, groups: tuple[Children, ...], context: Context, *, can_add: bool) -> None:
        while item := self._box.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for group in groups:
            self._box.addWidget(self._head(group, can_add=can_add and group.owned))
            for row in group.rows:
                self._box.addWidget(self._line(group, row, context))
            if group.count > len(group.rows):
                more = Button(f"全部 {group.count} 条", "link")
                self._box.addWidget(more.on(partial(self.all_asked.emit, group.kind, group.ref)))

    def _head(self, group: Children, *, can_add: bool) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 12, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(group.kind.title, "section"))
        if group.count:
            line.addWidget(Label(str(group.count), "caption"))
        line.addWidget(rule(), 1)
        if can_add:
            add = Button("新增", "link", "plus")
            add.setAccessibleName(f"新增{group.kind.one}")
            line.addWidget(add.on(partial(self.added.emit, group.kind, group.ref)))
        return made

    def _line(self, group: Children, row: Row, context: Context) -> QWidget:
        made = LinkButton("row")
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.say(words_of(group.kind, group.ref, row, context))
        if group.owned:
            made.on(partial(self.opened.emit, group.kind, row.uid))
        else:
            made.on(partial(self.followed.emit, link_of(group.kind, row)))
        state = next((one for one in group.kind.kept.values() if is_state(getattr(one, "codes", ""))), None)
        if state is None or not row.values[state.name]:
            return made
        line = QWidget()
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        code = row.values[state.name]
        beside.addWidget(made, 1)
        beside.addWidget(Chip(look_of(getattr(state, "codes", ""), code, state.text(code, context))))
        return line


def words_of(kind: type[Record], ref: str, row: Row, context: Context) -> str:
    """The first listed values of a child, without its owner and its state; one known by figures says its title."""
    key = [kind.kept[name] for name in kind.natural_key if name not in (ref, kind.owner)]
    counted = bool(key) and all(isinstance(field, Whole) for field in key)
    found = (
        _worded(field, text)
        for name, field in kind.kept.items()
        if field.listed
        and name != ref
        and not is_state(getattr(field, "codes", ""))
        and (text := field.masked(row.values[name], context))
        and not (counted and (field in key or text in row.label))
    )
    told = chain([row.label], found) if counted else found
    return "  ".join(" ".join(words.split("\n"))[:40] for words in islice(told, _SHOWN)) or row.label


def _worded(field: Field, text: str) -> str:
    """A bare number says what it counts."""
    if isinstance(field, Whole | Money):
        return f"{field.label} {text}" + (f" {field.unit}" if field.unit not in field.label else "")
    return day_words(text) if isinstance(field, Day) else text
