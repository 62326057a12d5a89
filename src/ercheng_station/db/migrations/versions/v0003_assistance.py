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
        "by_key came_on number visitor_key",
    ),
    (
        "consultation",
        """
        asker text!
        phone text
        asker_unit text
        category text!
        question text!
        answer text
        asked_on date!
        way text!
        persons int!
        answered_by text
        is_overseas bool
        onward text
        onward_note text
        satisfaction text
        asker_key text
        enterprise_n enterprise.n
        answered_by_key text
        expert_n expert.n
        reception_n reception.n
        visit_n visit.n
        """,
        "answered_by_key asked_on asker_key number",
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
        ended_on date
        satisfaction text
        feedback text
        applicant_key text
        enterprise_n enterprise.n
        right_n right.n
        handler_key text
        reception_n reception.n
        consultation_n consultation.n
        visit_n visit.n
        need_n need.n
        clue_n clue.n
        expert_n expert.n
        """,
        "applicant_key handler_key number received_on services",
    ),
    (
        "assist_service",
        """
        done_on date!
        kind text!
        content text!
        by text
        persons int
        result_paper text
        result_number text
        assist_case_n assist_case.n!
        by_key text
        expert_n expert.n
        """,
        "assist_case_n by_key done_on expert_n number",
    ),
    (
        "expert",
        """
        name text!
        unit text!
        post text
        fields text!
        specialty text
        qualifications text
        certificate text
        phone text
        recommended_by text
        state text!
        listed_on date
        document text
        term_from date
        term_until date
        recusals text
        declared_on date
        evaluation text
        note text
        name_key text
        unit_key text
        post_key text
        """,
        "fields name_key number post_key term_until unit_key",
    ),
    (
        "expert_opinion",
        """
        asked_on date!
        kind text!
        question text!
        given text
        no_recusal bool
        promised_on date
        opinion text
        basis text
        signed_on date
        signed_scan text
        adopted text
        adopted_note text
        expert_n expert.n!
        assist_case_n assist_case.n
        mediation_n mediation.n
        clue_n clue.n
        """,
        "asked_on expert_n number signed_on",
    ),
    (
        "rectification",
        """
        problem text!
        source text!
        raised_by text
        found_on date!
        measure text
        unit text
        handler text
        due_on date
        status text!
        result text
        done_on date
        closed_by text
        closed_on date
        proof text
        opinion_n expert_opinion.n
        handler_key text
        """,
        "due_on handler_key number",
    ),
    (
        "consumer_complaint",
        """
        external_number text!?
        received_on date!
        respondent text
        is_ip bool
        decision text
        decided_on date
        result text
        ended_on date
        told_on date
        refund int
        note text
        external_number_key text
        enterprise_n enterprise.n
        respondent_key text
        reception_n reception.n
        clue_n clue.n
        """,
        "ended_on external_number_key number received_on respondent_key",
    ),
    (
        "administrative_mediation",
        """
        department text!
        external_number text?
        passed_on date!
        right_kind text!
        accepted_on date
        result text
        ended_on date
        amount int
        note text
        department_key text
        external_number_key text
        enterprise_n enterprise.n
        reception_n reception.n
        mediation_n mediation.n
        """,
        "department_key ended_on enterprise_n external_number_key number passed_on",
    ),
    (
        "case_result",
        """
        filing_number text!?
        filed_on date!
        party text
        offence text
        value int
        decision text
        decision_number text?
        decided_on date
        fine int
        confiscated int
        penalty int
        published_on date
        published_at text
        note text
        filing_number_key text
        clue_n clue.n
        enterprise_n enterprise.n
        party_key text
        decision_number_key text
        """,
        "decision_number_key filed_on filing_number_key number party_key penalty",
    ),
    (
        "errand",
        """
        applicant text!
        phone text
        matter text!
        platform text!
        platform_number text?
        taken_on date!
        by text
        promised_on date
        result text!
        done_on date
        outcome text
        satisfaction text
        applicant_key text
        enterprise_n enterprise.n
        matter_key text
        platform_number_key text
        by_key text
        reception_n reception.n
        """,
        "applicant_key by_key done_on matter_key number platform_number_key taken_on",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
