"""典型案例 on the way to the public: made without names out of a file, and looked through before it is published."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ercheng_station.db.confidence import confided_words
from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue
from ercheng_station.records.identifiers import PersonName
from ercheng_station.records.mediation import Agreement, Mediation, Mediator, Party, Session
from ercheng_station.records.mediation.states import AGREED
from ercheng_station.records.outreach.typical_case import TEXTS, TypicalCase, digest
from ercheng_station.records.station import Station, StationPerson
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.services.name_guard import REGISTERED, NameGuard, Source

_GAP = "[ \u3000-]?"
_NUMBERS = (
    ("证件号码", re.compile(rf"(?<![\dA-Za-z])\d(?:{_GAP}\d){{16}}{_GAP}[\dXx](?![\dA-Za-z])")),
    ("手机号码", re.compile(rf"(?<!\d)1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)")),
    ("固定电话", re.compile(r"(?<!\d)0\d{2,3}[ \u3000-]?\d{7,8}(?!\d)")),
    ("信用代码", re.compile(r"(?<![\dA-Za-z])(?=[\dA-Z]*[A-Z])[159YN][\dA-Z]{17}(?![\dA-Za-z])")),
    ("银行账号", re.compile(rf"(?<!\d)\d(?:{_GAP}\d){{15,18}}(?!\d)")),
)


class Finding(NamedTuple):
    """Something that a published text should not tell, and the field where it stands."""

    words: str
    what: str
    field: str

    @property
    def line(self) -> str:
        return f"{self.words}（{self.what}）：{TypicalCase.kept[self.field].label}"


def look_through(store: Store, values: Values) -> list[Finding]:
    """Names known to the store, and numbers by which people are found, each once a field."""
    guard, own = NameGuard.load(store, _more_names(store), confided_words(store)), _may_be_told(store)
    found: dict[tuple[str, str], Finding] = {}
    for name in TEXTS:
        for one in _in_text(guard, own, name, values.get(name) or ""):
            found.setdefault((one.words, name), one)
    return list(found.values())


def checked(store: Store, row: Row) -> Values:
    """What the step 核对 writes: what was found, and in which wording of the texts."""
    found = "\n".join(one.line for one in look_through(store, row.values))
    return {"found": found or None, "looked_at": digest(row.values)}


def told_of_mediation(store: Store, row: Row) -> Values:
    """The file's own words with the same letter for the same person throughout."""
    whole = store.whole(Mediation, row.uid)
    copy = Copy(masked=True, context=store.context, aliases=Mediation.aliases(whole))
    case: Mediation = whole.record
    return {
        "headline": f"{_sides(whole, copy)}{copy.text(case, 'dispute_type')}调解案",
        "kind": "mediation",
        "parties": "；".join(_parties(whole, copy)) or None,
        "facts": copy.text(case, "facts") or None,
        "process": _process(whole, copy),
        "result": _result(whole, copy),
        "basis": "《中华人民共和国人民调解法》",
        "recommender": store.unit.name,
    }


def told_of_clue(store: Store, row: Row) -> Values:
    """Whoever is reflected on is one letter; who reported does not stand in a clue at all."""
    values = row.values
    names = {str(values["suspect"] or ""): "A单位"}
    holder = values["holder"]
    names |= {holder.title: "B单位"} if holder else {}
    hidden = Copy(masked=True, aliases=names).hidden
    return {
        "headline": "A单位涉嫌侵权线索处置案",
        "kind": "administrative",
        "parties": "；".join(f"{side}：{alias}" for side, alias in (("被反映单位", "A单位"), ("权利人", "B单位")) if alias in names.values()),
        "facts": hidden(values["facts"] or "") or None,
        "recommender": store.unit.name,
    }  # fmt: skip


# -- inside


def _in_text(guard: NameGuard, own: frozenset[str], field: str, text: str) -> Iterator[Finding]:
    for span in guard.spans(text, own):
        yield Finding(span.name, span.who, field)
    taken: set[int] = set()
    for what, form in _NUMBERS:
        for match in form.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                yield Finding(match[0], what, field)


def _more_names(store: Store) -> list[Source]:
    """Every field with a person's name, and those that are reflected on."""
    persons = [
        (kind, name, REGISTERED)
        for kind in store.kinds
        for name, described in kind.kept.items()
        if isinstance(described, PersonName)
    ]
    return [*persons, (Clue, "suspect", "线索里被反映的单位（人）")]


def _may_be_told(store: Store) -> frozenset[str]:
    """The office itself, and those who act for it."""
    found = {store.unit.name, store.unit.short_name}
    for kind in (Station, StationPerson, Mediator):
        if kind in store.kinds:
            found |= set(filter(None, store.tally(Query(kind), "name")))
    return frozenset(found)


def _parties(whole: Whole, copy: Copy) -> Iterator[str]:
    for party in whole.all(Party):
        yield f"{copy.text(party, 'role')}：{copy.text(party, 'name')}"


def _sides(whole: Whole, copy: Copy) -> str:
    names = [copy.text(party, "name") for party in whole.all(Party) if party.role != "third"]
    return "与".join(names[:2])


def _process(whole: Whole, copy: Copy) -> str | None:
    case: Mediation = whole.record
    told = []
    if case.accepted_on:
        told.append(f"{_day(copy.text(case, 'accepted_on'))}，{case.committee.name}受理了本案。")
    sessions = whole.all(Session)
    if sessions:
        told.append(f"调解员共组织调解 {len(sessions)} 次。")
    told += [copy.text(one, "result") for one in sessions]
    return "\n".join(filter(None, told)) or None


def _result(whole: Whole, copy: Copy) -> str | None:
    case: Mediation = whole.record
    if case.outcome != AGREED:
        return copy.text(case, "termination_note") or copy.text(case, "outcome") or None
    terms = [copy.text(one, "terms") for one in whole.all(Agreement)]
    return "\n".join(["双方自愿达成调解协议：", *filter(None, terms)])


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
