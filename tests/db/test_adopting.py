"""A version of another store in an act: its own revision, no check twice, all or nothing."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from ercheng_station.db.changes import Adopt, Alter, Create, Note, new_uid
from ercheng_station.db.post import TAKEN, Post
from ercheng_station.db.replay import unexplained
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need

AT = datetime(2026, 10, 1, tzinfo=UTC)
HEAD = {
    "origin": uuid4(), "number": None, "parent": None, "created_at": AT, "changed_at": AT,
    "removed_at": None, "removed_why": None,
}  # fmt: skip


def adopt(uid, revision, base=None, head=HEAD, **values):
    return Adopt(Enterprise, uid, values, revision, head, base)


def test_an_adopted_record_bears_what_it_came_with(store):
    uid, revision = new_uid(), uuid4()

    store.act("汇总", [adopt(uid, revision, name="甲厂")])

    row = store.row(Enterprise, uid)
    assert (row.revision, row.origin, row.created_at, row.label) == (revision, HEAD["origin"], AT, "甲厂")
    assert [(one.op, one.revision, one.parent) for one in store.entries(uid)] == [("create", revision, None)]


def test_a_version_takes_the_place_of_its_base_and_leaves_other_fields_alone(store):
    uid, first, second = new_uid(), uuid4(), uuid4()
    store.act("汇总", [adopt(uid, first, name="甲厂", contact="单雄信")])

    store.act("汇总", [adopt(uid, second, first, name="甲机械厂")])

    row = store.row(Enterprise, uid)
    assert (row.label, row.values["contact"], row.revision) == ("甲机械厂", "单雄信", second)
    assert store.entries(uid)[-1].details == {"name": ["甲厂", "甲机械厂"]}
    assert store.broken() == []


def test_a_base_that_has_moved_on_refuses_the_whole_act(store):
    uid, first = new_uid(), uuid4()
    store.act("汇总", [adopt(uid, first, name="甲厂")])
    store.act("修改", [Alter(Enterprise, uid, {"contact": "秦琼"})])
    sealed = store.sealed()

    with pytest.raises(UserError) as refused:
        store.act("汇总", [adopt(new_uid(), uuid4(), name="乙厂"), adopt(uid, uuid4(), first, name="丙厂")])

    assert refused.value.code == "record-moved-on"
    assert store.sealed() == sealed


def test_a_new_record_without_what_a_row_must_have_is_refused(store):
    with pytest.raises(Refused) as refused:
        store.act("汇总", [adopt(new_uid(), uuid4(), contact="单雄信")])

    assert refused.value.faults == {"name": "必填"}


def test_a_state_that_no_move_leads_to_is_adopted_as_it_is(store):
    firm, uid = new_uid(), new_uid()
    store.act("新增", [Create(Enterprise, {"name": "甲厂"}, uid=firm)])
    raw = {"enterprise": str(firm), "status": "closed"}
    lacking = [name for name, one in Need.kept.items() if one.required and name not in raw]
    raw |= {name: Need.kept[name].default or "2026-10-01" for name in lacking}
    values = {name: Need.kept[name].parse(one, store.context) for name, one in raw.items()}

    store.act("汇总", [Adopt(Need, uid, values, uuid4(), HEAD)])

    assert store.row(Need, uid).values["status"] == "closed"


def test_a_removal_and_a_change_are_told_apart_and_the_record_is_what_its_history_says(store):
    uid, first, second = new_uid(), uuid4(), uuid4()
    store.act("汇总", [adopt(uid, first, name="甲厂")])
    gone = {**HEAD, "removed_at": AT, "removed_why": "重复"}

    store.act("汇总", [adopt(uid, second, first, gone, name="甲机械厂")])

    assert [one.op for one in store.entries(uid)] == ["create", "alter", "remove"]
    with Post(store.connect_reader()) as post:
        assert post.lineage(uid).known == {first, second}
    connection = store.connect_reader()
    assert list(unexplained(connection, store.shape(Enterprise), 10)) == []
    connection.close()


def test_what_was_heard_and_joined_is_kept_and_the_books_are_written_in_the_same_act(store):
    uid, revision, older, one, two = new_uid(), uuid4(), uuid4(), uuid4(), uuid4()
    heads = {one: '"一"', two: '"二"'}

    store.act(
        "汇总",
        [
            Adopt(Enterprise, uid, {"name": "甲厂"}, revision, HEAD, None, (older,), heads),
            Note(TAKEN, "包", '{"period": "2026-10"}'),
        ],
    )

    with Post(store.connect_reader()) as post:
        lineage = post.lineage(uid)
        assert post.book(TAKEN) == {"包": {"period": "2026-10"}}
    assert lineage.known == {revision, older, one, two}
    assert lineage.heads == heads
