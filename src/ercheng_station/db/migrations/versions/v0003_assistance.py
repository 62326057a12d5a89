"""Help with rights: the reception book, consultations, assistance (维权援助), experts, errands, thin mirrors of other tracks."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0003"
down_revision = "0002"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
