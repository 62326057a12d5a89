"""Days off and deadline rules that a unit enters itself."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0009"
down_revision = "0008"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
