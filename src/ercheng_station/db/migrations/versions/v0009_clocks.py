"""Days off and deadline rules that a unit enters itself."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0009"
down_revision = "0008"

KINDS = (
    (
        "day_off",
        """
        name text!
        kind text!
        first date!
        last date
        basis text
        year int
        name_key text
        basis_key text
        """,
        "basis_key first last name_key number year",
    ),
    (
        "deadline_rule",
        """
        name text!
        task text!
        starts text!
        span int!
        unit text!
        mark text!
        basis text
        article text
        bound text!
        since date
        until date
        note text
        name_key text
        task_key text
        starts_key text
        basis_key text
        """,
        "basis_key name_key number span starts_key task_key",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
