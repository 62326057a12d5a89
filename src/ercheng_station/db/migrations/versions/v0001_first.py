"""The first schema: the fixed tables and the registers of the first release."""

from ercheng_station.db.migrations.fixed_v1 import make_fixed
from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0001"
down_revision = None

KINDS = (
    (
        "station",
        """
        name text!
        short_name text
        kind text!
        level text
        status text
        area text
        address text
        head text
        head_phone text
        contact text
        contact_phone text
        host text
        host_code text
        host_kind text
        office text
        floor_area int
        computers int
        full_time int
        part_time int
        has_sign bool
        has_mediation_room bool
        is_assistance bool
        services text
        covered int
        running_cost int
        applied_on date
        reviewed_on date
        inspected_on date
        published_on date
        published_until date
        approval_number text
        approved_on date
        plaque_by text
        plaque_on date
        rated_year int
        rated_score int
        rated text
        note text
        name_key text
        head_key text
        """,
        "head_key name_key number",
    ),
    (
        "station_person",
        """
        name text!
        post text
        employment text
        qualifications text
        certificate text
        mobile text
        since date
        until date
        note text
        at_n station.n!
        name_key text
        post_key text
        """,
        "at_n mobile name_key number post_key",
    ),
    (
        "station_rule",
        """
        name text!
        kind text
        version text
        effective_on date
        on_wall bool
        note text
        at_n station.n!
        name_key text
        """,
        "at_n effective_on name_key number",
    ),
    (
        "equipment",
        """
        name text!
        asset_number text
        model text
        amount int!
        price int
        bought_on date
        paid_from text
        keeper text
        status text!
        note text
        at_n station.n!
        name_key text
        asset_number_key text
        keeper_key text
        """,
        "amount asset_number_key at_n bought_on keeper_key name_key number price",
    ),
    (
        "enterprise",
        """
        name text!
        short_name text
        credit_code text
        no_code_why text
        scale text
        industry text
        business text
        area text
        address text
        legal_person text
        founded_on date
        contact text
        contact_post text
        contact_phone text
        wechat text
        honours text
        is_key_industry bool
        key_industry text
        exports_to text
        online_shops text
        in_charge text
        note text
        name_key text
        contact_key text
        """,
        "contact_key contact_phone credit_code name_key number",
    ),
    (
        "right",
        """
        kind text!
        right_number text!
        name text!
        nice_class int
        applied_on date
        granted_on date
        expires_on date
        fee_due_on date
        status text
        note text
        enterprise_n enterprise.n!
        right_number_key text
        name_key text
        """,
        "enterprise_n expires_on name_key number right_number_key",
    ),
    (
        "ip_snapshot",
        """
        as_of date!
        inventions int
        utilities int
        designs int
        pct int
        pending int
        high_value int
        trademarks int
        well_known int
        madrid int
        geographical int
        uses_gi_sign bool
        works int
        software int
        secrets_rules bool
        secrets_agreements bool
        secret_points int
        layouts int
        varieties int
        data_rights int
        pledged int
        licensed int
        standard_certified bool
        research_cost int
        enterprise_n enterprise.n!
        """,
        "as_of designs enterprise_n inventions number trademarks utilities",
    ),
    (
        "enterprise_listing",
        """
        list text!
        standard text
        document text
        since date!
        until date
        reason text
        enterprise_n enterprise.n!
        document_key text
        """,
        "document_key enterprise_n number since until",
    ),
    (
        "visit",
        """
        visited_on date!
        way text!
        visitors text!
        findings text
        problems text
        wishes text
        reply text
        receiver text
        receiver_post text
        receiver_phone text
        kind text
        purpose text
        begun text
        minutes int
        leaflets int
        next_on date
        report_up bool
        filled_by text
        reviewed_by text
        photos text
        signature text
        printed_on date
        signed_scan text
        enterprise_n enterprise.n!
        visitors_key text
        """,
        "enterprise_n number visited_on visitors_key",
    ),
    (
        "need",
        """
        source text!
        category text!
        content text!
        received_on date!
        status text!
        unit text
        handler text
        promised_on date
        measures text
        replied_on date
        result text
        outcome text
        revisited_on date
        satisfaction text
        feedback text
        feedback_phone text
        closed_by text
        closed_on date
        reopened_why text
        enterprise_n enterprise.n!
        visit_n visit.n
        handler_key text
        """,
        "enterprise_n handler_key number promised_on received_on",
    ),
    (
        "need_step",
        """
        done_on date!
        step text!
        content text!
        by text
        need_n need.n!
        by_key text
        """,
        "by_key done_on need_n number",
    ),
    (
        "paper",
        """
        heading text!
        about_title text!
        version int!
        frozen_at text!
        pages int!
        sha256 text!
        file text!
        name text!
        about text!?
        content text!
        signed_scan text
        heading_key text
        about_title_key text
        """,
        "about_title_key frozen_at heading_key number pages version",
    ),
    (
        "phrase",
        """
        place text
        words text!
        place_key text
        """,
        "number place_key",
    ),
    (
        "setting",
        """
        key text!
        value text
        note text
        key_key text
        value_key text
        note_key text
        """,
        "key_key note_key number value_key",
    ),
    (
        "code_entry",
        """
        list text!
        code text!
        name text!
        since date
        until date
        note text
        list_key text
        code_key text
        name_key text
        """,
        "code_key list_key name_key number since until",
    ),
)


def upgrade() -> None:
    make_fixed()
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
