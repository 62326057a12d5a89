"""The post: what was sent and taken, who may send, and which versions of a record were heard of."""

from alembic import op

revision = "0012"
down_revision = "0011"

_TABLES = (
    "CREATE TABLE post (book TEXT NOT NULL, key TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (book, key)) WITHOUT ROWID",
    "CREATE TABLE lineage (uid BLOB NOT NULL, revision BLOB NOT NULL, head TEXT, joined INTEGER NOT NULL DEFAULT 0,"
    " PRIMARY KEY (uid, revision)) WITHOUT ROWID",
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
