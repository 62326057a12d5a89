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
        right_class text!
        right_note text
        suspect text
        suspect_code text
        suspect_address text
        acts text
        facts text!
        goods text
        amount int
        evidence text
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
        visit_n visit.n
        risk_check_n risk_check.n
        lead_n lead_survey.n
        holder_n enterprise.n
        right_n right.n
        suspect_enterprise_n enterprise.n
        suspect_key text
        handler_key text
        """,
        "amount handler_key number received_on suspect_key",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
