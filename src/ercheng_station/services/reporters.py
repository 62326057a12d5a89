"""Names and numbers of those who reported: who is told of them is warned where he writes them, and whatever is to leave."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from ercheng_station.db.confidence import confided_by_owner, confided_words
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Link
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_texts import passages, text_fields
from ercheng_station.services.name_guard import Hit, NameGuard, strange_names

WHO = "应当保密的人"
"""Of a name on what leaves: not whose it is, for whoever prints may not be told of it."""

HIDDEN = "〔应当保密〕"
"""What stands for it in a file that leaves."""

NOBODY = frozenset({"\0"})
"""For texts in which no name has a place of its own."""


def is_about_confided(catalogue: Catalogue, kind: Kind) -> bool:
    """Whether records of the kind own what is confided, belong to one that does, or point to one."""
    return bool(_confiding(catalogue, kind) or _refs(catalogue, kind))


def told_words(store: Store, link: Link) -> frozenset[str]:
    """What the actor, being told of it, must not write into the record; nothing for anybody else."""
    kind = store.catalogue[link.kind]
    if kind.confided_to or not is_about_confided(store.catalogue, kind):
        return frozenset()
    return _words(store, [one for one in _owners(store, store.whole(kind, link.uid)) if _is_told(store, one)])


def names_to_check(store: Store, kind: Kind, uids: Sequence[UUID]) -> list[Hit]:
    """Names that records on their way out should not tell: strangers in a case, and whoever is confided."""
    return [*strange_names(store, kind, uids), *_spoken(store, kind, uids)]


def fields_with_reporters(store: Store, kind: Kind, uid: UUID) -> list[str]:
    """The fields of a record in which the actor, being told of a reporter, wrote him down all the same."""
    if kind.confided_to or not is_about_confided(store.catalogue, kind):
        return []
    row = store.row(kind, uid)
    words = told_words(store, Link(uid, row.label, kind.__tablename__))
    return [name for name in text_fields(kind) if any(word in (row.values[name] or "") for word in words)]


class Hush:
    """Keeps the names and numbers of those who reported out of the texts of a register on its way out."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self._texts = text_fields(kind)
        self._refs = _refs(store.catalogue, kind)
        about = is_about_confided(store.catalogue, kind)
        self._words = confided_by_owner(store) if about else {}

    @property
    def listens(self) -> bool:
        """Whether there is anybody in the store to be kept out of this register."""
        return bool(self._words)

    def spoken(self, row: Row) -> list[str]:
        """The fields in which somebody wrote them."""
        words = self._of(row)
        return [name for name in self._texts if any(word in (row.values[name] or "") for word in words)]

    def hidden(self, row: Row) -> Row:
        """As it may leave."""
        changed = {name: self._without(row.values[name], self._of(row)) for name in self.spoken(row)}
        return Row(row.head, {**row.values, **changed}) if changed else row

    def _of(self, row: Row) -> frozenset[str]:
        owners = [row.uid, *(link.uid for name in self._refs if (link := row.values[name]))]
        return frozenset().union(*(self._words.get(owner, ()) for owner in owners))

    def _without(self, text: str, words: frozenset[str]) -> str:
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, HIDDEN)
        return text


def spoken_in(store: Store, query: Query) -> list[tuple[Row, str]]:
    """Each record of a list, and the field, that tells a name or a number of whoever reported."""
    hush = Hush(store, query.kind)
    return [(row, name) for row in store.rows(query) for name in hush.spoken(row)] if hush.listens else []


def spoken_words(query: Query, found: Sequence[tuple[Row, str]]) -> str:
    """What whoever lets a list leave is told; whose name it is, nobody says."""
    return (
        f"这几处写了应当保密的人，文件里隐去，请承办人在记录里改掉：{_places(query.kind, found)}"
        if found
        else ""
    )


def refuse_spoken(store: Store, kinds: Iterable[Kind]) -> None:
    """What leaves signed cannot leave with something hidden: UserError reporter-written."""
    found = [(kind, spoken_in(store, Query(kind))) for kind in kinds]
    places = "、".join(_places(kind, spoken) for kind, spoken in found if spoken)
    if places:
        raise UserError("reporter-written", places=places)


# -- inside


def _places(kind: Kind, found: Iterable[tuple[Row, str]]) -> str:
    return "、".join(f"{row.number or row.label}的{kind.kept[name].label}" for row, name in found)


def _spoken(store: Store, kind: Kind, uids: Iterable[UUID]) -> Iterator[Hit]:
    if not is_about_confided(store.catalogue, kind):
        return
    for whole in (store.whole(kind, uid) for uid in uids):
        guard = NameGuard(dict.fromkeys(_words(store, _owners(store, whole)), WHO))
        for one in passages(whole):
            for span in guard.spans(one.text, NOBODY):
                yield Hit(
                    span.name,
                    one.field,
                    span.start,
                    span.end,
                    span.who,
                    one.record.__tablename__,
                    one.record.uid,
                )


def _words(store: Store, owners: Iterable[Link]) -> frozenset[str]:
    return frozenset().union(*(confided_words(store, store.catalogue[one.kind], one) for one in owners))


def _is_told(store: Store, owner: Link) -> bool:
    kinds = [child for child, _ in store.catalogue.owned_by(store.catalogue[owner.kind]) if child.confided_to]
    return any(store.confided(child, owner) for child in kinds)


def _owners(store: Store, whole: Whole) -> set[Link]:
    """Of what is confided: the record that the whole is of, and those that it points to."""
    found = {_link(whole.record)} if _confiding(store.catalogue, type(whole.record)) else set()
    targets = (getattr(whole.about, name) for name in _refs(store.catalogue, type(whole.about)))
    return found | {_link(one) for one in targets if isinstance(one, Record)}


def _confiding(catalogue: Catalogue, kind: Kind) -> bool:
    while kind.owner:
        kind = catalogue[refs_of(kind)[kind.owner].kind]
    return any(child.confided_to for child, _ in catalogue.owned_by(kind))


def _refs(catalogue: Catalogue, kind: Kind) -> list[str]:
    owning = {refs_of(one)[one.owner].kind for one in catalogue if one.confided_to}
    return [name for name, ref in refs_of(kind).items() if ref.kind in owning]


def _link(record: Record) -> Link:
    return Link(record.uid, record.label, record.__tablename__)
