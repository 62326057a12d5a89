"""A visit is called by its number, which has an index: one of its titles is a page of each save that nobody reads."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.execute("DROP INDEX ix_visit_label_key")
