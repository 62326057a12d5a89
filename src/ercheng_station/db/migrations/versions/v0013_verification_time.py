"""Who agreed that the verification of a clue takes longer, when, why, and until when."""

from alembic import op

revision = "0013"
down_revision = "0012"

COLUMNS = (
    "verify_extended_by VARCHAR",
    "verify_extended_on DATE",
    "verify_extended_why VARCHAR",
    "verify_until DATE",
)


def upgrade() -> None:
    for column in COLUMNS:
        op.execute(f"ALTER TABLE clue ADD COLUMN {column}")
