"""The tables that belong to no kind: meta, acts, history, numbers, search queue. Frozen."""

from alembic import op

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL)",
    "CREATE TABLE act (uid BLOB PRIMARY KEY, first INTEGER NOT NULL, label TEXT NOT NULL, actor TEXT NOT NULL,"
    " at TEXT NOT NULL, undoes BLOB REFERENCES act (uid)) WITHOUT ROWID",
    "CREATE UNIQUE INDEX ix_act_undoes ON act (undoes) WHERE undoes IS NOT NULL",
    "CREATE TABLE history (seq INTEGER PRIMARY KEY, act BLOB NOT NULL REFERENCES act (uid), kind TEXT NOT NULL,"
    " uid BLOB NOT NULL, op TEXT NOT NULL, revision BLOB NOT NULL, parent BLOB, actor TEXT NOT NULL, at TEXT NOT NULL,"
    " digest BLOB NOT NULL, mac BLOB NOT NULL)",
    "CREATE INDEX ix_history_uid ON history (uid)",
    "CREATE TABLE history_detail (seq INTEGER PRIMARY KEY REFERENCES history (seq), salt BLOB, details TEXT)",
    "CREATE TABLE number_sequence (kind TEXT NOT NULL, origin BLOB NOT NULL, year INTEGER NOT NULL,"
    " last INTEGER NOT NULL, PRIMARY KEY (kind, origin, year)) WITHOUT ROWID",
    "CREATE TABLE search_through (kind TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE search_queue (kind TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, n)) WITHOUT ROWID",
)
_SEALED = ("act", "history")
_SEAL = (
    'CREATE TRIGGER "{table}_{verb}" BEFORE {verb} ON "{table}" BEGIN'
    " SELECT RAISE(ABORT, 'history is sealed'); END"
)

_EMPTIED = "NEW.seq = OLD.seq AND NEW.salt IS NULL AND NEW.details IS NULL"
"""The one change of details there is: a lawful destruction empties them."""
_SEALED_DETAILS = (
    "CREATE TRIGGER history_detail_DELETE BEFORE DELETE ON history_detail BEGIN"
    " SELECT RAISE(ABORT, 'history is sealed'); END",
    f"CREATE TRIGGER history_detail_UPDATE BEFORE UPDATE ON history_detail WHEN NOT ({_EMPTIED}) BEGIN"
    " SELECT RAISE(ABORT, 'history is sealed'); END",
)


def make_fixed() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for table in _SEALED:
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SEAL.format(table=table, verb=verb))
    for statement in _SEALED_DETAILS:
        op.execute(statement)
