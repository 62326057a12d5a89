"""Answers the inputs of a form from the store: records by what is typed, and what sounds like a name."""

from collections.abc import Callable, Sequence
from itertools import islice

from PySide6.QtCore import QObject

from ercheng_station.db import sounds
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context, Files, Link
from ercheng_station.ui.context import Desk
from ercheng_station.ui.suggest import Suggestion

MOST = 12
_NOTES = 2


class DeskHost(QObject):
    """Only the last question of a form is worth an answer: an older one still waiting is passed over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asked = desk, 0

    def suggest(self, kind: str, text: str, reply: Callable[[Sequence[Suggestion]], None]) -> None:
        self._asked += 1
        number = self._asked

        def find(store: Store) -> Sequence[Suggestion] | None:
            return suggestions(store, kind, text) if number == self._asked else None

        self._desk.ask(find, lambda found: reply(found) if found is not None else None, self)

    def sounds_like(self, word: str, name: str) -> bool:
        return sounds.sounds_like(word, name)


def suggestions(store: Store, kind: str, text: str) -> list[Suggestion]:
    """Records of the kind that have the words or sound like them, titles that begin so first."""
    wanted = store.catalogue[kind]
    found = list(store.rows(Query(wanted, text=text), MOST))
    found.sort(key=lambda row: not row.label.startswith(text))
    return [Suggestion(link_of(wanted, row), row.label, note_of(wanted, row, store.context)) for row in found]


def link_of(kind: type[Record], row: Row) -> Link:
    return Link(uid=row.uid, title=row.label, kind=kind.__tablename__)


def note_of(kind: type[Record], row: Row, context: Context) -> str:
    """What tells two records of one title apart: the first listed values besides the title."""
    told = (
        field.masked(row.values[name], context)
        for name, field in kind.kept.items()
        if field.listed and not isinstance(field, Files)
    )
    return " · ".join(islice((words for words in told if words and words not in row.label), _NOTES))
