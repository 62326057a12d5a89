"""Clues of infringement, their verification, transfers to police and others, co-operation between regions."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0005"
down_revision = "0004"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
