"""What the next start knows of this one."""

import pytest

from ercheng_station.ui import remembered
from ercheng_station.ui.remembered import PLAIN, Remembered


def test_what_was_written_is_read(tmp_path):
    now = Remembered(1093, 614, 1, "narrow", "protection", "dark large compact")

    remembered.write(tmp_path, now)

    assert remembered.read(tmp_path) == now


@pytest.mark.parametrize("content", [b"", b"width wide\n", b"\xff\xfe", b"\n \nnothing\n"])
def test_a_file_nobody_can_read_means_the_usual(tmp_path, content):
    (tmp_path / remembered.FILE).write_bytes(content)

    assert remembered.read(tmp_path) == PLAIN


def test_without_a_folder_nothing_is_written_or_raised(tmp_path):
    remembered.write(tmp_path / "gone", PLAIN)

    assert remembered.read(tmp_path / "gone") == PLAIN
