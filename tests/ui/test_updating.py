"""从 U 盘更新 in the window: told, backed up, handed to the system's installer; then the program closes."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from ercheng_station.db.backup import read_backups
from ercheng_station.services.backups import backup_folder
from ercheng_station.services.updating import read_update
from ercheng_station.ui import updating
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import Message
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.updating import UpdateView, ask_update, show_update
from tests.releases import HERE, key_in, release


@pytest.fixture
def found(tmp_path):
    key, public = key_in(tmp_path)
    return read_update(release(tmp_path / "U盘", key), [public], HERE)


@pytest.fixture
def opened():
    return []


@pytest.fixture
def view(desk, found, opened, shown, tmp_path):
    """Over a window of its own; the installer is written down and said to have begun."""
    window = shown(QWidget())

    def open_it(path):
        opened.append(path)
        return path.suffix == ".deb"

    made = UpdateView(desk, found, tmp_path / "本机", open_it)
    Sheet(window, updating.TITLE, made).open()
    made.main = window
    return made


def test_the_new_version_is_told_before_anything_is_done(view, opened):
    words = "\n".join(label.text() for label in view.findChildren(Label))

    assert "可以更新到 9.0.0 版" in words
    assert "新增年度结转" in words
    assert opened == []


def test_backup_and_check_come_before_the_installer_and_the_program_closes(
    view, desk, opened, qtbot, tmp_path
):
    view.start.click()

    qtbot.waitUntil(lambda: bool(opened), timeout=10_000)

    assert opened == [tmp_path / "本机" / view._found.package.name]
    assert read_backups(backup_folder(desk.store.folder))
    qtbot.waitUntil(view.main.isHidden)


def test_what_was_changed_meanwhile_is_never_opened(view, opened, found, qtbot):
    (found.folder / found.package.name).write_bytes(b"!")

    view.start.click()

    qtbot.waitUntil(lambda: view.findChild(Message) is not None, timeout=10_000)
    assert opened == []
    assert not view.main.isHidden()


def test_a_stick_with_a_release_is_found_by_itself(desk, found, shown, qtbot, tmp_path):
    """It is not believed here, where no key of the test is pinned."""
    window = shown(QWidget())

    ask_update(window, desk, lambda: [tmp_path / "没有", found.folder.parent])

    qtbot.waitUntil(lambda: window.findChild(Message) is not None)
    assert window.findChild(QFileDialog) is None


def test_without_such_a_stick_a_folder_is_asked_for(desk, shown, qtbot, tmp_path):
    window = shown(QWidget())

    ask_update(window, desk, lambda: [tmp_path / "没有"])

    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    window.findChild(QFileDialog).reject()


def test_a_folder_without_a_release_is_told_so(desk, shown, qtbot, tmp_path):
    window = shown(QWidget())

    show_update(window, desk, tmp_path)

    qtbot.waitUntil(lambda: window.findChild(Message) is not None)
