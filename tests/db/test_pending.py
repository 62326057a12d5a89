"""An act of a thousand records promises what an act of one does: it is written together, whole or not at all."""

from dataclasses import replace
from datetime import date

import pytest
from sqlcipher3 import dbapi2

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.connection import writing
from ercheng_station.db.listing import Query
from ercheng_station.db.pending import Pending
from ercheng_station.errors import Refused
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM

MANY = 700
"""Three rows each: what is written in one go ends once with a row, once with its entry and once with the details."""


def firm(store):
    return Create(Enterprise, store.examine(Enterprise, FIRM)[0])


def visits(made, count=MANY, **more):
    link = Link(made.uid, FIRM["name"], "enterprise")
    told = {"enterprise": link, "visited_on": date(2026, 3, 5), "way": "field", "visitors": "张三", **more}
    return [Create(Visit, {**told, "findings": f"第{at}次"}) for at in range(count)]


def test_many_records_and_the_firm_they_are_about_come_in_one_act(store):
    made = firm(store)

    act = store.act("导入", [made, *visits(made)])

    rows = list(store.rows(Query(Visit)))
    assert len(act.touched) == MANY + 1
    assert len({row.number for row in rows}) == MANY
    assert max(row.number for row in rows).endswith(f"{MANY:04}")
    assert {row.values["enterprise"].uid for row in rows} == {made.uid}
    assert store.broken() == []
    while store.index_waiting():
        pass
    assert store.count(Query(Visit, text=f"第{MANY - 1}次")) == 1


def test_what_is_refused_late_has_left_nothing(store):
    made = firm(store)

    with pytest.raises(Refused):
        store.act("导入", [made, *visits(made), *visits(made, 1, visitors=None)])

    assert store.count(Query(Visit)) == store.count(Query(Enterprise)) == 0
    store.act("登记", [made, *visits(made, 1)])
    assert next(store.rows(Query(Visit))).number.endswith("0001")


def test_a_number_brought_along_is_not_given_out_behind_it_in_the_same_act(store):
    made = firm(store)
    store.act("登记", [made, *visits(made, 1)])
    number = next(store.rows(Query(Visit))).number
    brought, *others = visits(made, 3)

    store.act("导入", [replace(brought, number=f"{number[:-1]}3"), *others])

    numbers = sorted(row.number[-4:] for row in store.rows(Query(Visit)))
    assert numbers == ["0001", "0002", "0003", "0004"]


def test_what_an_act_has_made_it_can_change_and_put_in_the_trash(store):
    made = firm(store)
    (visit,) = visits(made, 1)

    store.act("一次", [made, visit, Alter(Visit, visit.uid, {"findings": "改过"})])
    assert next(store.rows(Query(Visit))).values["findings"] == "改过"

    (other,) = visits(made, 1)
    with pytest.raises(Refused, match="回收站"):
        store.act("一次", [Remove(Visit, visit.uid, "错"), Remove(Enterprise, made.uid, "错"), other])
    assert store.count(Query(Visit)) == 1


@pytest.fixture
def two_tables():
    made = dbapi2.connect(":memory:", isolation_level=None)
    made.execute("PRAGMA foreign_keys = ON")
    made.execute(
        "CREATE TABLE firm (n INTEGER PRIMARY KEY, uid BLOB, removed_at, head_n REFERENCES person (n))"
    )
    made.execute("CREATE TABLE person (n INTEGER PRIMARY KEY, uid BLOB, removed_at)")
    yield made
    made.close()


def written(connection, *rows):
    """The statements that write the rows, in one transaction."""
    statements = []
    with writing(connection):
        connection.set_trace_callback(statements.append)
        pending = Pending(connection, {"person": 0, "firm": 1})
        for table, columns in rows:
            pending.insert(table, columns)
        pending.flush()
        connection.set_trace_callback(None)
    return statements


def test_a_record_is_written_behind_the_one_it_points_to(two_tables):
    """Whatever was made first. Were it checked later, SQLite would look through all firms for each person written after."""
    statements = written(
        two_tables,
        ("firm", {"uid": b"1", "head_n": None}),
        ("person", {"uid": b"2"}),
        ("firm", {"uid": b"3", "head_n": 1}),
    )

    assert two_tables.execute("SELECT n, head_n FROM firm").fetchall() == [(1, None), (2, 1)]
    assert not [one for one in statements if one.startswith("PRAGMA")]
