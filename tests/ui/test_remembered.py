"""What the next start knows of this one."""

import pytest
from PySide6.QtWidgets import QLabel

from ercheng_station.ui import remembered
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.remembered import PLAIN, Remembered


def test_what_was_written_is_read(tmp_path):
    now = Remembered(1093, 614, 1, "narrow", "protection", "dark large compact", "Noto Sans CJK SC")

    remembered.write(tmp_path, now)

    assert remembered.read(tmp_path) == now


@pytest.mark.parametrize("content", [b"", b"width wide\n", b"\xff\xfe", b"\n \nnothing\n"])
def test_a_file_nobody_can_read_means_the_usual(tmp_path, content):
    (tmp_path / remembered.FILE).write_bytes(content)

    assert remembered.read(tmp_path) == PLAIN


def test_without_a_folder_nothing_is_written_or_raised(tmp_path):
    remembered.write(tmp_path / "gone", PLAIN)

    assert remembered.read(tmp_path / "gone") == PLAIN


@pytest.mark.parametrize(
    ("face", "first"), [("Noto Serif CJK SC", "Noto Serif CJK SC"), ("", "Microsoft YaHei UI")]
)
def test_the_first_paint_asks_for_the_typeface_of_the_last_window(qtbot, face, first):
    frame = Frame(Remembered(face=face))
    qtbot.addWidget(frame)
    words = frame.findChild(QLabel)
    words.ensurePolished()

    assert words.font().families()[0] == first
