"""疑似串名提醒: names that the store knows and that have no part in this case, found in its texts.

A text copied from another case brings that case's names along; nobody is to sign for a stranger.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Self
from uuid import UUID

from ercheng_station.db.grams import common_pairs
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.paths import resources
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.identifiers import PersonName
from ercheng_station.records.mediation import Agent, Mediation, Party
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_texts import Passage, passages

Source = tuple[type[Record], str, str]
"""A kind, its field with a name, and what who is named there is said to be."""
_SOURCES: Sequence[Source] = (
    (Agent, "name", "别的案件的代理人"),
    (Party, "representative", "别的案件的代表人"),
    (Enterprise, "short_name", "企业档案里的简称"),
    (Enterprise, "name", "企业档案里的企业"),
    (Party, "name", "别的案件的当事人"),
)
"""Where names come from; what a name that several hold is said to be, the later ones decide."""
WATCHED = frozenset(kind.__tablename__ for kind, _, _ in _SOURCES)
"""An act on such a record may change the names."""
REGISTERED = "登记过的个人"
"""Of whoever stands in some register: where, is nobody's business here."""
_SHORTEST = 2
_PERSONAL_TITLES = (
    "律师", "经理", "主任", "会计", "法官", "书记", "老板", "女士", "先生", "同志", "师傅", "教授", "医生",
    "院长", "所长", "局长", "科长", "处长", "总监", "秘书", "警官",
)  # fmt: skip


class Span(NamedTuple):
    """A stretch of one text, counted in characters, and who is meant."""

    start: int
    end: int
    name: str
    who: str


@dataclass(frozen=True)
class Hit:
    """A strange name, and the field of the record where it stands."""

    name: str
    field: str
    start: int
    end: int
    who: str
    kind: str
    uid: UUID

    @property
    def label(self) -> str:
        """张三（别的案件的当事人）"""
        return f"{self.name}（{self.who}）"


class NameGuard:
    """Every name known to a store at one moment. Safe to ask from any thread."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Name → what its holder is."""
        words = known_words()
        self._names = {
            name: who
            for name, who in names.items()
            if len(name) > _SHORTEST or (len(name) == _SHORTEST and name not in words)
        }
        self._lengths = _lengths_by_pair(self._names)

    @classmethod
    def load(cls, store: Store, more: Sequence[Source] = (), registered: Iterable[str] = ()) -> Self:
        """`more`: other fields with names; what is known of a name from the usual ones goes before.

        `registered`: names of whom nothing is told but that some register knows them.
        """
        found = dict.fromkeys(registered, REGISTERED)
        for kind, field, who in (*more, *_SOURCES):
            if kind in store.kinds:
                found |= dict.fromkeys(filter(None, store.tally(Query(kind), field)), who)
        return cls(found)

    def strange(self, texts: Iterable[Passage], whole: Whole) -> list[Hit]:
        """In the order of the texts. A case without parties tells nobody apart: it has none."""
        own = own_names(whole)
        return [
            Hit(span.name, text.field, span.start, span.end, span.who, text.record.__tablename__, text.record.uid)
            for text in texts
            for span in self.spans(text.text, own)
        ]  # fmt: skip

    def spans(self, text: str, own: Collection[str]) -> list[Span]:
        """The strange names in a text; of names that overlap the longest counts, whoever holds it."""
        if not own:
            return []
        found = [span for span in self._known(text) if not any(span.name in one for one in own)]
        if not found:
            return []
        ours = [span for name in own for span in _occurrences(name, text)]
        taken: list[Span] = []
        for span in sorted((*ours, *found), key=lambda one: (one.start - one.end, one.who)):
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
        return sorted(span for span in taken if span.who)

    def _known(self, text: str) -> Iterator[Span]:
        names, lengths = self._names, self._lengths
        for start in range(len(text) - 1):
            for length in lengths.get(text[start : start + 2], ()):
                name = text[start : start + length]
                if name in names and not _is_title(text, start, length):
                    yield Span(start, start + length, name, names[name])
                    break


def strange_names(store: Store, kind: type[Record], uids: Iterable[UUID]) -> list[Hit]:
    """In the cases that these records are, or belong to; nothing for records of other registers."""
    if not in_case(store.catalogue, kind.__tablename__):
        return []
    wholes = [store.whole(kind, uid) for uid in uids]
    cases = {whole.record.uid: whole for whole in wholes}
    if not cases:
        return []
    guard = NameGuard.load(store)
    return [hit for whole in cases.values() for hit in guard.strange(passages(whole), whole)]


def in_case(catalogue: Catalogue, kind: str) -> bool:
    """Whether its records are cases or belong to one."""
    found = catalogue[kind]
    while found.owner:
        found = catalogue[refs_of(found)[found.owner].kind]
    return found is Mediation


def listed(hits: Iterable[Hit]) -> list[str]:
    """Each name once, in the order found."""
    return list(dict.fromkeys(hit.label for hit in hits))


def own_names(whole: Whole) -> frozenset[str]:
    """Of everybody who has a part in the case that this is; none while it has no parties."""
    if not whole.all(Party):
        return frozenset()
    found = {*_bodies(whole.record), *(name for party in whole.all(Party) for name in _party(party))}
    for record in (whole.record, *(part for parts in whole.parts.values() for part in parts)):
        kind: type[Record] = type(record)
        found.update(getattr(record, name) for name in _person_fields(kind))
    return frozenset(name for name in found if name)


def _bodies(case: Mediation) -> Iterator[str | None]:
    yield from (case.committee.name, case.committee.short_name)
    yield from (mediator.name for mediator in case.mediators)
    if case.right:
        yield from _firm(case.right.enterprise)


def _party(party: Party) -> Iterator[str | None]:
    yield party.name
    if party.enterprise:
        yield from _firm(party.enterprise)


def _firm(firm: Enterprise) -> Iterator[str | None]:
    yield from (firm.name, firm.short_name, firm.legal_person, firm.contact)


@cache
def _person_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, described in kind.kept.items() if isinstance(described, PersonName))


@cache
def known_words() -> frozenset[str]:
    """Words that mean something else than a name far more often."""
    lines = (resources() / "pinyin" / "phrases.txt").read_text(encoding="utf-8").splitlines()
    return frozenset({line.split()[0] for line in lines if line.strip()} | common_pairs())


def _lengths_by_pair(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The first two characters of names → how long these are, the longest first."""
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {pair: tuple(sorted(lengths, reverse=True)) for pair, lengths in found.items()}


def _occurrences(name: str, text: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0:
        yield Span(start, start + len(name), name, "")
        start = text.find(name, start + 1)


def _is_title(text: str, start: int, length: int) -> bool:
    """陈律师 is not 陈律: a short name may only seem to stand there."""
    return length == _SHORTEST and text.startswith(_PERSONAL_TITLES, start + 1)
