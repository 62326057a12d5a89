"""What protects a firm: plans (一企一策), risk checks, patent leads, the key-enterprise list; a 保护工作站's own watch and slips."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0004"
down_revision = "0003"

KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "risk_check",
        """
        checked_on date!
        way text!
        topics text
        checkers text!
        receiver text
        receiver_post text
        status text!
        level text
        findings text
        advice text
        next_on date
        done_on date
        enterprise_n enterprise.n!
        visit_n visit.n
        checkers_key text
        """,
        "checked_on checkers_key enterprise_n number topics",
    ),
    (
        "risk_item",
        """
        place int
        topic text!
        item text!
        basis text
        answer text
        note text
        level text
        advice text
        improve_by date
        improved bool
        improved_on date
        risk_check_n risk_check.n!
        item_key text
        """,
        "improve_by item_key number risk_check_n",
    ),
    (
        "lead_survey",
        """
        found_on date!
        source text!
        handler text
        holder text!
        holder_contact text
        patent_number text
        patent_name text
        patent_kind text
        legal_status text
        has_report bool
        accused text!
        accused_code text
        accused_address text
        accused_contact text
        product text
        channel text
        evidence text
        wish text
        status text!
        transferred_to text
        transferred_on date
        transfer_number text
        feedback_on date
        feedback text
        closed_on date
        closed_why text
        visit_n visit.n
        enterprise_n enterprise.n
        holder_key text
        right_n right.n
        patent_number_key text
        accused_key text
        """,
        "accused_key found_on holder_key number patent_number_key",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
