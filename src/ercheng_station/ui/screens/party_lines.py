"""The parties of a new case, typed with it and saved in one act: an enterprise fills what is known of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import new_uid
from ercheng_station.records.base import Values
from ercheng_station.records.fields import Context, Link
from ercheng_station.records.mediation import Party
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.form_body import TWO_COLUMNS, places
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.inputs import Host, RefInput, input_for
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.slices import exhaust

_PERSON = ("id_number", "mobile", "occupation")
_UNIT = ("enterprise", "credit_code", "representative", "phone")
FIELDS = (
    "role", "kind", "enterprise", "name", "id_number", "credit_code", "representative", "mobile", "phone", "occupation",
    "address", "consent",
)  # fmt: skip
_FIELDS = {name: replace(Party.kept[name], section="", pinned=False) for name in FIELDS}
_TRACKS = 4
_FIRST = ({"role": "applicant", "kind": "company"}, {"role": "respondent", "kind": "company"})


class PartyLine(QWidget):
    """One party; its uid is known before it is saved, so that no retry makes it twice."""

    edited = Signal()
    dropped = Signal()
    chosen = Signal(object)
    """Link of its enterprise."""
    new_asked = Signal(str, str)
    """Kind and typed title of an enterprise that is not there yet."""
    reveal_asked = Signal(object)
    """The MaskedInput of a value that somebody wants to look at."""

    def __init__(self, context: Context, host: Host) -> None:
        super().__init__()
        self._context = context
        self.uid: UUID = new_uid()
        self.cells: dict[str, Cell] = {}
        self._shown: list[str] = []
        self._tracks = 0
        self._host = host
        self._lay_out()

    def build(self) -> Iterator[None]:
        """Field by field, each in its place."""
        for name, field in _FIELDS.items():
            cell = self.cells[name] = Cell(name, input_for(field, self._context), self)
            cell.input.host = self._host
            cell.input.changed.connect(cell.follow)
            cell.input.changed.connect(self.edited)
            cell.input.left.connect(cell.see_off)
            cell.input.reveal_asked.connect(partial(self.reveal_asked.emit, cell.input))
            cell.ensurePolished()
            yield
        self._join()
        self._fit()

    def begin(self, uid: UUID, usual: Mapping[str, Any]) -> None:
        self.uid = uid
        for name, cell in self.cells.items():
            default = _FIELDS[name].default
            value = usual.get(name, _FIELDS[name].parse(default, self._context) if default else None)
            cell.input.show_value(value)
        self._clean()

    def raw(self) -> dict[str, Any]:
        """Of what is in sight: a person has no representative."""
        return {name: self.cells[name].input.state() for name in self._shown}

    def restore(self, uid: UUID, raw: Mapping[str, Any]) -> None:
        self.begin(uid, {})
        for name, state in raw.items():
            self.cells[name].input.restore(state)
        self._clean()

    def fill(self, values: Values) -> None:
        """What the file of the enterprise says."""
        for name, value in values.items():
            if value is not None:
                self.cells[name].input.show_value(value)
        self._fit()
        self.edited.emit()

    def is_empty(self) -> bool:
        return self.cells["name"].input.is_empty() and self.cells["enterprise"].input.is_empty()

    def text(self, name: str) -> str:
        return str(self.cells[name].input.raw() or "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.cells:
            self._fit()

    # -- inside

    def _clean(self) -> None:
        for cell in self.cells.values():
            cell.show_fault("")
        self._fit()

    def _fit(self) -> None:
        """Only what such a party has, in the order of reading."""
        hidden = _UNIT if self.text("kind") == "person" else _PERSON
        shown = [name for name in FIELDS if name not in hidden]
        tracks = _TRACKS if self.width() >= TWO_COLUMNS else _TRACKS // 2
        self._title.setText(Party.kept["role"].text(self.text("role") or "applicant"))
        if (shown, tracks) == (self._shown, self._tracks):
            return
        self._shown, self._tracks = shown, tracks
        for name, cell in self.cells.items():
            self._grid.removeWidget(cell)
            cell.setVisible(name in shown)
        rooms = [self.cells[name].room for name in shown]
        for name, place in zip(shown, places(rooms, tracks), strict=True):
            self._grid.addWidget(self.cells[name], place.row, place.track, 1, place.span)
        for track in range(_TRACKS):
            self._grid.setColumnStretch(track, 1 if track < tracks else 0)

    def _join(self) -> None:
        self.cells["kind"].input.changed.connect(self._fit)
        self.cells["role"].input.changed.connect(self._fit)
        enterprise = self.cells["enterprise"].input
        if isinstance(enterprise, RefInput):
            enterprise.chosen.connect(self._take)
            enterprise.new_asked.connect(self.new_asked)

    def _take(self, link: object) -> None:
        if isinstance(link, Link):
            self.chosen.emit(link)

    def _lay_out(self) -> None:
        self._title = Label(tone="section")
        remove = IconButton("x", "去掉这名当事人").on(self.dropped.emit)
        remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(rule(), 1)
        head.addWidget(remove)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(head)
        box.addLayout(self._grid)


class PartyLines(QWidget):
    """An applicant and a respondent at first. A line without a name does not count."""

    edited = Signal()
    chosen = Signal(object, object)
    """Line and Link of its enterprise."""
    new_asked = Signal(object, str, str)
    reveal_asked = Signal(object)

    def __init__(self, context: Context, host: Host) -> None:
        super().__init__()
        self._context, self._host = context, host
        self.lines: list[PartyLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(16)
        self.add_button = Button("加一名当事人（Alt+N）", symbol="plus").on(self.add)
        self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter goes past it
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(self._box)
        outer.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def build(self) -> Iterator[None]:
        for usual in _FIRST:
            line = self._place()
            yield from line.build()
            self._take_up(line)
            line.begin(new_uid(), usual)
            yield

    def add(self) -> PartyLine:
        line = self._append()
        line.begin(new_uid(), {"role": "respondent", "kind": "company"})
        line.cells["role"].input.focus_first()
        self.edited.emit()
        return line

    def state(self) -> dict[str, dict[str, Any]]:
        """uid → what was typed, of every line that names somebody."""
        return {str(line.uid): line.raw() for line in self.lines if not line.is_empty()}

    def begin_with(self, parties: Sequence[Values]) -> None:
        """What is known of those whom the matter concerns, as if typed; a side nobody is known of stays empty."""
        known = {values["role"] for values in parties}
        missing = [usual for usual in _FIRST if usual["role"] not in known]
        usual = sorted([*parties, *missing], key=lambda one: one["role"] != _FIRST[0]["role"])
        while len(self.lines) < len(usual):
            self._append()
        for line, values in zip(self.lines, usual, strict=False):
            line.begin(new_uid(), values)
        if parties:
            self.edited.emit()

    def restore(self, state: Mapping[str, Mapping[str, Any]]) -> None:
        """The lines that stand there are used again: making them takes long."""
        wanted = max(len(state), len(_FIRST))
        while len(self.lines) < wanted:
            self._append()
        for line in self.lines[wanted:]:
            self._drop(line)
        for line, (uid, raw) in zip(self.lines, state.items(), strict=False):
            line.restore(UUID(uid), raw)
        for line, usual in list(zip(self.lines, _FIRST, strict=False))[len(state) :]:
            line.begin(new_uid(), usual)

    def show_faults(self, faults: Mapping[str, str]) -> Cell | None:
        """By `uid.field`, each beside its field; the first gets the focus and is returned."""
        first: Cell | None = None
        for line in self.lines:
            for name, cell in line.cells.items():
                why = faults.get(f"{line.uid}.{name}", "")
                cell.show_fault(why.partition("：")[2] or why)
                first = first or (cell if why else None)
        if first is not None:
            first.input.focus_first()
        return first

    def _append(self) -> PartyLine:
        line = self._place()
        exhaust(line.build())
        self._take_up(line)
        return line

    def _place(self) -> PartyLine:
        line = PartyLine(self._context, self._host)
        self._box.addWidget(line)
        return line

    def _take_up(self, line: PartyLine) -> None:
        line.edited.connect(self.edited)
        line.dropped.connect(lambda: self._give_up(line))
        line.reveal_asked.connect(self.reveal_asked)
        line.chosen.connect(lambda link: self.chosen.emit(line, link))
        line.new_asked.connect(lambda kind, title: self.new_asked.emit(line, kind, title))
        self.lines.append(line)

    def _give_up(self, line: PartyLine) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: PartyLine) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()
