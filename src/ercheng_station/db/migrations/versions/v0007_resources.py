"""Agreements, platform contacts, joint conferences, funds."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0007"
down_revision = "0006"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
