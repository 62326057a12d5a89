"""Saving through the one door, as a form does it."""

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit

FIRM = {"name": "鄂州市宏达机械有限公司", "credit_code": "91420704MA4F2ABC46", "contact": "单雄信"}


def made(store, kind, /, **raw):
    values, faults = store.examine(kind, raw)
    assert not faults.hard
    act = store.act(f"新增{kind.title}", [Create(kind, values)])
    return store.get(kind, act.touched[0].uid)


def most_visited(store):
    """The enterprise with the most visits, as a link."""
    counts = store.tally(Query(Visit), "enterprise")
    n = max(counts, key=counts.get)
    row = next(row for row in store.rows(Query(Enterprise)) if row.n == n)
    return Link(row.uid, row.label, Enterprise.__tablename__)


def visited(store, **raw):
    plain = {"enterprise": FIRM["name"], "visited_on": "今天", "way": "实地", "visitors": "余慧敏"}
    return made(store, Visit, **{**plain, **raw})
