"""Agreements, platform contacts, joint conferences, funds, use of equipment."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0007"
down_revision = "0006"

KINDS = (
    (
        "cooperation_agreement",
        """
        name text!
        partner text!
        partner_kind text!
        kind text!
        own_side text
        signed_on date!
        valid_until date
        terms text
        own_contact text
        own_phone text
        contact text
        contact_phone text
        ended_on date
        ended_why text
        signed_copy text
        note text
        name_key text
        partner_key text
        """,
        "name_key number partner_key signed_on valid_until",
    ),
    (
        "cooperation_record",
        """
        done_on date!
        kind text!
        content text!
        by text
        agreement_n cooperation_agreement.n!
        by_key text
        """,
        "agreement_n by_key done_on number",
    ),
    (
        "platform_contact",
        """
        platform text!
        company text
        person text
        post text
        phone text
        channel text
        hours text
        confirmed_on date
        note text
        platform_key text
        company_key text
        person_key text
        channel_key text
        """,
        "channel_key company_key confirmed_on number person_key phone platform_key",
    ),
    (
        "takedown",
        """
        told_on date!
        shop text!
        links text!
        count int!
        right_note text
        reason text!
        asked text
        by text
        result text!
        removed int
        replied_on date
        reply text
        proof text
        at_n platform_contact.n!
        shop_key text
        right_n right.n
        """,
        "at_n count number removed replied_on shop_key told_on",
    ),
    (
        "joint_conference",
        """
        name text!
        held_on date!
        kind text!
        place text
        host text
        chair text
        recorder text
        agenda text
        conclusions text
        notice text
        sign_in text
        minutes text
        photos text
        note text
        name_key text
        host_key text
        """,
        "held_on host_key name_key number",
    ),
    (
        "conference_member",
        """
        unit text!
        person text
        post text
        present bool
        note text
        conference_n joint_conference.n!
        person_key text
        post_key text
        """,
        "conference_n number person_key post_key",
    ),
    (
        "resolution",
        """
        content text!
        unit text!
        with_units text
        person text
        due_on date
        status text!
        progress text
        done_on date
        proof text
        conference_n joint_conference.n!
        person_key text
        """,
        "conference_n done_on due_on number person_key",
    ),
    (
        "fund",
        """
        year int!
        source text!
        name text!
        use text
        budget int!
        document text
        granted_on date
        keeper text
        note text
        name_key text
        """,
        "budget name_key number year",
    ),
    (
        "spending",
        """
        spent_on date!
        use text!
        content text!
        amount int!
        payee text
        voucher text
        handler text
        approver text
        receipts text
        note text
        fund_n fund.n!
        content_key text
        voucher_key text
        handler_key text
        """,
        "amount content_key fund_n handler_key number spent_on voucher_key",
    ),
    (
        "equipment_use",
        """
        taken_on date!
        taken_by text!
        amount int!
        purpose text
        approver text
        due_on date
        returned_on date
        received_by text
        state text
        equipment_n equipment.n!
        taken_by_key text
        purpose_key text
        """,
        "amount due_on equipment_n number purpose_key returned_on taken_by_key taken_on",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
