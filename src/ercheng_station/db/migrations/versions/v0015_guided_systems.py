"""How many rules and systems a firm was guided to set up at a visit."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute("ALTER TABLE visit ADD COLUMN systems BIGINT")
