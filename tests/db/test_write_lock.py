"""After a lasting fault of the disk nothing is written any more, and nothing is called saved."""

import pytest

from ercheng_station.db.acts import Writer
from ercheng_station.db.changes import Create
from ercheng_station.db.connection import Error
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.office import Phrase

ONE = [Create(Phrase, {"place": None, "words": "已当面解答"})]


def failing(name):
    def perform(*given, **more):
        fault = Error(name)
        fault.sqlite_errorcode = 10 if name == "disk I/O error" else 13
        raise fault

    return perform


@pytest.fixture
def act(store, monkeypatch):
    """act() saves, act("disk I/O error") on a disk that says so; the code of the refusal comes back."""

    def save(fault=None):
        with monkeypatch.context() as bad:
            if fault:
                bad.setattr(Writer, "perform", failing(fault))
            try:
                store.act("新增常用语", ONE if fault else [Create(Phrase, dict(ONE[0].values))])
            except UserError as refusal:
                return refusal.code
        return None

    return save


def test_once_is_told_and_the_next_save_goes_through(act, store):
    assert [act("disk I/O error"), act(), act("disk I/O error"), act()] == ["store-read-only", None] * 2
    assert store.count(Query(Phrase)) == 2


def test_twice_in_a_row_ends_writing_and_reading_goes_on(act, store):
    act("disk I/O error")
    act("disk I/O error")

    assert [act(), act()] == ["store-disk-failing", "store-disk-failing"]
    assert store.count(Query(Phrase)) == 0


def test_a_full_disk_is_another_matter(act):
    assert [act("database or disk is full") for _ in range(3)] == ["file-no-room"] * 3
    assert act() is None
