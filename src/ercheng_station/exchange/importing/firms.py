"""Which enterprise a ledger means: by its credit code, its name, or a name that only differs in how it is written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from ercheng_station.db.listing import Query
from ercheng_station.db.rows import key_of as text_key
from ercheng_station.db.store import Store
from ercheng_station.late import Late
from ercheng_station.records.characters import fold
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link

if TYPE_CHECKING:
    from rapidfuzz import fuzz, process
else:
    fuzz, process = Late("rapidfuzz.fuzz"), Late("rapidfuzz.process")

_PLACES = re.compile(r"^(湖北省?)?(鄂州市?)?(鄂城区)?")
_BRACKETS = re.compile(r"[()（）\[\]【】〔〕]")
_FORMS = re.compile(r"(有限责任公司|股份有限公司|有限公司|股份公司|责任公司|公司)$")
_NEAR = 88
_SHORT = 4
_SHOWN = 3


@dataclass(frozen=True)
class Firm:
    link: Link
    credit_code: str
    key: str


class Firms:
    """The living enterprises, read once."""

    def __init__(self, store: Store) -> None:
        self._by_code: dict[str, Link] = {}
        self._by_name: dict[str, list[Link]] = {}
        self._by_key: dict[str, list[Link]] = {}
        self._by_sound: dict[str, list[Link]] = {}
        self._codes: dict[UUID, str] = {}
        for row in store.rows(Query(Enterprise)):
            self.add(
                Link(row.uid, row.label, Enterprise.__tablename__),
                row.values["name"],
                row.values["credit_code"],
            )

    def add(self, link: Link, name: str, code: str | None) -> None:
        if code:
            self._by_code[code] = link
            self._codes[link.uid] = code
        self._by_name.setdefault(name, []).append(link)
        self._by_key.setdefault(key_of(name), []).append(link)
        if self._by_sound:
            self._by_sound.setdefault(_sound(key_of(name)), []).append(link)

    def _spoken(self) -> dict[str, list[Link]]:
        """By sound, made when first asked for: 诚 and 城 are typed alike."""
        if not self._by_sound:
            for key, links in self._by_key.items():
                self._by_sound.setdefault(_sound(key), []).extend(links)
        return self._by_sound

    def certain(self, name: str, code: str | None) -> Link | None:
        """The one that is meant beyond doubt: same credit code, else the only one of that name, however written.

        Two of one name with different codes are never taken for one.
        """
        code = fold(code).upper() if code else ""
        if found := self._by_code.get(code):
            return found
        links = self._by_name.get(name) or self._by_key.get(key_of(name))
        return links[0] if links and len(links) == 1 and not self._differs(links[0], code) else None

    def _differs(self, link: Link, code: str) -> bool:
        own = self._codes.get(link.uid)
        return bool(own and len(code) == len(own) and code != own)

    def namesakes(self, name: str) -> list[Link]:
        links = [*self._by_name.get(name, ()), *self._by_key.get(key_of(name), ())]
        return list({link.uid: link for link in links}.values())

    def near(self, name: str) -> list[Link]:
        """Those that may be meant, the nearest first."""
        key = key_of(name)
        cutoff = min(_NEAR, _one_off(len(key)))
        found = process.extract(
            key, self._by_key.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=_SHOWN
        )
        links = [*self._by_key.get(key, ()), *self._spoken().get(_sound(key), ())]
        links += [link for word, *_ in found for link in self._by_key[word]]
        return list({link.uid: link for link in links}.values())[:_SHOWN]


def _sound(key: str) -> str:
    return text_key(Enterprise, "label", key)


def _one_off(length: int) -> float:
    """What two names of that length score that differ in one character; two that are short differ by themselves."""
    return 100 * (length - 1) / length if length >= _SHORT else 100


@lru_cache(maxsize=4_096)
def key_of(name: str) -> str:
    """Two names with one key are one firm written in two ways: width, brackets, place and legal form apart."""
    text = _BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", name).casefold().split()))
    bare = _FORMS.sub("", _PLACES.sub("", text))
    return bare or text
