"""What `make run` leaves where there is no display, and when it opens the window."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from ercheng_station import firstlook
from ercheng_station.db.connection import connect
from ercheng_station.db.listing import Query
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import read_keys
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit


@pytest.fixture
def out(tmp_path, practice_folder, monkeypatch):
    """A folder with the practice station already made; no display."""
    shutil.copytree(practice_folder, tmp_path / "out" / "practice")
    monkeypatch.setattr(firstlook, "has_display", lambda: False)
    monkeypatch.setattr(firstlook, "_REST", 0.2)
    return tmp_path / "out"


def test_without_a_display_files_and_pictures_are_left_and_named(out, qapp, capsys):
    assert firstlook.main(out) == 0

    told = capsys.readouterr().out
    left = sorted(path.name for path in out.iterdir() if path.is_file())
    assert {"人民调解协议书.pdf", "调解案件_1093x614.png"} <= set(left)
    assert {"企业台账.xlsx", "企业台账.pdf", "企业走访台账.xlsx", "企业诉求台账.pdf"} <= set(left)
    assert {"工作台_1093x614.png", "企业时间线_1920x1080.png", "走访列表_1920x1080.png"} <= set(left)
    assert "没有图形界面" in told
    assert all(name in told for name in left)
    assert all((out / name).stat().st_size > 1000 for name in left)


def test_the_practice_station_is_made_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(firstlook, "VISITS", 20)

    firstlook.make_practice(tmp_path / "practice")
    firstlook.make_practice(tmp_path / "practice")

    assert capsys.readouterr().out.count("正在生成") == 1
    with Store.open(tmp_path / "practice", CATALOGUE) as store:
        assert store.practice


@pytest.mark.parametrize(
    "change",
    ["UPDATE alembic_version SET version_num = '0002'", "ALTER TABLE visit RENAME COLUMN findings TO found"],
    ids=["older", "never released"],
)
def test_a_practice_station_of_another_version_is_set_aside(out, monkeypatch, capsys, change):
    folder = out / "practice"
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        connection.execute(change)
    monkeypatch.setattr(firstlook, "VISITS", 2)

    firstlook.make_practice(folder)

    assert f"已移到 {out / 'practice-1'}。" in capsys.readouterr().out
    assert (out / "practice-1" / FILE).exists()
    with Store.open(folder, CATALOGUE) as store:
        assert store.count(Query(Visit)) == 2


def test_with_a_display_the_window_opens_on_it(out, monkeypatch):
    opened = []
    monkeypatch.setattr(firstlook, "has_display", lambda: True)
    monkeypatch.setattr("ercheng_station.app.run", lambda folder: opened.append(folder) or 0)

    assert firstlook.main(out) == 0
    assert opened == [Path(out / "practice").absolute()]


@pytest.mark.parametrize(("display", "expected"), [("", False), (":4242", False)])
def test_a_display_that_is_not_there_is_none(monkeypatch, display, expected):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.setenv("DISPLAY", display)

    assert firstlook.has_display() is expected
