"""The form of any record: generated from its fields, and made so that typing into it is quick and safe.

Enter goes to the next field; in a field of several lines it breaks the line, and Tab goes on. Ctrl+S saves, Ctrl+Enter
saves and begins the next one, from every field. Esc closes a list or a calendar and never touches what was typed.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ercheng_station.errors import Fault
from ercheng_station.records.fields import Context, Field, Link
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.form_body import Body
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.inputs import FilesInput, Host, Input, MaskedInput, RefInput, input_for
from ercheng_station.ui.inputs.lines import LinesInput
from ercheng_station.ui.labels import Label, rule, tip
from ercheng_station.ui.shortcuts import bind, key
from ercheng_station.ui.tab_order import stops

_NOT_CHOSEN = "请从候选中选定，或者选“新增”"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QWidget):
    """Holds raw texts until somebody asks for `raw`; it knows no record and saves nothing itself."""

    save_asked = Signal()
    save_next_asked = Signal()
    edited = Signal()
    """Something was typed; not emitted by `fill`, `restore` and `start`."""
    phrases_asked = Signal(str)
    pin_changed = Signal(str, bool)
    reveal_asked = Signal(str)
    chosen = Signal(str, object)
    """Field name and Link, or None when the link was given up."""
    new_asked = Signal(str, str, str)
    """Field name, kind, typed title."""
    files_offered = Signal(str, list)
    picture_pasted = Signal(str, object)
    file_opened = Signal(str, object)
    file_came = Signal(object)

    def __init__(
        self, fields: Mapping[str, Field], context: Context, host: Host, *, slowly: bool = False
    ) -> None:
        """`slowly`: whoever makes it runs `build`; what is asked of it before makes the rest at once."""
        super().__init__()
        self._context = replace(context, resolve=_chosen)
        self._host = host
        self._quiet = self._whole = False
        self._before: dict[str, Any] = {}
        self._awaited: Cell | None = None
        self._waiting = deque(fields.items())
        self._cells: dict[str, Cell] = {}
        self._next_to: dict[str, QWidget] = {}
        self.header = QHBoxLayout()
        self.buttons = QHBoxLayout()
        self.status = Label(tone="caption")
        self._body = Body()
        self._lay_out()
        self._bind_keys()
        if not slowly:
            self._complete()

    def build(self) -> Iterator[None]:
        """Field by field, dressed at once, so that showing them all costs little."""
        while self._waiting:
            self._add(*self._waiting.popleft()).ensurePolished()
            yield
        self._complete()

    @property
    def cells(self) -> dict[str, Cell]:
        self._complete()
        return self._cells

    @property
    def save_button(self) -> Button:
        self._complete()
        return self._save

    @property
    def next_button(self) -> Button:
        self._complete()
        return self._next

    def input(self, name: str) -> Input:
        return self.cells[name].input

    def insert(self, part: QWidget, after: str, *, on_the_way: bool = False) -> None:
        """A hand-made part below the section of that title; Enter goes through it if it is `on_the_way`."""
        self._complete()
        section = self._body.insert(part, after)
        if on_the_way:
            self._next_to[section.cells[-1].name] = part

    def bring(self, part: QWidget) -> None:
        """Scrolls an inserted part into sight; one just made is laid out first."""
        part.show()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if part.mapTo(self._body, QPoint(0, part.height())).y() <= self._area.viewport().height():
            self._area.verticalScrollBar().setValue(0)  # no heading stays half hidden
        else:
            self._area.ensureWidgetVisible(part, 0, 24)

    def untouched(self) -> set[str]:
        """The fields that show what `start` or `fill` showed."""
        return {name for name, state in self.snapshot().items() if state == self._before.get(name)}

    def raw(self) -> dict[str, object]:
        """What was typed, by field, for `Field.parse`; what is being composed counts as typed."""
        ime.commit()
        return {name: cell.input.raw() for name, cell in self.cells.items()}

    def values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The readable values and, by field, why the others cannot be read."""
        ime.commit()
        values, faults = {}, {}
        for name, cell in self.cells.items():
            try:
                values[name] = cell.input.read()
            except Fault as fault:
                faults[name] = fault.why
        return values, faults

    def fill(self, values: Mapping[str, Any]) -> None:
        """Shows a record's values; what was there before is gone, so ask `dirty` first."""
        self._show({name: values.get(name) for name in self.cells})

    def start(self) -> None:
        """An empty form for a new record: pinned fields keep what they show, the others get their defaults."""
        kept = {name for name, cell in self.cells.items() if cell.is_pinned() and not cell.input.is_empty()}
        self._show({name: self._default(name) for name in self.cells if name not in kept})
        self.focus_first(skip=kept)

    def propose(self, values: Mapping[str, Any], *, over: bool = False) -> None:
        """Fills fields that are still empty (`over`: all that have a value), as if typed."""
        for name, value in values.items():
            if name in self.cells and value is not None and (over or self.input(name).is_empty()):
                self.input(name).show_value(value)

    def show_faults(self, hard: Mapping[str, str], soft: Mapping[str, str]) -> None:
        """Each beside its field; the first hard one gets the focus."""
        for name, cell in self.cells.items():
            cell.show_fault(hard.get(name, ""))
            cell.show_soft(soft.get(name, ""))
        first = next((name for name in self.cells if name in hard), None)
        if first is not None:
            self._go_to(self.cells[first])

    def missing_height(self) -> int:
        """How much higher it would have to be to show every field; less than 0 where it is higher than that."""
        layout, room = self._body.layout(), self._area.viewport().size()
        assert layout
        layout.activate()
        wraps = layout.hasHeightForWidth()
        needed = layout.totalHeightForWidth(room.width()) if wraps else layout.totalSizeHint().height()
        return needed - room.height()

    def dirty(self) -> bool:
        """Whether anything differs from what `fill`, `restore` or `start` showed."""
        return self.snapshot() != self._before

    def settle(self) -> None:
        """What stands there now is saved."""
        self._before = self.snapshot()

    def snapshot(self) -> dict[str, Any]:
        """JSON-able, for a draft. Does not disturb what is being composed."""
        return {name: cell.input.state() for name, cell in self.cells.items()}

    def restore(self, snapshot: Mapping[str, Any]) -> None:
        """Shows a draft; the form is dirty against what it showed before. Fields it does not name stay as they are."""
        self._quiet = True
        for name, state in snapshot.items():
            if name in self.cells:
                self.input(name).restore(state)
        self._quiet = False

    def pins(self) -> set[str]:
        return {name for name, cell in self.cells.items() if cell.is_pinned()}

    def set_pins(self, names: Iterable[str]) -> None:
        wanted = set(names)
        for name, cell in self.cells.items():
            cell.set_pinned(name in wanted)

    def insert_phrase(self, name: str, words: str) -> None:
        """At the cursor; the first ⟦…⟧ in it is selected."""
        core = self.input(name)
        if isinstance(core, LinesInput):
            core.lines.insert_phrase(words)

    def reveal(self, name: str) -> None:
        made = self.input(name)
        if isinstance(made, MaskedInput):
            made.reveal()

    def focus_first(self, skip: Iterable[str] = ()) -> None:
        """The first field that is empty, else the first one."""
        past = set(skip)
        names = [name for name in self.cells if name not in past] or list(self.cells)
        empty = [name for name in names if self.input(name).is_empty()]
        if names:
            self._go_to(self.cells[(empty or names)[0]])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cell, self._awaited = self._awaited, None
        if cell is not None:
            QTimer.singleShot(0, cell, lambda: self.bring(cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            self.go_on()
        elif event.key() == Qt.Key.Key_Escape and self.dirty():
            event.accept()
        else:
            super().keyPressEvent(event)

    def current(self) -> Cell | None:
        """The field that has the focus."""
        focused = QApplication.focusWidget()
        return next((cell for cell in self.cells.values() if focused and cell.isAncestorOf(focused)), None)

    def go_on(self, after: str = "") -> None:
        """To the next field after that one, or after the one that has the focus; at the end to the save button."""
        here, cells = self.cells[after] if after else self.current(), list(self.cells.values())
        focused = self._area.focusWidget()
        if here is None and focused and focused.hasFocus():  # in a part put in by `insert`
            focused.focusNextChild()
            return
        if here and here.name in self._next_to:
            stops(self._next_to[here.name])[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        place = cells.index(here) + 1 if here else 0
        rest = [cell for cell in cells[place:] if cell.input.isEnabled() and not cell.isHidden()]
        if rest:
            self._go_to(rest[0])
        else:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to(self, cell: Cell) -> None:
        cell.input.focus_first()
        QTimer.singleShot(0, cell, lambda: self._bring_once_laid_out(cell))

    def _bring_once_laid_out(self, cell: Cell) -> None:
        """Out of sight a form is as narrow as it happens to be, and its fields stand elsewhere."""
        if self.isVisible():
            self.bring(cell)
        else:
            self._awaited = cell

    def _default(self, name: str) -> Any:
        field = self.input(name).field
        return field.parse(field.default, self._context) if field.default else None

    def _show(self, values: Mapping[str, Any]) -> None:
        self._quiet = True
        for name, value in values.items():
            self.input(name).show_value(value)
        for cell in self.cells.values():
            cell.show_fault("")
            cell.show_soft("")
        self._quiet = False
        self._before = self.snapshot()

    def _complete(self) -> None:
        if self._whole:
            return
        self._whole = True
        while self._waiting:
            self._add(*self._waiting.popleft())
        self._body.finish()
        self._make_buttons()
        self._before = self.snapshot()

    def _add(self, name: str, field: Field) -> Cell:
        made = input_for(field, self._context)
        cell = self._cells[name] = self._body.add(name, made)
        made.changed.connect(lambda: self._follow(cell))
        made.left.connect(cell.see_off)
        made.reveal_asked.connect(lambda: self.reveal_asked.emit(name))
        cell.phrases_asked.connect(self.phrases_asked)
        cell.pin_changed.connect(self.pin_changed)
        self._join(name, made)
        return cell

    def _join(self, name: str, made: Input) -> None:
        """The signals and needs that only some inputs have."""
        for one in (made, *made.findChildren(Input)):
            one.host = self._host
            if isinstance(one, RefInput):
                one.chosen.connect(lambda link: self.chosen.emit(name, link))
                one.new_asked.connect(lambda kind, title: self.new_asked.emit(name, kind, title))
            if isinstance(one, FilesInput):
                one.offered.connect(lambda paths: self.files_offered.emit(name, paths))
                one.pasted.connect(lambda picture: self.picture_pasted.emit(name, picture))
                one.opened.connect(lambda file: self.file_opened.emit(name, file))
                one.came.connect(self.file_came)

    def _follow(self, cell: Cell) -> None:
        if self._quiet:
            return
        cell.follow()
        self.edited.emit()

    def _lay_out(self) -> None:
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._area.setWidget(self._body)
        self.header.setContentsMargins(24, 12, 24, 12)
        self.buttons.setContentsMargins(24, 8, 24, 8)
        self.buttons.setSpacing(8)
        self.buttons.addWidget(self.status, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self.header)
        box.addWidget(self._area, 1)
        box.addWidget(rule())
        box.addLayout(self.buttons)

    def _make_buttons(self) -> None:
        self._save = Button("保存", "primary", "check").on(self.save_asked.emit)
        self._save.setToolTip(tip(key("save").shown))
        self._next = Button("保存并新增下一条").on(self.save_next_asked.emit)
        self._next.setToolTip(tip(key("save_next").shown))
        self.buttons.addWidget(self._next)
        self.buttons.addWidget(self._save)

    def _bind_keys(self) -> None:
        bind(self, "save", self.save_asked.emit)
        bind(self, "save_next", self.save_next_asked.emit)
        bind(self, "pin", self._toggle_pin)
        bind(self, "phrases", self._ask_phrases)

    def _toggle_pin(self) -> None:
        here = self.current()
        if here and here.pin:
            here.pin.toggle()

    def _ask_phrases(self) -> None:
        here = self.current()
        if here and isinstance(here.input, LinesInput):
            self.phrases_asked.emit(here.name)


def _chosen(kind: str, raw: str) -> Link:
    """The window's thread asks no store: here a link is known by its uid only."""
    try:
        return Link(UUID(raw), "", kind)
    except ValueError:
        raise Fault(_NOT_CHOSEN) from None
