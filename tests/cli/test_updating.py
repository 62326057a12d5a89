"""从 U 盘更新 by command, with the key of the test in place of the pinned one."""

import pytest

from ercheng_station.cli import updating
from tests.commanding import command
from tests.releases import HERE, key_in, release


@pytest.fixture
def stick(tmp_path, monkeypatch):
    key, public = key_in(tmp_path)
    monkeypatch.setattr(updating, "pinned", lambda: [public])
    monkeypatch.setattr(updating, "this_computer", lambda: HERE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return release(tmp_path / "U盘", key)


def test_it_is_checked_only_when_asked_so_and_else_laid_ready(folder, stick, tmp_path):
    checked = command(folder, "update", stick, "--check")
    done = command(folder, "update", stick)

    assert (checked.document["version"], checked.document["file"]) == ("9.0.0", None)
    assert done.document["file"].startswith(str(tmp_path / "cache"))
    assert done.document["backup"]


def test_a_tampered_one_is_refused_in_three_parts(folder, stick):
    (stick / "ercheng-update.sig").write_text("AAAA", encoding="utf-8")

    told = command(folder, "update", stick)

    assert told.document["error"]["code"] == "update-unsigned"
