"""Reports as they were sent."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    make_kind(
        "report",
        """
        form text!
        period text!
        version int!
        sent_on date!
        first date!
        last date!
        is_zero bool!
        sent_to text
        file text
        note text
        figures text!
        entries int!
        head text!
        period_key text
        sent_to_key text
        """,
        "number period_key sent_on sent_to_key version",
    )
