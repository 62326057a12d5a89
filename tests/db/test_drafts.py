"""Drafts and settings."""

import threading
from uuid import UUID, uuid4

import pytest

from ercheng_station.db.connection import connect
from ercheng_station.db.drafts import FILE, Draft, Drafts
from ercheng_station.db.vault import read_keys


@pytest.fixture
def key(data):
    return read_keys(data).key


@pytest.fixture
def drafts(data, key):
    drafts = Drafts(data / FILE, key)
    yield drafts
    drafts.close()


def draft(name="visit/new", text="走访中发现", **other):
    values = {
        "act": UUID(int=1),
        "kind": "visit",
        "uid": UUID(int=2),
        "base_revision": None,
        "person": "张三",
        "body": {"findings": text},
    }
    return Draft(name, **values | other)


def test_a_draft_comes_back_as_it_was(drafts):
    wild = draft(text="𠮷\ud800\x00<b>=1+1\n" * 1000, base_revision=uuid4(), act=uuid4(), uid=uuid4())

    drafts.put(wild)

    assert drafts.all() == [wild]


def test_the_last_state_of_a_key_counts_and_the_latest_comes_last(drafts):
    for name, text in [("a", "1"), ("b", "2"), ("a", "3")]:
        drafts.put(draft(name, text))

    assert drafts.all() == [draft("b", "2"), draft("a", "3")]


def test_a_saved_draft_is_dropped(drafts):
    drafts.put(draft("a"))
    drafts.put(draft("b"))

    drafts.drop("a")
    drafts.drop("never there")

    assert drafts.all() == [draft("b")]


def test_everything_is_there_at_the_next_start(data, key, drafts):
    drafts.put(draft())
    drafts.prefer("张三", "columns/visit", ["number", "visited_on"])
    drafts.close()

    again = Drafts(data / FILE, key)

    assert again.all() == [draft()]
    assert again.preferred("张三", "columns/visit") == ["number", "visited_on"]
    assert again.set_aside is None
    again.close()


def test_settings_are_each_persons_own(drafts):
    drafts.prefer("张三", "window", {"width": 1093})
    drafts.prefer("李四", "window", None)
    drafts.prefer("张三", "window", {"width": 1920})

    assert drafts.preferred("张三", "window") == {"width": 1920}
    assert drafts.preferred("李四", "window", "default") is None
    assert drafts.preferred("王五", "window", "default") == "default"


def test_threads_may_write_at_once(drafts):
    def write(name):
        for turn in range(20):
            drafts.put(draft(name, str(turn)))

    threads = [threading.Thread(target=write, args=(str(name),)) for name in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.key for one in drafts.all()) == list("01234")
    assert {one.body["findings"] for one in drafts.all()} == {"19"}


def test_a_draft_is_on_disk_and_not_plain(data, drafts):
    drafts.put(draft(text="身份证号420704199001011234"))

    held = b"".join(path.read_bytes() for path in data.glob(f"{FILE}*"))

    assert b"420704199001011234" not in held
    assert drafts._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_full_disk_is_told(drafts, refused, file_limit):
    drafts.put(draft())

    with file_limit(60_000), refused("file-no-room"):
        for turn in range(50):
            drafts.put(draft(str(turn), "字" * 5000))

    drafts.put(draft("after"))
    assert draft("after") in drafts.all()


@pytest.mark.parametrize("room", [0, 8_000, 16_000, 28_000])
def test_a_disk_too_full_to_begin_is_told(data, key, refused, file_limit, room):
    with file_limit(room), refused("file-no-room"):
        Drafts(data / FILE, key)


@pytest.mark.parametrize("held", [b"random" * 999, "文字".encode() * 99, bytes(range(256)) * 32])
def test_an_unreadable_file_is_set_aside_and_work_goes_on(data, key, held):
    for name in (f"{FILE}.损坏-1", f"{FILE}.损坏-2"):
        (data / FILE).write_bytes(held)
        drafts = Drafts(data / FILE, key)
        drafts.put(draft())

        assert drafts.all() == [draft()]
        assert drafts.set_aside == data / name
        assert (data / name).read_bytes() == held
        drafts.close()
        (data / FILE).unlink()


def test_a_log_without_its_file_is_set_aside_with_it(data, key):
    (data / FILE).touch()
    (data / f"{FILE}-wal").write_bytes(b"the last words")

    drafts = Drafts(data / FILE, key)

    assert (data / f"{FILE}.损坏-1-wal").read_bytes() == b"the last words"
    drafts.close()


def test_a_file_in_use_elsewhere_is_not_set_aside(data, key, drafts, refused, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.connection.BUSY_SECONDS", 0.05)
    blocker = connect(data / FILE, key)
    blocker.execute("BEGIN IMMEDIATE")
    drafts._connection.execute("PRAGMA busy_timeout = 50")

    with refused("store-locked"):
        drafts.put(draft())
    (data / f"{FILE}-wal").unlink()
    (data / f"{FILE}-wal").mkdir()
    with refused("store-read-only"):
        Drafts(data / FILE, key)

    (data / f"{FILE}-wal").rmdir()
    blocker.close()
