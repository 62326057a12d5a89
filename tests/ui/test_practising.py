"""练习 from the real station: its station is opened in a window of its own."""

import shutil
import sys

from PySide6.QtWidgets import QWidget

from ercheng_station.ui.helping import Helping
from ercheng_station.ui.opened import practice_folder as practice_folder_of
from ercheng_station.ui.practising import practise


def test_the_practice_station_is_opened_beside_the_real_one(
    shown, qtbot, tmp_path, practice_folder, monkeypatch
):
    monkeypatch.setattr(sys, "argv", ["ercheng-station", "--data", "真的"])
    monkeypatch.setattr(sys, "orig_argv", ["python", "-m", "ercheng_station", "--data", "真的"])
    home = practice_folder_of(tmp_path / "数据")
    shutil.copytree(practice_folder, home)
    started = []

    practise(shown(QWidget()), tmp_path / "数据", started.append)

    qtbot.waitUntil(lambda: bool(started))
    assert started == [["-m", "ercheng_station", "--data", str(home)]]


def test_who_practises_is_not_offered_it_again(desk, shown):
    window = shown(QWidget())
    words = [one.text() for one in Helping(desk, window, lambda: None).menu().actions()]

    assert desk.store.practice
    assert "打开练习" not in words
