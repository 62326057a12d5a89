"""Where a case or a need came from: the records it was made out of."""

from alembic import op

revision = "0010"
down_revision = "0009"

COLUMNS = (
    ("mediation", "reception", "reception"),
    ("mediation", "lead", "lead_survey"),
    ("mediation", "clue", "clue"),
    ("mediation", "assist", "assist_case"),
    ("need", "reception", "reception"),
    ("need", "risk_check", "risk_check"),
    ("need", "slip", "slip"),
    ("clue", "slip", "slip"),
)
"""Kind, field and the kind it points to."""


def upgrade() -> None:
    for table, name, target in COLUMNS:
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN {name}_n INTEGER REFERENCES "{target}"(n)')
        op.create_index(f"ix_{table}_{name}_n", table, [f"{name}_n"])
