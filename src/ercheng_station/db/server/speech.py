"""Our statements, written for SQLite, as PostgreSQL takes them: the marks, and a phrase book of what differs.

Whatever both databases take is written so in the first place; what stands here has no such form.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ercheng_station.db.grams import fold
from ercheng_station.db.sounds import needed

LARGEST_ENTRY = 1_000_000
"""Bytes of one record's tokens: what PostgreSQL takes, which only a record of a hundred pages comes near to."""

_PHRASES = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        # One act at a time: reading goes on, a second writer waits here and then sees all that the first one did.
        (r"^BEGIN IMMEDIATE$", "BEGIN; LOCK TABLE act IN SHARE ROW EXCLUSIVE MODE"),
        (r"^PRAGMA defer_foreign_keys = ON$", "SET CONSTRAINTS ALL DEFERRED"),
        (r"^PRAGMA data_version$", "SELECT coalesce(max(seq), 0) + (SELECT sum(n) FROM search_through) FROM history"),
        # The server answers for its own pages, and lets no row point to one that is not there.
        (r"^PRAGMA (?:cipher_integrity_check|quick_check|foreign_key_check)$", "SELECT '' WHERE FALSE"),
        # The server finds its own ways: no index is named, no order of joining, no sign that keeps one away.
        (r' INDEXED BY "\w+"', ""),
        (r"\bCROSS JOIN\b", "JOIN"),
        (r'(ORDER BY|,) \+(?=[t"])', r"\1 "),
        (r" LIMIT -1\b", ""),
        (r" NOT IN \(\)", " <> ALL ('{}')"),
        (r" IN \(\)", " = ANY ('{}')"),
        (r"\bLIKE\b", "ILIKE"),
        (r"\binstr\(", "strpos("),
        (r"\bhex\(([\w.]+)\)", r"upper(encode(\1, 'hex'))"),
        (r"\bjulianday\((\w+)\)", r"(extract(epoch FROM \1::timestamptz) / 86400)"),
        (r"\bjson_extract\(([\w.]+), '\$'\)", r"(\1::json #>> '{}')"),
        (r"\bjson_extract\(([\w.]+), '\$\.(\w+)'\)", r"(\1::json ->> '\2')"),
        (r"\bjson_each\(\?\)", "json_array_elements_text(?::json) AS each (value)"),
        (r"^CREATE TABLE temp\.(\S+) \(rank INTEGER PRIMARY KEY, n INTEGER NOT NULL\)$",
         r"CREATE TEMPORARY TABLE \1 (rank BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n BIGINT NOT NULL)"),
        (r'\btemp\."', 'pg_temp."'),
        # A search table has a row of tokens for each record, in the place of FTS5.
        (r'^INSERT OR REPLACE INTO ("\w+_search") \(rowid, grams\) VALUES \(\?, \?\)$',
         r"INSERT INTO \1 (rowid, grams) VALUES (?, ?::tsvector)"
         " ON CONFLICT (rowid) DO UPDATE SET grams = excluded.grams"),
        (r'^INSERT INTO "?(\w+_search)"? \("?\w+"?\) VALUES \(\'delete-all\'\)$', r'DELETE FROM "\1"'),
        (r'^INSERT INTO "(\w+_search)" \("\w+"\) VALUES \(\'optimize\'\)$', r'VACUUM FULL "\1"'),
        (r'(\bs\.)?"\w+_search" MATCH \?', r"\1grams @@ ?::tsquery"),
    )
)  # fmt: skip
_SOUNDS = re.compile(r"\bsounds_like\(\?, [^)]*\)")
_RECORDS = re.compile(r'"(\w+)" AS t\b')
_MARK = re.compile(r"\?(\d*)(::tsquery|::tsvector|::heard)?")
_QUOTED = re.compile(r'"(\S*)"(?=\s|\)|$)')


class Said(NamedTuple):
    """`turned`: the values, by place, that are said in another way too."""

    text: str
    turned: Mapping[int, Callable[[str], str]]

    def values(self, given: Sequence[Any]) -> Sequence[Any]:
        if not self.turned:
            return given
        return [self.turned[at](one) if at in self.turned else one for at, one in enumerate(given)]


@lru_cache(maxsize=2_048)
def said(statement: str) -> Said:
    """As the driver takes it, with $1, $2 for the marks."""
    turned: dict[int, Callable[[str], str]] = {}
    count = 0

    def place(mark: re.Match[str]) -> str:
        nonlocal count
        count = int(mark[1]) if mark[1] else count + 1
        if mark[2]:
            turned[count - 1] = _TURNS[mark[2]]
        return f"${count}{'::tsquery' if mark[2] == '::heard' else mark[2] or ''}"

    return Said(_MARK.sub(place, phrased(statement)), turned)


def phrased(statement: str) -> str:
    """In PostgreSQL's words, the marks as they are."""
    for pattern, words in _PHRASES:
        statement = pattern.sub(words, statement)
    if not _SOUNDS.search(statement):
        return statement
    # No Python runs there: a name sounds so if its tokens do, those of `index_sounds`.
    table = _RECORDS.findall(statement)[0]
    return _SOUNDS.sub(f't.n IN (SELECT rowid FROM "{table}_search" WHERE grams @@ ?::heard)', statement)


def _query(match: str) -> str:
    """From FTS5's language: no gram has white space, so these words between blanks are its operators."""
    return fold(_QUOTED.sub(_lexeme, match.replace(" AND ", " & ").replace(" OR ", " | ")))


def _heard(word: str) -> str:
    return _query(needed(word))


def _entry(tokens: str) -> str:
    kept, room = [], LARGEST_ENTRY
    for token in fold(tokens).split(" "):
        room -= len(token.encode())
        if room < 0:
            break
        kept.append(_escaped(token))
    return " ".join(kept)


def _lexeme(quoted: re.Match[str]) -> str:
    return _escaped(quoted[1].replace('""', '"'))


def _escaped(token: str) -> str:
    doubled = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


_TURNS: dict[str, Callable[[str], str]] = {"::tsquery": _query, "::tsvector": _entry, "::heard": _heard}
