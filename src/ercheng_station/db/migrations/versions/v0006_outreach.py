"""Trainings, publicity, media, pilot schools, typical cases, questionnaires."""

from ercheng_station.db.migrations.kind_v1 import make_kind

revision = "0006"
down_revision = "0005"

KINDS = (
    (
        "training",
        """
        theme text!
        held_on date!
        mode text!
        begun text
        hours int
        place text
        host text
        organiser text
        lecturer text
        lecturer_post text
        audience text
        outline text
        attended int
        firms int
        leaflets int
        tested int
        passed int
        pass_rate int
        satisfaction int
        summary text
        notice text
        sign_in text
        photos text
        courseware text
        not_needed text
        lacks text
        filled_by text
        note text
        theme_key text
        expert_n expert.n
        lacks_key text
        """,
        "attended firms held_on lacks_key number theme_key",
    ),
    (
        "publicity",
        """
        theme text!
        held_on date!
        until date
        occasion text!
        places text
        forms text
        begun text
        place text
        host text
        partners text
        content text
        audience int
        asked int
        leaflets int
        firms int
        banners int
        boards int
        screens int
        views int
        summary text
        notice text
        sign_in text
        photos text
        courseware text
        not_needed text
        lacks text
        filled_by text
        note text
        theme_key text
        lacks_key text
        """,
        "audience held_on lacks_key leaflets number places theme_key",
    ),
    (
        "media_report",
        """
        headline text!
        outlet text!
        level text!
        form text
        published_on date!
        link text
        author text
        copies text
        note text
        headline_key text
        outlet_key text
        publicity_n publicity.n
        training_n training.n
        """,
        "headline_key number outlet_key published_on",
    ),
    (
        "survey",
        """
        topic text!
        kind text!
        held_on date!
        way text
        asked text
        area text
        questions text
        sent int
        returned int
        best int
        good int
        fair int
        bad int
        worst int
        valid int
        counted int
        rate int
        opinions text
        tallied_by text
        note text
        topic_key text
        training_n training.n
        publicity_n publicity.n
        """,
        "held_on number rate topic_key valid",
    ),
    (
        "pilot_school",
        """
        name text!
        level text!
        stage text
        area text
        address text
        leader text
        leader_phone text
        teacher text
        teacher_phone text
        recommended_by text
        recommended_on date
        status text!
        batch text
        document text
        since date
        until date
        passed_on date
        ended_why text
        note text
        name_key text
        batch_key text
        """,
        "batch_key name_key number until",
    ),
    (
        "school_year",
        """
        year int!
        leading text
        teachers int
        trained int
        lessons int
        events int
        pupils int
        works int
        patents int
        awards text
        note text
        school_n pilot_school.n!
        """,
        "events lessons number patents pupils school_n teachers works year",
    ),
    (
        "typical_case",
        """
        headline text!
        kind text!
        drafted_on date!
        case_number text
        parties text
        facts text
        process text
        result text
        meaning text
        basis text
        recommender text
        level text!
        status text!
        checked_on date
        checker text
        found text
        kept_why text
        looked_at text
        published_on date
        published_in text
        link text
        approved_by text
        proof text
        note text
        headline_key text
        mediation_n mediation.n
        clue_n clue.n
        """,
        "drafted_on headline_key number published_on",
    ),
)


def upgrade() -> None:
    for name, columns, indexes in KINDS:
        make_kind(name, columns, indexes)
