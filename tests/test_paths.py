"""The shipped files are found from a checkout, an installed package and a frozen program."""

import sys

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
