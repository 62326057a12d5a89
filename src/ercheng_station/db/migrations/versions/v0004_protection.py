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
        answered_on date
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
        "enterprise_plan",
        """
        year int!
        version int!
        made_on date!
        made_by text
        level text
        diagnosis text
        goals text
        status text!
        agreed_by text
        agreed_on date
        evaluate_on date
        evaluated_on date
        evaluation text
        enterprise_n enterprise.n!
        visit_n visit.n
        risk_check_n risk_check.n
        """,
        "enterprise_n evaluate_on made_on number year",
    ),
    (
        "plan_measure",
        """
        block text!
        content text!
        by text
        due_on date
        state text!
        done_on date
        result text
        plan_n enterprise_plan.n!
        by_key text
        """,
        "by_key due_on number plan_n",
    ),
    (
        "lead_survey",
        """
        found_on date!
        source text!
        handler text
        holder text
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
        turned_on date
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
    (
        "key_enterprise",
        """
        reasons text
        reason_note text
        recommended_by text
        recommended_on date!
        status text!
        published_on date
        published_until date
        reviewer text
        batch text
        document text
        listed_on date
        expires_on date
        specialist text
        shared text
        note text
        removed_on date
        removed_reason text
        removed_note text
        enterprise_n enterprise.n!
        batch_key text
        document_key text
        """,
        "batch_key document_key enterprise_n expires_on listed_on number reasons",
    ),
    (
        "key_right",
        """
        why text
        watched text
        key_enterprise_n key_enterprise.n!
        right_n right.n!
        why_key text
        """,
        "key_enterprise_n number right_n why_key",
    ),
    (
        "watch",
        """
        watched_on date!
        way text!
        place text
        words text
        by text
        result text!
        suspect text
        link text
        detail text
        handling text
        handled_on date
        outcome text
        enterprise_n enterprise.n!
        right_n right.n
        place_key text
        suspect_key text
        """,
        "enterprise_n number place_key suspect_key watched_on",
    ),
    (
        "slip",
        """
        kind text!
        written_on date!
        from_station text
        to text
        right_note text
        content text!
        suspect text
        suspect_place text
        evidence text
        wish text
        contact text
        contact_phone text
        status text!
        way text
        from_number text
        taken_on date
        taken_by text
        answer text
        answered_on date
        from_station_key text
        enterprise_n enterprise.n
        watch_n watch.n
        right_n right.n
        """,
        "enterprise_n from_station_key number written_on",
    ),
    (
        "member",
        """
        kind text!
        since date
        until date
        place text
        liaison text
        note text
        enterprise_n enterprise.n!
        place_key text
        liaison_key text
        """,
        "enterprise_n liaison_key number place_key since until",
    ),
    (
        "member_service",
        """
        served_on date!
        kind text!
        content text!
        people int
        by text
        outcome text
        satisfaction text
        enterprise_n enterprise.n!
        by_key text
        """,
        "by_key enterprise_n number served_on",
    ),
    (
        "risk_question",
        """
        topic text!
        item text!
        basis text
        since date
        until date
        unused bool
        item_key text
        basis_key text
        """,
        "basis_key item_key number since until",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
