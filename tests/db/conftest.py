"""A data folder with a key, a short way to expect a refusal, and a disk that is full."""

from contextlib import contextmanager

import pytest

from ercheng_station.db.vault import new_keys, write_keys
from ercheng_station.errors import UserError
from tests import disks


@pytest.fixture
def data(tmp_path):
    """A data folder with its keys, under a name that URLs, shells and code pages trip over."""
    folder = tmp_path / "数据 a?b#c%41&'+𠮷😀"
    folder.mkdir()
    write_keys(folder, new_keys())
    return folder


@pytest.fixture
def refused():
    """with refused("store-missing") as refusal: …; afterwards refusal.value is the UserError."""

    @contextmanager
    def expect(code):
        with pytest.raises(UserError) as caught:
            yield caught
        assert caught.value.code == code

    return expect


@pytest.fixture
def file_limit():
    """with file_limit(1000): no file grows beyond 1000 bytes, as on a full disk."""
    return disks.file_limit
