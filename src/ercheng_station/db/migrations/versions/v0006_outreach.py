"""Trainings, publicity, media, the yearly calendar, pilot schools, typical cases, questionnaires."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0006"
down_revision = "0005"

KINDS: tuple[tuple[str, str, str], ...] = ()


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
