"""The line at the foot tells what was saved and how old the last backup is."""

from datetime import datetime

import pytest

from ercheng_station.ui.statusline import StatusLine

NOW = datetime(2026, 11, 20, 9, 30)


@pytest.fixture
def line(shown):
    return shown(StatusLine(), 600, 30)


@pytest.mark.parametrize(
    ("made_at", "words", "tone"),
    [
        (None, "还没有备份", "warn"),
        (datetime(2026, 11, 20, 8, 5), "上次备份：今天 08:05", "caption"),
        (datetime(2026, 11, 19, 23, 59), "上次备份：昨天 23:59", "caption"),
        (datetime(2026, 11, 13, 23, 59), "上次备份：7 天前", "caption"),
        (datetime(2026, 11, 12, 23, 59), "上次备份：8 天前", "warn"),
    ],
)
def test_an_old_backup_stands_out(line, made_at, words, tone):
    line.say_backup(made_at, NOW)

    assert (line.backup.text(), line.backup.property("tone")) == (words, tone)
    assert line.backup.accessibleName() == words


def test_what_was_saved_is_told_with_its_time(line):
    line.say_saved("新增企业走访 鄂州市佳能有限公司", NOW)

    assert line.saved.words == "已保存 09:30  新增企业走访 鄂州市佳能有限公司"


def test_long_words_are_cut_and_stand_in_the_tooltip(line):
    line.say("很长的话" * 40)

    assert line.saved.text().endswith("…")
    assert "很长的话" * 40 in line.saved.toolTip()
    assert line.saved.accessibleName() == "很长的话" * 40


def test_what_is_wrong_with_the_backups_stands_out(line):
    line.say_backup(NOW, NOW, second="还没有另存到 U 盘")
    second = line.backup.text(), line.backup.property("tone")
    line.say_backup(NOW, NOW, trouble="有 2 份备份不能用")

    assert second == ("上次备份：今天 09:30，还没有另存到 U 盘", "warn")
    assert (line.backup.text(), line.backup.property("tone")) == ("有 2 份备份不能用", "warn")
