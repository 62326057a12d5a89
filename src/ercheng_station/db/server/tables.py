"""What migrations say of tables, indexes and triggers, as PostgreSQL takes it.

Every value lies there as it does in a file: days and moments as text in the order of characters, flags as 0 and 1.
So one set of statements and converters serves both, and rows go from the one to the other as they are.
"""

import re

from ercheng_station.db.server.speech import phrased

REFUSE_CHANGE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END $$"
)
"""What the triggers call that a migration makes."""

_MAKES = re.compile(r"\s*(?:CREATE|ALTER|DROP)\b")
_TABLE = re.compile(r'\s*CREATE TABLE ("?\w+"?)')
_POINTING = re.compile(r',\s*(FOREIGN KEY\("?\w+"?\) REFERENCES "?\w+"? \(\w+\))')
_GONE = re.compile(r"^DROP TRIGGER \"?((\w+)_(?:UPDATE|DELETE))\"?$")
_TRIGGER = re.compile(
    r"^CREATE TRIGGER \"?(\w+)\"? BEFORE (\w+) ON (\S+)(?: WHEN (.+))? BEGIN"
    r" SELECT RAISE\(ABORT, ('[^']*')\); END$"
)
_WORDS = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r'^CREATE VIRTUAL TABLE "(\w+)" USING fts5.*$',
         r'CREATE TABLE "\1" (rowid BIGINT PRIMARY KEY, grams TSVECTOR NOT NULL);'
         r' CREATE INDEX "ix_\1_grams" ON "\1" USING gin (grams)'),
        (r"\bBLOB\b", "BYTEA"),
        (r"\b(?:INTEGER|SERIAL|BIGSERIAL|BOOLEAN)\b", "BIGINT"),
        (r"\b(?:TEXT|DATE|VARCHAR(?:\(\d+\))?)(?!\w)", 'TEXT COLLATE "C"'),
        (r" WITHOUT ROWID\b", ""),
        # So that records of one act may point to each other before all of them are written.
        (r'\b(REFERENCES "?\w+"? ?\(\w+\))', r"\1 DEFERRABLE"),
        # An empty value comes first, as it does in a file.
        (r'^(CREATE INDEX \S+ ON \S+ \("?\w+"?)\)', r"\1 NULLS FIRST)"),
    )
)  # fmt: skip


class Made:
    """The statements of one upgrade. A file lets a table point to one that comes later; here `owed` is done at the end."""

    def __init__(self) -> None:
        self.owed: list[str] = []

    def say(self, statement: str) -> str:
        """A statement that makes something, or any other."""
        if not _MAKES.match(statement):
            return phrased(statement)
        gone = _GONE.match(statement)
        if gone:
            return f"DROP TRIGGER {gone[1]} ON {gone[2]}"
        trigger = _TRIGGER.match(statement)
        if trigger:
            return _trigger(*trigger.groups())
        table = _TABLE.match(statement)
        if table:
            self.owed += [
                f"ALTER TABLE {table[1]} ADD {pointing} DEFERRABLE"
                for pointing in _POINTING.findall(statement)
            ]
            statement = _POINTING.sub("", statement)
        for pattern, words in _WORDS:
            statement = pattern.sub(words, statement)
        return statement


def _trigger(name: str, verb: str, table: str, when: str | None, why: str) -> str:
    same = when and when.replace(" IS OLD.", " IS NOT DISTINCT FROM OLD.")
    condition = f" WHEN ({same})" if same else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW{condition}"
        f" EXECUTE FUNCTION refuse_change({why})"
    )
