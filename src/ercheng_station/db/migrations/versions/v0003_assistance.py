"""Help with rights: the reception book, consultations, assistance (维权援助), experts, errands, thin mirrors of other tracks."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0003"
down_revision = "0002"

KINDS = (
    (
        "reception",
        """
        visitor text
        phone text
        matter text!
        reply text
        track text!
        passed_to text
        came_on date!
        way text!
        persons int
        by text
        external_number text
        state text!
        promised_on date
        told_on date
        feedback text
        satisfaction text
        visitor_key text
        enterprise_n enterprise.n
        by_key text
        """,
        "by_key came_on enterprise_n number visitor_key",
    ),
    (
        "assist_case",
        """
        applicant text!
        applicant_kind text!
        credit_code text
        id_number text
        contact text
        contact_phone text
        address text
        territory text
        services text!
        right_kind text
        right_note text
        opponent text
        facts text!
        is_overseas bool
        overseas_place text
        received_on date!
        materials text
        material_note text
        papers text
        handler text
        decider text!
        status text!
        supplement_asked_on date
        supplement_what text
        supplemented_on date
        passed_to text
        passed_on date
        decided_on date
        decision_number text?
        rejection text
        decision_note text
        results text
        outcome text
        onward text
        onward_note text
        done_on date
        withdrawn_on date
        satisfaction text
        feedback text
        applicant_key text
        enterprise_n enterprise.n
        right_n right.n
        handler_key text
        reception_n reception.n
        """,
        "applicant_key decided_on done_on handler_key number received_on services",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
