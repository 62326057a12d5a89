"""The steps of a patent dispute at the department that mediates it, and when a reporter was told of 立案.

How far a dispute is follows from the days that were filled in.
"""

from alembic import op

revision = "0017"
down_revision = "0016"

COLUMNS = (
    "matter VARCHAR",
    "status VARCHAR NOT NULL DEFAULT 'passed'",
    "notified_on DATE",
    "reply VARCHAR",
    "answered_on DATE",
    "extended_on DATE",
    "changed_on DATE",
    "copied_on DATE",
)


def upgrade() -> None:
    op.execute("ALTER TABLE reporter ADD COLUMN told_on DATE")
    for column in COLUMNS:
        op.execute(f"ALTER TABLE administrative_mediation ADD COLUMN {column}")
    op.execute("UPDATE administrative_mediation SET status = 'filed' WHERE accepted_on IS NOT NULL")
    op.execute("UPDATE administrative_mediation SET status = 'ended' WHERE ended_on IS NOT NULL")
