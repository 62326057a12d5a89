"""Fills in what a chosen record tells of the one that is typed, and takes it back where another is chosen instead."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from ercheng_station.records.base import Values
from ercheng_station.records.fields import Link
from ercheng_station.services.brought import brought
from ercheng_station.ui.record.known_here import Editor


class Bringing:
    """Only empty fields are filled; what a person has changed since stays."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._of: UUID | None = None
        self._filled: dict[str, dict[str, Any]] = {}
        """By the field in which a record was chosen: what stood in each field that it filled."""
        editor.form.chosen.connect(self._choose)

    def begin(self, given: Mapping[str, Any]) -> None:
        """A new record begins with these values."""
        for name, value in given.items():
            if isinstance(value, Link):
                self._choose(name, value)

    def _choose(self, name: str, link: Link | None) -> None:
        editor, uid = self._editor, self._editor.uid()
        if self._of != uid:
            self._of, self._filled = uid, {}
        if link is None:
            self._take_back(name)
        else:
            editor.desk.ask(
                lambda store: brought(store, editor.kind, name, link),
                partial(self._show, uid, name, link),
                editor.form,
            )

    def _show(self, uid: UUID, name: str, link: Link, values: Values) -> None:
        form = self._editor.form
        stands = form.input(name).value() if name in form.cells else None
        if self._editor.uid() != uid or stands is None or stands.uid != link.uid:
            return
        was_typed = form.dirty()
        self._take_back(name)
        for field, value in values.items():
            if field in form.cells and form.input(field).is_empty():
                form.input(field).show_value(value)
                self._filled.setdefault(name, {})[field] = form.input(field).state()
        if not was_typed:
            form.settle()

    def _take_back(self, name: str) -> None:
        for field, state in self._filled.pop(name, {}).items():
            made = self._editor.form.input(field)
            if made.state() == state:
                made.show_value(None)
