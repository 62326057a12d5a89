"""Which field a column's header means: by its label, by the words that offices use for it, or as a person says."""

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ercheng_station.exchange.importing.words import folded, unit_of
from ercheng_station.exchange.ledger import ID, NUMBER, PLACE, REVISION
from ercheng_station.exchange.plain import Kind, fold_key
from ercheng_station.paths import resources
from ercheng_station.records.base import refs_of, typed
from ercheng_station.records.enterprise import Enterprise

if TYPE_CHECKING:
    from ercheng_station.exchange.importing.table import Header

OWN = {PLACE: "", NUMBER: "number", ID: "id", REVISION: "revision"}
"""Columns of our own ledgers that are no fields; "" is passed over."""
_PASSED = frozenset(map(fold_key, ("序号", "行号", "No", "No.", "序", "错误原因", "原行号")))


@dataclass(frozen=True)
class Meaning:
    """What a column holds: a field, a field of the record that a ref points to (`enterprise.credit_code`), or `number`, `id`, `revision`."""

    field: str
    unit: str = ""


class Headers:
    """All the words for the fields of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.words = _words_of(kind)

    def knows(self, text: str) -> bool:
        return self.meaning(text) is not None

    def meaning(self, text: str) -> Meaning | None:
        """None where the header says nothing to us; a Meaning of "" where it is passed over."""
        for word in dict.fromkeys((fold_key(text), folded(text))):
            if word in _PASSED:
                return Meaning("")
            if word in self.words:
                return Meaning(self.words[word], unit_of(text))
        return None

    def propose(self, headers: "Sequence[Header]", given: Mapping[str, str] | None = None) -> "Columns":
        """Column → meaning. `given` maps headers or letters to field names or labels and wins; "" leaves one out."""
        given = {fold_key(key): name for key, name in (given or {}).items()}
        found: dict[int, Meaning] = {}
        passed: set[int] = set()
        twice: list[tuple[str, str, str]] = []
        derived = self._derived(headers)
        for header in headers:
            meaning = self._given(header, given) or derived.get(header.text) or self._read(header)
            if meaning is None:
                continue
            if not meaning.field:
                passed.add(header.at)
                continue
            first = next((at for at, one in found.items() if one.field == meaning.field), None)
            if first is None:
                found[header.at] = meaning
            else:
                twice.append((meaning.field, _letter(headers, first), header.letter))
        return Columns(found, tuple(twice), frozenset(passed))

    def name_of(self, word: str) -> str | None:
        """The field that a person names when mapping by hand."""
        if word in self.kind.kept or word in OWN.values():
            return word
        found = self.meaning(word)
        return found.field if found else None

    def _derived(self, headers: "Sequence[Header]") -> Mapping[str, Meaning]:
        """What a ledger of ours tells besides what was typed; an old ledger's word for it may mean a field."""
        if not any(header.text == ID for header in headers):
            return {}
        return {one.caption: Meaning("") for one in self.kind.kept.values() if one.derived}

    def _given(self, header: "Header", given: Mapping[str, str]) -> Meaning | None:
        for key in ways_to_name(header):
            if key in given:
                return Meaning(self.name_of(given[key]) or "", unit_of(header.text))
        return None

    def _read(self, header: "Header") -> Meaning | None:
        both = self.meaning(f"{header.above}{header.text}") if header.above else None
        return both or self.meaning(header.text)


@dataclass(frozen=True)
class Columns:
    """`twice`: (field, letter, letter) of columns that mean the same; the second one is left out. `passed` need no reading."""

    columns: Mapping[int, Meaning]
    twice: tuple[tuple[str, str, str], ...] = ()
    passed: frozenset[int] = frozenset()

    def at(self, field: str) -> int | None:
        return next((at for at, one in self.columns.items() if one.field == field), None)

    @property
    def fields(self) -> set[str]:
        return {one.field for one in self.columns.values()}


def ways_to_name(header: "Header") -> tuple[str, ...]:
    """How a person may name a column, folded by `fold_key`."""
    return fold_key(f"{header.above}{header.text}"), fold_key(header.text), fold_key(header.letter)


def _letter(headers: "Sequence[Header]", at: int) -> str:
    return next(one.letter for one in headers if one.at == at)


@cache
def _words_of(kind: Kind) -> Mapping[str, str]:
    """Own labels first, then the words of the list, then those of the enterprise that a record is about."""
    words: dict[str, str] = {fold_key(label): name for label, name in OWN.items()}
    told = {name: one for name, one in typed(kind).items() if one.type != "files"}  # a cell holds no file
    for name, described in told.items():
        for word in (name, described.label, described.caption):
            words.setdefault(fold_key(word), name)
            words.setdefault(folded(word), name)
    for of, name, word in _listed():
        if of in (kind.__tablename__, "*") and name in kind.kept:
            words.setdefault(fold_key(word), name)
    ref = next((name for name, field in refs_of(kind).items() if field.kind == Enterprise.__tablename__), "")
    if ref:
        words |= {word: name for word, name in _of_enterprise(ref).items() if word not in words}
    return words


def _of_enterprise(ref: str) -> dict[str, str]:
    """The firm's name is the ref itself; its credit code, phone and the like find it or make it."""
    own = {
        fold_key(described.label): f"{ref}.{name}"
        for name, described in typed(Enterprise).items()
        if name in _TELLING
    }
    listed = {
        fold_key(word): ref if name == "name" else f"{ref}.{name}"
        for of, name, word in _listed()
        if of == Enterprise.__tablename__ and (name == "name" or name in _TELLING)
    }
    return {**listed, **own, fold_key(Enterprise.kept["name"].label): ref}


_TELLING = frozenset({"credit_code", "legal_person", "address", "area"})


@cache
def _listed() -> tuple[tuple[str, str, str], ...]:
    """(kind or *, field, word) of the editable list."""
    path = resources() / "importing" / "headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        (row["kind"], row["field"], unicodedata.normalize("NFKC", word))
        for row in rows
        for word in row["words"].split("、")
        if word
    )
