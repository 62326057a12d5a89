"""Dated code lists: short stable codes inside, Chinese labels outside."""

import csv
import unicodedata
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property

from ercheng_station.errors import Fault
from ercheng_station.paths import resources

SEPARATORS = "、，,；;\n"
"""Between several labels in one text; no label contains one of these."""
ALSO = "又名："
"""A note that begins so lists other words taken for the entry, up to the first ；."""
_SHOWN = 8


@dataclass(frozen=True)
class Code:
    """One listed value; `since` and `until` are its first and last day."""

    code: str
    label: str
    since: date | None = None
    until: date | None = None
    note: str = ""

    @property
    def words(self) -> list[str]:
        """Everything that names it on the way in."""
        other = self.note.removeprefix(ALSO).split("；")[0].split("、") if self.note.startswith(ALSO) else []
        return [self.code, self.label, *other]

    def active(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class CodeList:
    """A list in its own order. No code, label or other word names two entries; ValueError otherwise."""

    name: str
    title: str
    codes: tuple[Code, ...]

    def __post_init__(self) -> None:
        names: dict[str, str] = {}
        for one in self.codes:
            if not one.label.strip() or any(mark in one.label for mark in SEPARATORS):
                raise ValueError(f"{self.name}: bad label {one.label!r}")
            for word in one.words:
                if names.setdefault(_folded(word), one.code) != one.code:
                    raise ValueError(f"{self.name}: {word!r} names two entries")

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {one.code: one for one in self.codes}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {_folded(word): one.code for one in self.codes for word in one.words}

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def label(self, code: str) -> str:
        """The label, of a retired code too; a code from elsewhere is shown as it is."""
        known = self._by_code.get(code)
        return code if known is None else known.label

    def order(self, code: str) -> int:
        """The place in the list, for sorting; unknown codes come last."""
        return next((place for place, one in enumerate(self.codes) if one.code == code), len(self.codes))

    def active(self, on: date) -> list[Code]:
        """What may be chosen on that day."""
        return [one for one in self.codes if one.active(on)]

    def read(self, raw: object) -> str:
        """The code for a code, a label or the unmistakable beginning of a label; Fault if there is none."""
        word = _folded(_written(raw))
        if word in self._by_word:
            return self._by_word[word]
        begun = [one for one in self.codes if word and _folded(one.label).startswith(word)]
        current = [one for one in begun if one.until is None] or begun
        if len(current) == 1:
            return current[0].code
        if current:
            raise Fault(f"“{_written(raw)}”有多种可能：{_some(current)}，请写全")
        raise Fault(f"“{_written(raw)}”不在可选范围内，{self._hint(word)}")

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
