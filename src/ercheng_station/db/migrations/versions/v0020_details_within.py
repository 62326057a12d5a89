"""What an entry of the history tells lies within it: a save writes one page less than with a table of details."""

from alembic import op

revision = "0020"
down_revision = "0019"

_ENVELOPE = ("seq", "act", "kind", "uid", "op", "revision", "parent", "actor", "at", "digest", "mac")
_EMPTIED = " AND ".join(
    (*(f"NEW.{column} IS OLD.{column}" for column in _ENVELOPE), "NEW.salt IS NULL", "NEW.details IS NULL")
)
"""The one change of an entry there is: a lawful destruction empties its details."""


def upgrade() -> None:
    op.execute('DROP TRIGGER "history_UPDATE"')
    op.execute("ALTER TABLE history ADD COLUMN salt BLOB")
    op.execute("ALTER TABLE history ADD COLUMN details TEXT")
    op.execute(
        "UPDATE history SET (salt, details) ="
        " (SELECT d.salt, d.details FROM history_detail AS d WHERE d.seq = history.seq)"
    )
    op.execute("DROP TABLE history_detail")
    op.execute(
        f"CREATE TRIGGER history_UPDATE BEFORE UPDATE ON history WHEN NOT ({_EMPTIED}) BEGIN"
        " SELECT RAISE(ABORT, 'history is sealed'); END"
    )
