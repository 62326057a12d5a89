"""Registers without records are not searched, and what is saved elsewhere is known at once."""

from contextlib import closing

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.occupied import Occupied
from ercheng_station.records.enterprise import Enterprise


@pytest.fixture
def occupied(store):
    with closing(store.connect_reader()) as connection:
        yield Occupied(connection, [kind.__tablename__ for kind in store.kinds])


@pytest.mark.files
def test_a_register_is_told_with_its_first_record_and_whether_the_index_has_them_all(occupied, store):
    before = occupied.tables()
    values, _ = store.examine(Enterprise, {"name": "鄂州市宏达机械厂", "scale": "micro"})
    made = Create(Enterprise, values)
    store.act("新增企业", [made])

    assert "enterprise" not in before
    assert occupied.tables()["enterprise"] is True
    while store.index_waiting():
        pass
    assert occupied.tables()["enterprise"] is False
    store.act("修改企业", [Alter(Enterprise, made.uid, {"address": "凤凰路 1 号"})])
    assert occupied.tables()["enterprise"] is True


def test_nothing_is_asked_anew_before_something_has_changed(occupied):
    assert occupied.tables() is occupied.tables()
