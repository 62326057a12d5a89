"""Dated code lists: short stable codes inside, Chinese labels outside."""

import csv
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property

from ercheng_station.errors import Fault
from ercheng_station.paths import resources

SEPARATORS = "、，,；;\n"
"""Any of these parts several labels in one text."""
ALSO = "又名："
"""A note that begins so lists other words taken for the entry, up to the first ；."""
_SHOWN = 8
_LONGEST_SHOWN = 20


@dataclass(frozen=True)
class Code:
    """One listed value; `since` and `until` are its first and last day."""

    code: str
    label: str
    since: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def also(self) -> list[str]:
        """Other words that mean it on the way in."""
        return self.note.removeprefix(ALSO).split("；")[0].split("、") if self.note.startswith(ALSO) else []

    def active(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class CodeList:
    """A list in its own order. Where rows share a word it means the current one, then the first."""

    name: str
    title: str
    codes: tuple[Code, ...]

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {one.code: one for one in self.codes}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {one.code: place for place, one in enumerate(self.codes)}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        """Folded word → code: codes before labels before other words, current rows before retired ones."""
        found: dict[str, str] = {}
        rows = sorted(self.codes, key=lambda one: one.until is not None)
        ranks: list[Callable[[Code], list[str]]] = [
            lambda one: [one.code],
            lambda one: [one.label],
            lambda one: one.also,
        ]
        for words in ranks:
            for one in rows:
                for word in words(one):
                    found.setdefault(_folded(word), one.code)
        return found

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def label(self, code: str) -> str:
        """What `read` takes back: the label, of a retired code too, or the code itself if the label means another."""
        known = self._by_code.get(code)
        if known is None or self._by_word[_folded(known.label)] != code:
            return code
        return known.label

    def order(self, code: str) -> int:
        """The place in the list, for sorting; unknown codes come last."""
        return self._order.get(code, len(self.codes))

    def active(self, on: date) -> list[Code]:
        """What may be chosen on that day."""
        return [one for one in self.codes if one.active(on)]

    def read(self, raw: object) -> str:
        """The code for a code, a label or the unmistakable beginning of a label; Fault if there is none."""
        written = _written(raw)
        word = _folded(written)
        if word in self._by_word:
            return self._by_word[word]
        begun = [one for one in self.codes if word and _folded(one.label).startswith(word)]
        begun = [one for one in begun if one.until is None] or begun
        if len(begun) == 1:
            return begun[0].code
        shown = written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…"
        if begun:
            raise Fault(f"“{shown}”有多种可能：{_some(begun)}，请写全")
        raise Fault(f"“{shown}”不在可选范围内，{self._hint(shown)}")

    def _hint(self, word: str) -> str:
        current = [one for one in self.codes if one.until is None]
        if len(current) > _SHOWN:
            by_label = {one.label: one for one in current}
            near = get_close_matches(word, by_label, n=3, cutoff=0.3)
            if near:
                return f"最接近的是：{'、'.join(near)}"
        return f"可填：{_some(current)}"


def _some(codes: list[Code]) -> str:
    words = "、".join(one.label for one in codes[:_SHOWN])
    return words if len(codes) <= _SHOWN else f"{words} 等{len(codes)}项"


def _written(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _folded(word: str) -> str:
    """Case, width, spaces and punctuation do not part two words, unless there is nothing else."""
    text = unicodedata.normalize("NFKC", word).casefold()
    return "".join(filter(str.isalnum, text)) or "".join(text.split())


@cache
def titles() -> dict[str, str]:
    """Every shipped list: name → Chinese title."""
    with (resources() / "code_lists.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["title"] for row in csv.DictReader(file)}


@cache
def shipped(name: str) -> CodeList:
    """The list as it comes with the program; KeyError for a name that is not shipped."""
    with (resources() / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        codes = tuple(_code(row) for row in csv.DictReader(file))
    return CodeList(name, titles()[name], codes)


def _code(row: dict[str, str]) -> Code:
    return Code(row["code"], row["label"], _day(row["since"]), _day(row["until"]), row["note"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
