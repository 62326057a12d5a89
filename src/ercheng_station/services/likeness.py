"""Entries of the register of enterprises that may be one enterprise: found by code and name, judged by a person."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.sameness import who_stands_for
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.enterprise_match import DIFFERENT, SAME, EnterpriseMatch
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station
from ercheng_station.services.enterprises import core_name
from ercheng_station.services.heard import pages

CODE, NAME, NEARLY = "信用代码相同", "名称相同", "名称相近"
_FORM = re.compile("(有限责任公司|股份有限公司|有限公司|（个体工商户）|\\(个体工商户\\))$")
_SHORTEST = 5
"""Letters of a name of which one may differ."""


@dataclass(frozen=True)
class Pair:
    """`why` they may be one, or what a person noted; `match` is what was found, `verdict` "" while nobody looked."""

    enterprise: Row
    other: Row
    units: tuple[str, str]
    why: str
    match: UUID | None = None
    verdict: str = ""


def likely(store: Store) -> list[Pair]:
    """Those nobody has judged. The credit code decides; a name only where one of the two has none."""
    rows = list(store.rows(Query(Enterprise, sort="created_at")))
    units, judged, first = _units(store), _judged(store), who_stands_for(store.readers)
    found: dict[frozenset[UUID], Pair] = {}
    for one, other, why in _alike(rows):
        both = frozenset((one.uid, other.uid))
        if both not in judged and first.get(one.uid, one.uid) != first.get(other.uid, other.uid):
            found.setdefault(both, Pair(one, other, (_unit(units, one), _unit(units, other)), why))
    return sorted(
        found.values(), key=lambda pair: ((CODE, NAME, NEARLY).index(pair.why), pair.enterprise.label)
    )


def judged(store: Store, *, of: UUID | None = None) -> list[Pair]:
    """What was found, the latest first; `of` one enterprise only where it was found to be the same."""
    where = by_value({"verdict": SAME}) if of else ()
    units = _units(store)
    found = []
    for match in store.rows(Query(EnterpriseMatch, where=where)):
        links = match.values["enterprise"], match.values["other"]
        one, other = (store.row(Enterprise, link.uid) for link in links)
        if of is None or of in (one.uid, other.uid):
            both = (_unit(units, one), _unit(units, other))
            found.append(
                Pair(one, other, both, match.values["reason"] or "", match.uid, match.values["verdict"])
            )
    return found


def judge(store: Store, pair: Pair, verdict: str) -> Act:
    """The two records stay as they are."""
    words = "认作同一家" if verdict == SAME else "分开" if pair.verdict == SAME else "认定不是同一家"
    return store.act(f"{words}：{pair.enterprise.label}、{pair.other.label}", [_change(pair, verdict)])


def _change(pair: Pair, verdict: str) -> Change:
    if pair.match:
        return Alter(EnterpriseMatch, pair.match, {"verdict": verdict})
    one, other = (Link(row.uid, row.label, Enterprise.__tablename__) for row in (pair.enterprise, pair.other))
    values = {"enterprise": one, "other": other, "verdict": verdict, "reason": pair.why}
    return Create(EnterpriseMatch, values)


# -- inside


def _judged(store: Store) -> set[frozenset[UUID]]:
    """A pair that is not the same holds for these two only, whoever else is the same as one of them."""
    rows = store.rows(Query(EnterpriseMatch, where=(Condition("verdict", "is", DIFFERENT),)))
    return {frozenset((row.values["enterprise"].uid, row.values["other"].uid)) for row in rows}


def _units(store: Store) -> Mapping[UUID, str]:
    told = {one.station: one.name for one in pages(store)}
    return told | {row.uid: row.values["short_name"] or row.label for row in store.rows(Query(Station))}


def _unit(units: Mapping[UUID, str], row: Row) -> str:
    return units.get(row.origin, "")


def _alike(rows: Iterable[Row]) -> Iterator[tuple[Row, Row, str]]:
    """The earlier one first."""
    met: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for why, key in dict.fromkeys(_keys(row)):
            before = met.setdefault((why, key), [])
            yield from ((one, row, why) for one in before if why == CODE or _may_be_one(one, row))
            before.append(row)


def _may_be_one(one: Row, other: Row) -> bool:
    """By their names: each unit looks after its own register, and of two codes each is a firm of its own."""
    codes = {row.values["credit_code"] for row in (one, other)} - {None}
    return one.origin != other.origin and len(codes) < len((one, other))


def _keys(row: Row) -> Iterator[tuple[str, str]]:
    if row.values["credit_code"]:
        yield CODE, row.values["credit_code"]
    name = folded(row.label)
    yield NAME, name
    if len(name) >= _SHORTEST:
        yield from ((NEARLY, one) for one in _nearly(name))


def _nearly(name: str) -> Sequence[str]:
    """Two names with one of these in common differ by a letter at most, or by two that changed places."""
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def folded(name: str) -> str:
    """Without place and legal form, letters and digits only."""
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    return "".join(filter(str.isalnum, _FORM.sub("", core_name(text)))) or text
