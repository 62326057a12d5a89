"""The notice's tasks, yearly evaluation, campaigns, posted boards, duty, past totals."""

from alembic import op
from sqlalchemy import Column, Date

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0008"
down_revision = "0007"

KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "plan_task",
        """
        plan text!
        year int!
        serial int!
        part text!
        name text!
        printed text
        units text
        handler text
        deadline text
        begins_on date
        due_on date
        status text!
        progress int
        finished_on date
        result text
        archived bool
        note text
        name_key text
        """,
        "due_on name_key number progress serial units year",
    ),
    (
        "task_measure",
        """
        indicator text!
        target int!
        note text
        task_n plan_task.n!
        """,
        "number target task_n",
    ),
    (
        "task_progress",
        """
        done_on date!
        content text!
        percent int
        by text
        task_n plan_task.n!
        by_key text
        """,
        "by_key done_on number percent task_n",
    ),
    (
        "score_sheet",
        """
        year int!
        version text!
        status text!
        assessed_on date
        filled_by text
        head text
        summary text
        submitted_on date
        supplement_told_on date
        supplement text
        supplemented_on date
        reviewed_on date
        published_on date
        published_until date
        score int
        grade text
        settled_on date
        note text
        at_n station.n!
        version_key text
        """,
        "at_n number score version_key year",
    ),
    (
        "score_item",
        """
        serial int!
        part text!
        name text!
        points int!
        standard text
        source text!
        measure text
        target int
        is_deduction bool
        figure text
        meaning text
        self_score int
        office_score int
        bureau_score int
        why_less text
        evidence_number text
        evidence text
        sheet_n score_sheet.n!
        part_key text
        name_key text
        """,
        "bureau_score name_key number office_score part_key points self_score serial sheet_n",
    ),
    (
        "campaign",
        """
        name text!
        kind text!
        document text
        issued_by text
        begins_on date!
        ends_on date
        focus text
        partners text
        handler text
        summary text
        note text
        name_key text
        document_key text
        handler_key text
        """,
        "begins_on document_key ends_on handler_key name_key number",
    ),
    (
        "campaign_count",
        """
        year int!
        month int!
        people int
        checked int
        found int
        filed int
        value int
        fined int
        note text
        campaign_n campaign.n!
        """,
        "campaign_n checked filed fined found month number people value year",
    ),
    (
        "notice_board",
        """
        name text!
        scope text
        steps text
        limits text
        hours text
        phone text
        supervisor text
        supervision_phone text
        posted_on date
        place text
        photo text
        taken_down_on date
        at_n station.n!
        name_key text
        phone_key text
        supervision_phone_key text
        place_key text
        """,
        "at_n name_key number phone_key place_key posted_on supervision_phone_key",
    ),
    (
        "department",
        """
        name text!
        function text
        liaison text
        liaison_phone text
        document text
        since date
        until date
        note text
        at_n station.n!
        name_key text
        liaison_key text
        document_key text
        """,
        "at_n document_key liaison_key liaison_phone name_key number",
    ),
    (
        "duty",
        """
        on date!
        person text!
        unit text
        hours text
        count int
        matters text
        handed text
        note text
        person_key text
        unit_key text
        hours_key text
        """,
        "count hours_key number on person_key unit_key",
    ),
    (
        "coverage_unit",
        """
        name text!
        kind text!
        document text
        since date!
        until date
        note text
        name_key text
        document_key text
        note_key text
        """,
        "document_key name_key note_key number since until",
    ),
    (
        "past_total",
        """
        indicator text!
        year int!
        month int!
        count int
        amount int
        source text
        note text
        source_key text
        """,
        "amount count month number source_key year",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
    op.add_column("station", Column("closed_on", Date))
