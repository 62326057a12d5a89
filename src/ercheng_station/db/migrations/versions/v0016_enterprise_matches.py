"""Which entries of the register of enterprises are one enterprise."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    make_kind(
        "enterprise_match",
        """
        verdict text!
        reason text
        enterprise_n enterprise.n!
        other_n enterprise.n!
        """,
        "enterprise_n number other_n",
    )
