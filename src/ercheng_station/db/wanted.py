"""What a typed text asks of one kind's records, as SQL: an index query that misses none, and a check of the rest."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ercheng_station.db import sounds
from ercheng_station.db.connection import Connection
from ercheng_station.db.grams import RUN, fold, is_exact, quoted, widths, word_grams

MOST_WORDS = 16
"""So many words are asked of the index; further ones are only checked, and not taken for pinyin."""

SOUNDS_LIKE = "sounds_like"

Condition = tuple[str, list[Any]]
"""An SQL expression and what its question marks stand for."""


@dataclass(frozen=True)
class Source:
    """Where the searched words of one kind stand: SQL expressions over its table `t` and the joined ones.

    `texts` are all that was handed to `search.put`, names too: a text that is missing here is not found.
    """

    table: str
    texts: tuple[str, ...]
    names: tuple[str, ...] = ()
    joins: str = ""


def prepare(connection: Connection) -> None:
    """Teach a connection how names sound; once, before its first search."""
    connection.create_function(SOUNDS_LIKE, -1, sounds.sounds_like, deterministic=True)


@dataclass(frozen=True)
class Wanted:
    """The words of a typed text: a record must have each, in any of its texts or, by sound, in its names."""

    source: Source
    typed: str

    @cached_property
    def words(self) -> list[str]:
        return list(dict.fromkeys(RUN.findall(self.typed)))

    @cached_property
    def match(self) -> str:
        """For FTS5: holds for every record that has the words, and for some that have not; "" without words."""
        return " AND ".join(f"({self._match(word)})" for word in self.words[:MOST_WORDS])

    def check(self, *, indexed: bool) -> Condition:
        """Whether a record has the words; of an `indexed` one only what the index cannot tell is asked."""
        asked = [word for word in self.words[:MOST_WORDS] if not (indexed and self._is_told(word))]
        conditions = [self._has(word) for word in asked]
        further = self.words[MOST_WORDS:]
        if further:
            conditions.append(self._has_all(further))
        return join_conditions(conditions)

    def _is_told(self, word: str) -> bool:
        by_sound = not self._is_spelt(word) or sounds.is_told_by_initials(word)
        return by_sound and all(map(is_exact, widths(word)))

    def _is_spelt(self, word: str) -> bool:
        return bool(self.source.names) and sounds.is_spelt(word)

    def _match(self, word: str) -> str:
        ways = [" AND ".join(map(quoted, word_grams(written))) for written in widths(word)]
        literal = " OR ".join(f"({way})" for way in ways)
        return f"{literal} OR {sounds.needed(word)}" if self._is_spelt(word) else literal

    def _has(self, word: str) -> Condition:
        tests = list(self._tests(word))
        if self._is_spelt(word):
            tests.insert(0, (f"{SOUNDS_LIKE}(?, {', '.join(self.source.names)})", [word]))
        return f"({' OR '.join(test for test, _ in tests)})", [value for _, bound in tests for value in bound]

    def _tests(self, word: str) -> Iterator[Condition]:
        """As LIKE would: ASCII letters whatever their case."""
        for written in map(fold, widths(word)):
            folds = written.upper() != written
            for text in self.source.texts:
                yield f"instr({f'lower({text})' if folds else text}, ?) > 0", [written]

    def _has_all(self, words: Sequence[str]) -> Condition:
        tests = " OR ".join(f"instr(lower(coalesce({text}, '')), value) > 0" for text in self.source.texts)
        return f"NOT EXISTS (SELECT 1 FROM json_each(?) WHERE NOT ({tests}))", [
            json.dumps([*map(fold, words)])
        ]


def join_conditions(conditions: Sequence[Condition]) -> Condition:
    """All of them; TRUE for none."""
    kept = [test for test, _ in conditions if test]
    return " AND ".join(kept) or "TRUE", [value for _, bound in conditions for value in bound]
