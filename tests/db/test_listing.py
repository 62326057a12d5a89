"""A Query as SQL: only names that the kind has ever reach it, and names are found by their index."""

import pytest

from ercheng_station.db import listing
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.pinyin import sort_key
from ercheng_station.errors import Fault, UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.office import CodeEntry
from ercheng_station.records.paper import Paper
from ercheng_station.records.station import StationPerson
from ercheng_station.records.visit import Visit
from tests.db.saving import made

EVIL = 'n" FROM visit; DROP TABLE visit; --'


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.count(Query(Visit, where=(Condition(EVIL, "is", 1),))),
        lambda store: list(store.rows(Query(Visit, sort=EVIL))),
        lambda store: store.tally(Query(Visit), EVIL),
        lambda store: store.distinct(Query(Visit), EVIL),
    ],
)
def test_a_name_the_kind_has_not_never_becomes_sql(practice_store, ask):
    with pytest.raises(UserError) as refused:
        ask(practice_store)

    assert refused.value.code == "field-unknown"
    assert practice_store.count(Query(Visit)) == 60


def test_a_link_of_any_kind_is_looked_for_where_the_field_points(practice_store):
    firm = next(practice_store.rows(Query(Enterprise, sort="name")))
    visits = {
        kind: practice_store.count(
            Query(Visit, where=(Condition("enterprise", "is", Link(firm.uid, "", kind)),))
        )
        for kind in ("enterprise", "station", EVIL)
    }

    assert len(set(visits.values())) == 1


def test_a_number_is_a_column_too(practice_store):
    number = next(practice_store.rows(Query(Visit))).number

    assert practice_store.tally(Query(Visit), "number")[number] == 1


def test_open_at_the_end_means_later_or_never(practice_store):
    visits = list(practice_store.rows(Query(Visit)))
    day = sorted(row.values["visited_on"] for row in visits)[30]

    found = {
        row.uid for row in practice_store.rows(Query(Visit, where=(Condition("next_on", "beyond", day),)))
    }

    assert found == {
        row.uid for row in visits if row.values["next_on"] is None or row.values["next_on"] > day
    }


@pytest.mark.files
def test_a_record_is_found_by_its_title_through_an_index(practice_store):
    firm = next(practice_store.rows(Query(Enterprise)))
    query = "SELECT uid FROM enterprise WHERE label_key=? AND label=? AND removed_at IS NULL"
    connection = practice_store.connect_reader()
    plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", (sort_key(firm.label), firm.label)).fetchall()
    connection.close()

    assert "ix_enterprise_label_key" in str(plan)
    assert practice_store.context.resolve("enterprise", firm.label).uid == firm.uid


@pytest.mark.files
@pytest.mark.parametrize("removed", [False, True])
def test_the_versions_of_a_paper_are_found_through_an_index(store, removed):
    query = Query(Paper, where=by_value({"name": "visit", "about": str(store.unit.uid)}), removed=removed)
    connection = store.connect_reader()
    found = listing.parts(connection, store.shape(Paper), query)
    statement = f"EXPLAIN QUERY PLAN SELECT t.n FROM {found.source} WHERE {found.condition}"
    plan = connection.execute(statement, found.bound).fetchall()
    connection.close()

    assert "ix_paper_about" in str(plan)


def test_a_title_whose_key_is_of_older_readings_is_found_too(practice_store):
    firm = next(practice_store.rows(Query(Enterprise)))
    practice_store._writer.execute("UPDATE enterprise SET label_key = 'x'")

    assert practice_store.context.resolve("enterprise", firm.label).uid == firm.uid
    with pytest.raises(Fault):
        practice_store.context.resolve("enterprise", "无此企业")


def test_people_sort_by_the_reading_of_their_surname_and_firms_do_not(store):
    own = store.unit.name
    for name in ("张立新", "单雄信", "仇和", "陈一", "曾强"):
        made(store, StationPerson, at=own, name=name)
        made(store, Enterprise, name=f"{name}商行", contact=name)

    people = [row.label for row in store.rows(Query(StationPerson, sort="name"))]
    by_title = [row.label for row in store.rows(Query(StationPerson, sort="label"))]
    contacts = [row.values["contact"] for row in store.rows(Query(Enterprise, sort="contact"))]
    firms = [row.label[:-2] for row in store.rows(Query(Enterprise, sort="name"))]

    assert people == by_title == contacts == ["陈一", "仇和", "单雄信", "曾强", "张立新"]
    assert firms == ["曾强", "陈一", "仇和", "单雄信", "张立新"]
    assert store.context.resolve("station_person", "单雄信").title == "单雄信"


def test_choices_sort_by_their_list_then_come_own_words_and_last_what_is_empty(store):
    made(store, CodeEntry, list="industry", code="泽林-low", name="低空经济")
    for at, industry in enumerate(("C", None, "低空经济", "B", "A", "C")):
        made(
            store,
            Enterprise,
            name=f"{at}商行",
            industry=industry,
            is_key_industry=(None, True, False)[at % 3],
        )

    def found(name, *, descending=False):
        rows = store.rows(Query(Enterprise, sort=name, descending=descending))
        return [(row.values[name], row.label[0]) for row in rows]

    assert found("industry") == [
        ("A", "4"),
        ("B", "3"),
        ("C", "0"),
        ("C", "5"),
        ("泽林-low", "2"),
        (None, "1"),
    ]
    assert found("industry", descending=True) == [
        ("C", "5"), ("C", "0"), ("B", "3"), ("A", "4"), ("泽林-low", "2"), (None, "1"),
    ]  # fmt: skip
    assert [value for value, _ in found("is_key_industry")] == [False, False, True, True, None, None]
