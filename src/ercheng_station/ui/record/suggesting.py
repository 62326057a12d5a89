"""Answers the inputs of a form from the store: records by what is typed, and what sounds like a name."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QObject

from ercheng_station.db import sounds
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Context, Files, Link
from ercheng_station.records.identifiers import CreditCode, PersonName
from ercheng_station.services.enterprises import core_name, visited_lately
from ercheng_station.ui.context import Desk
from ercheng_station.ui.suggest import Suggestion

MOST, LOOKED_AT = 12, 120
_NOTES = 2


class DeskHost(QObject):
    """Only the last question of a form is worth an answer: an older one still waiting is passed over.

    `within` is the record that what is typed belongs to, where there is one: its other parts alone are offered.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._asked = desk, 0
        self.within: Link | None = None

    def suggest(self, kind: str, text: str, reply: Callable[[Sequence[Suggestion]], None]) -> None:
        self._asked += 1
        number, within = self._asked, self.within

        def find(store: Store) -> Sequence[Suggestion] | None:
            return suggestions(store, kind, text, within) if number == self._asked else None

        self._desk.ask(find, lambda found: reply(found) if found is not None else None, self)

    def sounds_like(self, word: str, name: str) -> bool:
        return sounds.sounds_like(word, name)


def suggestions(store: Store, kind: str, text: str, within: Link | None = None) -> list[Suggestion]:
    """Records of the kind that have the words or sound like them, the likeliest first."""
    wanted = store.catalogue[kind]
    lately = visited_lately(store) if wanted is Enterprise else {}
    query = Query(wanted, text=text, where=_of_one_owner(store, wanted, within))
    found = {row.uid: row for row in store.rows(query, LOOKED_AT)}
    if not text:
        found |= {row.uid: row for row in map(partial(store.row, wanted), list(lately)[:MOST])}
    order = sorted(
        found.values(), key=lambda row: (_nearness(wanted, row, text), lately.get(row.uid, len(lately)))
    )
    return [
        Suggestion(link_of(wanted, row), row.label, note_of(wanted, row, store.context))
        for row in order[:MOST]
    ]


def _of_one_owner(store: Store, wanted: type[Record], within: Link | None) -> tuple[Condition, ...]:
    """Holds for the parts of `within`; or, if that is itself of the wanted kind, for those of one owner with it."""
    if within is None or not wanted.owner:
        return ()
    if within.kind == refs_of(wanted)[wanted.owner].kind:
        return by_value({wanted.owner: within})
    if within.kind == wanted.__tablename__:
        return by_value({wanted.owner: store.row(wanted, within.uid).values[wanted.owner]})
    return ()


def _nearness(kind: type[Record], row: Row, text: str) -> int:
    """0 where a name begins so, 1 where it holds that, 2 where only something else does."""
    told = (row.values[name] for name in kind.names if not isinstance(kind.kept[name], PersonName))
    whole = dict.fromkeys(name for name in (row.label, *told) if isinstance(name, str))
    names = dict.fromkeys(part for name in whole for part in (core_name(name), name))
    if not text or any(name.startswith(text) or sounds.begins_like(text, name) for name in names):
        return 0
    return 1 if any(text in name for name in whole) or sounds.sounds_like(text, *whole) else 2


def link_of(kind: type[Record], row: Row) -> Link:
    return Link(uid=row.uid, title=row.label, kind=kind.__tablename__)


def note_of(kind: type[Record], row: Row, context: Context) -> str:
    """What a person tells two of one title apart by: the first listed values besides the title, no long code."""
    told = (
        field.masked(row.values[name], context)
        for name, field in kind.kept.items()
        if field.listed and not isinstance(field, Files | CreditCode)
    )
    return " · ".join(islice((words for words in told if words and words not in row.label), _NOTES))
