"""The trash: what may be removed, what goes along, and how it comes back."""

from uuid import uuid4

import pytest

from ercheng_station.db.changes import Alter, Remove, Restore
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise, Right
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


@pytest.mark.parametrize("change", [Remove, Restore])
def test_removing_and_restoring_look_at_the_base_too(store, firm, change):
    extra = {"why": "重复"} if change is Remove else {}

    with pytest.raises(UserError, match="E-"):
        store.act("动一动", [change(Enterprise, firm.uid, base=uuid4(), **extra)])


def test_removing_takes_own_children_along_and_bringing_back_is_one_undo(store, firm):
    made(store, Right, enterprise=FIRM["name"], kind="注册商标", right_number="1234567", name="宏达")

    act = store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    assert [one.kind for one in act.touched] == ["right", "enterprise"]
    assert store.count(Query(Right)) == store.count(Query(Enterprise)) == 0
    assert store.count(Query(Enterprise, removed=True)) == 1
    store.undo()
    assert store.count(Query(Right)) == store.count(Query(Enterprise)) == 1


def test_what_others_point_to_is_not_removed_and_they_are_named(store, firm):
    visited(store)

    with pytest.raises(UserError) as refused:
        store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    assert refused.value.code == "record-referred-to"
    assert "企业走访 泽林ZF2026-0001" in str(refused.value)


def test_what_lies_in_the_trash_is_not_changed_and_can_be_restored(store, firm):
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])

    with pytest.raises(UserError) as refused:
        store.act("修改企业", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])
    assert refused.value.code == "record-gone"

    store.act("恢复企业", [Restore(Enterprise, firm.uid)])
    assert store.get(Enterprise, firm.uid).contact == "单雄信"
