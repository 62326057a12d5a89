"""Faults are written down where they can be found, and never with what people have typed."""

import json
import logging
import resource
import tempfile
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ercheng_station import log
from ercheng_station.errors import UserError

LOGGER = logging.getLogger("ercheng_station.test")


@pytest.fixture(autouse=True)
def _closed():
    yield
    log.stop()


@pytest.fixture
def own_place(tmp_path, monkeypatch):
    """The user's own place for logs."""
    place = tmp_path / "own"
    monkeypatch.setattr(log.platformdirs, "user_log_path", lambda *_, **__: place)
    return place


def test_the_log_lies_in_the_data_folder(tmp_path):
    log.start(tmp_path)

    LOGGER.error("something broke")

    path = log.place()
    assert path == tmp_path / "logs" / "ercheng.log"
    assert "ERROR ercheng_station.test something broke" in path.read_text(encoding="utf-8")


def test_names_and_numbers_stay_out(tmp_path):
    log.start(tmp_path)
    try:
        int("张三 13812345678")
    except ValueError:
        LOGGER.exception("bad")

    written = log.place().read_text(encoding="utf-8")

    assert "with base 10: '… #'" in written
    assert "test_log.py" in written
    assert log.discreet("91420704MA4F2ABC46, ZL202310123456.X at 0x7f3a") == "#, #.X at 0x7f3a"
    assert "张三" not in written
    assert "13812345678" not in written


@pytest.mark.faults
def test_no_word_of_what_broke_a_hundred_times_is_in_the_log(tmp_path, store, figure):
    """In messages, values, keys, paths and bound values of the database."""
    log.start(tmp_path)
    person, number, firm = "金丝雀燕双飞", "110101199003070011", "金丝雀鸣春厂"
    reader = store.connect_reader()
    breaks = [
        lambda: int(f"{person} {number}"),
        lambda: {}[firm],
        lambda: Path(tmp_path / firm / person).read_text(encoding="utf-8"),
        lambda: firm.encode("ascii"),
        lambda: reader.execute("INSERT INTO enterprise (name, no_such) VALUES (?, ?)", (firm, number)),
        lambda: UUID(person),
        lambda: date.fromisoformat(number),
        lambda: json.loads(f"{{{person}: {number}"),
        lambda: getattr(store, person),
        lambda: UserError("store-missing", path=firm, name=person).facts[number],
    ]
    for turn in range(100):
        try:
            breaks[turn % len(breaks)]()
        except Exception:
            LOGGER.exception("broken")
    reader.close()

    written = log.place().read_text(encoding="utf-8")
    assert written.count("Traceback (most recent call last)") >= 100
    assert [word for word in (person, number, firm) if word in written] == []
    figure("N27", "words and numbers of people in the log after 100 forced exceptions of 10 kinds", "0")


def test_a_full_log_turns_over_and_old_ones_go(tmp_path):
    log.start(tmp_path)

    for _ in range(90):
        LOGGER.error("x" * 100_000)

    sizes = [file.stat().st_size for file in log.place().parent.iterdir()]
    assert len(sizes) == 6
    assert max(sizes) <= 1 << 20


def test_no_folder_is_made_for_a_log(tmp_path, own_place):
    log.start(tmp_path / "missing")
    LOGGER.error("something broke")

    assert log.place() == own_place / "ercheng.log"
    assert not (tmp_path / "missing").exists()


def test_where_nothing_can_be_written_work_goes_on(tmp_path, own_place, monkeypatch):
    for blocked in (tmp_path / "logs", own_place):
        blocked.write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "logs"))

    log.start(tmp_path)
    LOGGER.error("nobody hears")

    assert log.place() == tmp_path / "logs" / "ercheng.log"


def test_without_any_place_for_files_work_goes_on(tmp_path, own_place, monkeypatch):
    """As where no file can be opened any more: looking for the system's own place fails too."""
    own_place.write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "gone")])

    log.start(tmp_path / "none")
    LOGGER.error("nobody hears")

    assert not (tmp_path / "none").exists()


def test_a_data_folder_with_an_impossible_name_does_not_stop_the_log(tmp_path, own_place):
    log.start(tmp_path / ("长" * 100))

    LOGGER.error("something broke")

    assert log.place() == own_place / "ercheng.log"


def test_starting_again_closes_the_former_file(tmp_path):
    (tmp_path / "a").mkdir()
    log.start(tmp_path / "a")
    LOGGER.error("first")

    log.start(tmp_path)
    LOGGER.error("second")

    assert "second" not in (tmp_path / "a/logs/ercheng.log").read_text(encoding="utf-8")
    assert "first" not in log.place().read_text(encoding="utf-8")


def test_without_faults_no_file_is_made(tmp_path):
    log.start(tmp_path)
    log.stop()

    assert list(tmp_path.iterdir()) == []
    assert log.place() == Path()


def test_a_disk_that_fails_while_logging_adds_no_trouble(tmp_path, capfd):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    log.start(tmp_path)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        LOGGER.error("something broke")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert capfd.readouterr().err == ""
