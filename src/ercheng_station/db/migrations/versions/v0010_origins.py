"""Where a case or a need came from: the records it was made out of."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0010"
down_revision = "0009"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
