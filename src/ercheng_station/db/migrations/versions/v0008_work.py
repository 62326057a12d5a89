"""The notice's tasks, yearly evaluation, campaigns, posted boards, duty, past totals."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0008"
down_revision = "0007"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
