"""Records made ready before the act: written as if each had been adopted, all or nothing, and only by the act meant."""

from uuid import uuid4

import pytest

from ercheng_station.db.arriving import Arriving
from ercheng_station.db.changes import Adopt, Create, new_uid
from ercheng_station.db.check import check
from ercheng_station.db.post import Post
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from tests.db.test_adopting import HEAD

LABEL = "汇总"


def firm(name, uid=None, heard=()):
    return Adopt(Enterprise, uid or new_uid(), {"name": name}, uuid4(), HEAD, heard=heard)


def visit(store, enterprise, number):
    raw = {"visited_on": "2026-10-12", "way": "field", "visitors": "余慧敏"}
    values = {name: Visit.kept[name].parse(one, store.context) for name, one in raw.items()}
    values["enterprise"] = Link(enterprise, "", "enterprise")
    return Adopt(Visit, new_uid(), values, uuid4(), {**HEAD, "number": number})


def made_ready(store, changes, *, here=None, left=(), label=LABEL):
    """`here`: table → uid → number of the row, as `settle` takes it; `left`: firms that do not arrive."""
    uids = {}
    for one in changes:
        uids.setdefault(one.kind.__tablename__, []).append(one.uid)
    rows = Arriving(label, store.shape, CATALOGUE.parents_first, uids)
    for one in changes:
        rows.add(one)
    rows.flush()
    rows.settle(store.sealed()[0], here or {}, {"enterprise": [one.uid.bytes for one in left]})
    return rows


def as_kept(store, change):
    """The row and its entries, without what two records must not have in common."""
    row = store.row(change.kind, change.uid)
    head = {name: row.head[name] for name in row.head.keys() - {"n", "uid", "revision"}}
    told = [(one.op, one.parent, one.details.keys()) for one in store.entries(change.uid)]
    values = {name: one.title if isinstance(one, Link) else one for name, one in row.values.items()}
    return head, values, told


def test_what_arrives_is_the_row_and_the_entry_that_adopting_it_makes(store):
    firms = [firm("甲厂", heard=(uuid4(),)), firm("甲厂", heard=(uuid4(),))]
    visits = [visit(store, one.uid, "鄂走〔2026〕1号") for one in firms]

    store.act(LABEL, [firms[0], visits[0]])
    store.act(LABEL, [made_ready(store, [visits[1], firms[1]])])

    adopted, arrived = ([as_kept(store, one[at]) for one in (firms, visits)] for at in (0, 1))
    assert arrived == adopted
    assert arrived[1][1]["enterprise"] == "甲厂"
    assert store.row(Visit, visits[1].uid).revision == visits[1].revision
    with Post(store.connect_reader()) as post:
        assert post.lineage(firms[1].uid).known == {firms[1].revision, *firms[1].heard}
    assert store.broken() == []
    assert [one.what for one in check(store) if one.level == "damage"] == []


def test_what_is_left_leaves_no_gap_and_what_points_to_it_points_to_what_is_here(store):
    known = new_uid()
    store.act("新增", [Create(Enterprise, {"name": "在册厂"}, uid=known)])
    first = store.row(Enterprise, known).n
    firms = [firm("甲厂"), firm("在册厂", known), firm("乙厂", heard=(uuid4(),)), firm("丙厂")]
    visits = [visit(store, one.uid, f"{place}号") for place, one in enumerate(firms) if place != 2]
    here = {"enterprise": {known.bytes: first}}

    store.act(LABEL, [made_ready(store, [*firms, *visits], here=here, left=firms[1:3])])

    assert [store.row(Enterprise, firms[place].uid).n - first for place in (0, 3)] == [1, 2]
    assert [store.row(Visit, one.uid).values["enterprise"].title for one in visits] == [
        "甲厂",
        "在册厂",
        "丙厂",
    ]
    with Post(store.connect_reader()) as post:
        assert post.lineage(firms[2].uid).known == set()
    assert store.broken() == []


def test_a_record_that_came_here_meanwhile_refuses_the_whole_act(store):
    one, two = firm("甲厂"), firm("乙厂")
    ready = made_ready(store, [one, two])
    store.act(LABEL, [two])
    sealed = store.sealed()

    with pytest.raises(UserError) as refused:
        store.act(LABEL, [ready])

    assert refused.value.code == "record-moved-on"
    assert store.sealed() == sealed


def test_rows_are_written_by_the_act_that_they_are_sealed_for_and_no_other(store):
    ready = made_ready(store, [firm("甲厂")])
    sealed = store.sealed()

    with pytest.raises(ValueError, match="another act"):
        store.act("别的名称", [ready])

    assert store.sealed() == sealed


def test_an_act_that_fails_later_on_leaves_nothing_and_can_be_done_again(store):
    one = firm("甲厂")
    ready = made_ready(store, [one])
    sealed = store.sealed()
    with pytest.raises(UserError):
        store.act(LABEL, [ready, Adopt(Enterprise, new_uid(), {"name": "乙厂"}, uuid4(), HEAD, uuid4())])

    assert store.sealed() == sealed
    store.act(LABEL, [ready])

    assert store.row(Enterprise, one.uid).label == "甲厂"
