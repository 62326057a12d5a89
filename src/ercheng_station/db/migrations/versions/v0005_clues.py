"""Clues of infringement, their verification, transfers to police and others, co-operation between regions."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0005"
down_revision = "0004"

KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "clue",
        """
        received_on date!
        source text!
        source_note text
        suspect text
        suspect_code text
        suspect_address text
        acts text
        facts text!
        goods text
        amount int
        evidence text
        right_class text!
        right_note text
        signs text
        proposed_grade text
        proposed_why text
        grade text
        grade_why text
        graded_by text
        graded_on date
        confirmed_by text
        confirmed_on date
        status text!
        handler text
        route text
        route_why text
        routed_by text
        routed_on date
        outcome text
        outcome_on date
        outcome_note text
        feedback_on date
        feedback_way text
        feedback_note text
        no_feedback_why text
        closed_by text
        closed_on date
        reopened_why text
        suspect_enterprise_n enterprise.n
        suspect_key text
        holder_n enterprise.n
        right_n right.n
        handler_key text
        visit_n visit.n
        risk_check_n risk_check.n
        lead_n lead_survey.n
        reception_n reception.n
        """,
        "amount handler_key number received_on suspect_key",
    ),
    (
        "reporter",
        """
        kind text!
        name text
        organisation text
        mobile text
        id_number text
        address text
        wants_reply bool
        reply_to text
        note text
        clue_n clue.n!
        """,
        "clue_n number",
    ),
    (
        "verification",
        """
        done_on date!
        way text!
        by text!
        place text
        content text!
        result text!
        advice text
        clue_n clue.n!
        by_key text
        """,
        "by_key clue_n done_on number",
    ),
    (
        "evidence_item",
        """
        item_number text
        name text!
        type text!
        source text
        quantity text
        pages int
        form text!
        sealing text
        taken_on date
        kept_at text
        handed_to text
        handed_on date
        note text
        clue_n clue.n!
        item_number_key text
        name_key text
        source_key text
        quantity_key text
        handed_to_key text
        """,
        "clue_n handed_to_key item_number_key name_key number pages quantity_key source_key",
    ),
    (
        "transfer",
        """
        opened_on date!
        to text!
        receiver text!
        organ text
        name text!
        reason text
        basis text
        status text!
        handler text
        crime text
        illegal_gains int
        business int
        unsold int
        loss int
        pieces int
        again bool
        judgement text
        judged_by text
        suspicion text
        penalised bool
        team text
        reported_on date
        report_number text
        decided_at text
        decided_by text
        approval_number text
        decision_why text
        handed_at text
        letter_number text
        handed_by text
        papers text
        receipt_on date
        receipt_by text
        receipt_number text
        filing_on date
        filing_number text
        filing_why text
        told_on date
        told_to text
        urged_on date
        urged_note text
        review_on date
        review_number text
        review_by text
        review_told_on date
        review_result text
        supervised_on date
        supervised_number text
        supervised_by text
        supervised_result text
        goods_on date
        goods_number text
        goods_by text
        result text
        result_number text
        ended_on date
        receipts text
        clue_n clue.n!
        receiver_key text
        name_key text
        handler_key text
        """,
        "handler_key name_key number opened_on receiver_key",
    ),
    (
        "cooperation",
        """
        opened_on date!
        way text!
        kind text!
        counterpart text!
        region text
        matter text!
        request text
        materials text
        organ text
        enclosures text
        status text!
        letter_number text
        sent_on date
        contact text
        contact_phone text
        contact_address text
        handler text
        urged_on date
        urged_note text
        replied_on date
        reply_number text
        reply text
        used text
        ended_on date
        clue_n clue.n
        counterpart_key text
        region_key text
        matter_key text
        handler_key text
        """,
        "counterpart_key handler_key matter_key number opened_on region_key replied_on sent_on",
    ),
    (
        "grading_rule",
        """
        name text!
        words text!
        grade text!
        sign text
        amount_from int
        basis text
        since date
        until date
        note text
        name_key text
        words_key text
        """,
        "amount_from name_key number since until words_key",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
