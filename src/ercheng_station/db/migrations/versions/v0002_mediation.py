"""People's mediation: committees, mediators, courts, and the case with everything it owns."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0002"
down_revision = "0001"

KINDS = (
    (
        "committee",
        """
        name text!
        short_name text!
        kind text
        founder text
        founded_on date
        filing text
        address text
        phone text
        rooms text
        term_from date
        term_until date
        seal_holder text
        seal_place text
        numbering text!
        block_from int
        block_to int
        note text
        name_key text
        short_name_key text
        """,
        "name_key number short_name_key term_until",
    ),
    (
        "mediator",
        """
        name text!
        sex text
        post text!
        unit text
        id_number text
        mobile text
        qualifications text
        certificate text
        full_time bool
        since date
        until date
        recusals text
        note text
        committee_n committee.n!
        name_key text
        """,
        "committee_n name_key number qualifications until",
    ),
    (
        "court",
        """
        name text!
        level text
        takes text
        address text
        phone text
        confirmed_on date
        note text
        name_key text
        """,
        "confirmed_on name_key number phone takes",
    ),
    (
        "mediation",
        """
        name text!
        applied_on date!
        source text!
        source_note text
        dispute_type text!
        right_note text
        facts text
        claims text
        amount int
        case_class text
        status text!
        accepted_on date
        rejection text
        rejection_note text
        chosen_by_parties bool
        recorder text
        rights_told_on date
        extended_until date
        extension_agreed bool
        due_on date
        urgent bool
        ended_on date
        termination text
        termination_note text
        told_routes text
        told_on date
        outcome text
        settled_on date
        performed_on date
        unperformed_why text
        unvisited_why text
        closed_on date
        archivist text
        archived_on date
        checker text
        checked_on date
        retention text
        file_note text
        assigned_number text?
        sheet_count int
        backfilled bool
        dispute_year int
        papers text
        name_key text
        committee_n committee.n!
        visit_n visit.n
        right_n right.n
        mediator_n mediator.n
        second_mediator_n mediator.n
        third_mediator_n mediator.n
        """,
        "accepted_on amount applied_on due_on mediator_n name_key number",
    ),
    (
        "party",
        """
        role text!
        kind text!
        name text!
        sex text
        nation text
        born_on date
        id_number text
        other_id text
        occupation text
        mobile text
        credit_code text
        representative text
        representative_post text
        phone text
        address text
        consent text!
        consent_on date
        consent_how text
        identity text
        case_n mediation.n!
        name_key text
        enterprise_n enterprise.n
        address_key text
        """,
        "address_key case_n name_key number",
    ),
    (
        "agent",
        """
        name text!
        kind text
        sex text
        id_number text
        unit text
        post text
        mobile text
        powers text
        powers_more text
        authorized_on date
        valid_until date
        signed_scan text
        party_n party.n!
        name_key text
        """,
        "authorized_on name_key number party_n powers",
    ),
    (
        "guest",
        """
        name text!
        role text!
        unit text
        phone text
        consented bool
        consented_on date
        opinion text
        case_n mediation.n!
        name_key text
        unit_key text
        """,
        "case_n name_key number unit_key",
    ),
    (
        "investigation",
        """
        begun_at text!
        ended_at text
        place text!
        asked text!
        asked_about text
        present text
        by text!
        recorder text
        content text!
        signed_scan text
        case_n mediation.n!
        place_key text
        asked_key text
        by_key text
        """,
        "asked_key begun_at by_key case_n number place_key",
    ),
    (
        "evidence",
        """
        name text!
        source text
        proves text
        copies int!
        pages int!
        submitter text
        submitted_on date!
        is_original bool
        scans text
        case_n mediation.n!
        name_key text
        source_key text
        proves_key text
        party_n party.n
        """,
        "case_n copies name_key number pages party_n proves_key source_key submitted_on",
    ),
    (
        "session",
        """
        serial int!
        begun_at text!
        ended_at text
        place text!
        is_open bool!
        parties text!
        present text
        rights_told bool!
        content text!
        result text
        recorder text
        signed_scan text
        case_n mediation.n!
        place_key text
        """,
        "begun_at case_n number place_key serial",
    ),
    (
        "agreement",
        """
        form text!
        agreed_on date!
        facts text!
        terms text!
        amount int
        way text
        way_note text
        place text
        deadline text
        copies int
        court_copies int
        signed_on date
        mediator_signed_on date
        sealed_on date
        sealed_by text
        effective_on date
        confirm_until date
        apply_confirmation bool
        signed_scan text
        case_n mediation.n!
        """,
        "agreed_on amount case_n confirm_until effective_on number",
    ),
    (
        "instalment",
        """
        due_on date!
        what text!
        amount int
        state text!
        done_on date
        paid int
        voucher text
        urged_on date
        note text
        scans text
        case_n mediation.n!
        party_n party.n
        what_key text
        """,
        "amount case_n done_on due_on number party_n what_key",
    ),
    (
        "confirmation",
        """
        state text!
        applied_on date
        jointly bool
        docket text
        ruled_on date
        why text
        scans text
        case_n mediation.n!
        court_n court.n
        docket_key text
        """,
        "applied_on case_n court_n docket_key number ruled_on",
    ),
    (
        "follow_up",
        """
        done_on date!
        way text!
        asked text!
        by text!
        reason text!
        extent text!
        satisfaction text
        disputed bool
        hazard text
        content text
        signed_scan text
        case_n mediation.n!
        asked_key text
        by_key text
        """,
        "asked_key by_key case_n done_on number",
    ),
    (
        "mediation_event",
        """
        done_on date!
        kind text!
        content text!
        told_whom text
        by text
        proof text
        case_n mediation.n!
        told_whom_key text
        by_key text
        """,
        "by_key case_n done_on number told_whom_key",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
