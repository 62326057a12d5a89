"""Whether a record was lawfully destroyed is asked before each change of it; hardly any was."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.execute("CREATE INDEX ix_history_destroyed ON history (uid) WHERE op = 'destroy'")
