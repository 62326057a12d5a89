"""What protects a firm: plans (一企一策), risk checks, patent leads, the key-enterprise list; a 保护工作站's own watch and slips."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0004"
down_revision = "0003"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
