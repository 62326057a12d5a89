"""The shipped files and the data folder are found from a checkout, an installed package and a frozen program."""

import sys
from pathlib import Path

from ercheng_station.home import choose_folder, chosen_folder, data_folder
from ercheng_station.paths import resources
from ercheng_station.progress import silent


def test_resources_of_a_checkout_are_found():
    assert (resources() / "messages.toml").is_file()


def test_a_frozen_program_uses_its_own_resources(tmp_path, monkeypatch):
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    resources.cache_clear()

    try:
        assert resources() == tmp_path / "resources"
    finally:
        resources.cache_clear()


def test_nobody_has_to_watch():
    assert silent(1, 2) is None


def test_the_folder_asked_for_comes_first(tmp_path):
    environ = {"ERCHENG_DATA": str(tmp_path / "b")}

    assert data_folder(tmp_path / "a", environ) == tmp_path / "a"
    assert data_folder(None, environ) == tmp_path / "b"


def test_a_portable_program_keeps_its_data_beside_it(tmp_path):
    assert data_folder(None, {}, tmp_path) != tmp_path / "数据"

    (tmp_path / "portable.txt").touch()

    assert data_folder(None, {}, tmp_path) == tmp_path / "数据"
    assert data_folder(None, {"ERCHENG_HOME": str(tmp_path)}) == tmp_path / "数据"


def test_a_frozen_program_looks_beside_itself(tmp_path, monkeypatch):
    (tmp_path / "portable.txt").touch()
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "ercheng-station"))

    assert data_folder(None, {}) == tmp_path / "数据"


def test_otherwise_it_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    assert data_folder(None, {}) == tmp_path / "ErchengStation"


def test_the_folder_chosen_last_is_remembered(tmp_path):
    note = tmp_path / "设置" / "data-folder"
    assert chosen_folder(note) is None

    choose_folder(tmp_path / "甲", note)
    choose_folder(tmp_path / "乙", note)

    assert chosen_folder(note) == tmp_path / "乙"
    for spoilt in (b"", b" \n", b"\xff\xfe"):
        note.write_bytes(spoilt)
        assert chosen_folder(note) is None


def test_a_relative_folder_becomes_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert data_folder(Path("数据"), {}) == tmp_path / "数据"
