"""Beside a register's list: the record view and the editor, made in slices in the pauses after the list."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ercheng_station.records.base import Record
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.screens.editors import editor_for
from ercheng_station.ui.screens.parts import parts_for
from ercheng_station.ui.slices import Slices, laid_out

EDITOR_MS = 1500
"""A page that is looked at so long gets its editor before anybody asks for it."""


class RegisterSide(QStackedWidget):
    """Whoever asks for `record` or `editor` before it is made has the rest made at once."""

    record_made = Signal(object)
    editor_made = Signal(object)

    def __init__(self, kind: type[Record], desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind, self._desk = kind, desk
        self.making_record = Slices(self._build_record(), self)
        self.making_editor = Slices(self._build_editor(), self)
        self.opening = Slices(iter(()), self)
        """The editor on its way into sight."""

    @property
    def record(self) -> RecordView:
        self.making_record.finish()
        return self._record

    @property
    def editor(self) -> RecordForm:
        self.making_editor.finish()
        self.opening.finish()
        return self._editor

    def make_by_and_by(self) -> None:
        QTimer.singleShot(0, self, self.making_record.start)
        QTimer.singleShot(EDITOR_MS, self, self.making_editor.start)

    def open_editor(self, begin: Callable[[RecordForm], object], then: Callable[[], object]) -> None:
        """What is in sight stays there until the editor stands; a key typed before that goes into the editor."""
        self.opening.drop()
        self.opening = Slices(self._show_editor(begin), self)
        self.opening.then(then)

    def _show_editor(self, begin: Callable[[RecordForm], object]) -> Iterator[None]:
        """Filled before it is shown, so that nothing of the record before it is seen."""
        while not self.making_editor.is_done:
            self.making_editor.go_on()
            yield
        begin(self._editor)
        yield
        self._editor.resize(self.size())
        yield from laid_out(self._editor)
        self.setCurrentWidget(self._editor)
        inside = self._editor.focusWidget()
        if inside:
            inside.setFocus()

    def _build_record(self) -> Iterator[None]:
        made = RecordView(self._kind, self._desk, self, slowly=True)
        made.hide()  # this stack may be shown before it has taken it in
        yield from made.build()
        for part in parts_for(self._kind, self._desk):
            made.put_above(part)
            yield
        made.ensurePolished()
        yield
        self._record = made
        self.insertWidget(0, made)
        self.record_made.emit(made)

    def _build_editor(self) -> Iterator[None]:
        made = editor_for(self._kind, self._desk, self, slowly=True)
        made.hide()
        yield
        yield from made.build()
        made.ensurePolished()
        yield
        self._editor = made
        self.addWidget(made)
        self.editor_made.emit(made)
