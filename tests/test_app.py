"""From the first paint to the open window: every way a start can go."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from ercheng_station.app import Program, stand_among_papers
from ercheng_station.db.audit import audits
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.connection import connect
from ercheng_station.db.door import is_protected
from ercheng_station.db.listing import Query
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.store import Store
from ercheng_station.db.vault import read_keys
from ercheng_station.home import chosen_folder
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.ui.first_start import FirstStart
from ercheng_station.ui.messages import Message, Question
from ercheng_station.ui.opened import practice_folder as beside
from ercheng_station.ui.trouble import Trouble
from tests.commanding import command, saved
from tests.reading_raw import spoil

TYPED = {
    "short_name": "泽林所",
    "name": "泽林市场监管所知识产权工作站",
    "kind": "工作站",
    "area": "泽林镇",
    "head": "程德胜",
}


@pytest.fixture
def start(qapp, qtbot):
    """start(folder) runs the program until something is on the screen."""
    programs = []

    def run(folder):
        program = Program(qapp, folder)
        programs.append(program)
        qtbot.addWidget(program.frame)
        program.frame.show()
        qtbot.waitUntil(lambda: on_screen(program) is not None, timeout=20_000)
        return program

    yield run
    for program in programs:
        program.frame.close()
        program.end()


def on_screen(program):
    """What stands in the place of the pages; None while nothing does."""
    if program.shell is None or program.opening.running:
        return None
    page = program.shell.pages.currentWidget()
    stands = isinstance(page, FirstStart | Trouble) or (program.window and program.window.stack.place)
    return page if stands else None


def type_in(form, typed):
    for name, words in typed.items():
        form.input(name).restore(words)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_store_opens_on_its_board(start, practice_folder, tmp_path):
    folder = Path(shutil.copytree(practice_folder, tmp_path / "数据"))

    program = start(folder)

    assert program.window.stack.place.name == "desk"


def test_the_first_start_asks_whose_station_it_is_and_makes_nothing_before(start, tmp_path, qtbot):
    folder = tmp_path / "新站"

    program = start(folder)

    page = on_screen(program)
    assert isinstance(page, FirstStart)
    assert page.place.words == str(folder)
    assert not folder.exists()

    press(qtbot, page.form.save_button)
    assert set(page.form.cells) - {name for name, cell in page.form.cells.items() if cell.fault()} == {"kind"}
    assert not folder.exists()

    type_in(page.form, {name: words for name, words in TYPED.items() if name != "kind"})
    press(qtbot, page.protecting.no)
    press(qtbot, page.form.save_button)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    assert program.window.desk.unit.name == TYPED["name"]
    assert not program.window.desk.store.practice
    assert program.shell.navigation.isVisible()


def test_protection_is_proposed_and_needs_the_recovery_code_typed_back(start, tmp_path, qtbot):
    folder = tmp_path / "新站"
    program = start(folder)
    page = on_screen(program)
    type_in(page.form, TYPED)
    assert page.protecting.yes.isChecked()
    type_in(page.form, {"head": "程德胜（兼任所长和支部书记，分管知识产权工作）"})
    press(qtbot, page.form.save_button)
    assert page.form.cells["head"].fault() == "用户名不能用：要 1 到 20 个字。"
    type_in(page.form, TYPED)

    press(qtbot, page.form.save_button)
    assert page.protecting.password.first.note()
    for line in (page.protecting.password.first, page.protecting.password.again):
        line.line.setText("Qing-shan 7 lv shui")
    press(qtbot, page.form.save_button)
    press(qtbot, page.finish)
    assert page.panel.typed.note()
    assert not folder.exists()
    page.panel.typed.line.setText(page.panel.code.lower())
    press(qtbot, page.finish)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    assert is_protected(folder)
    assert program.window.desk.store.actor == TYPED["head"]
    assert program.window.desk.store.accounts.alone


def test_practice_lives_in_a_folder_of_its_own(start, tmp_path, qtbot):
    folder = tmp_path / "新站"
    program = start(folder)

    press(qtbot, on_screen(program).practice)
    qtbot.waitUntil(lambda: program.window is not None, timeout=60_000)

    assert program.window.desk.store.practice
    assert program.window.desk.store.folder == beside(folder)
    assert not folder.exists()


def test_a_second_start_names_who_holds_the_folder_and_can_try_again(start, closed_folder, qtbot):
    lock = FolderLock(closed_folder)

    program = start(closed_folder)

    page = on_screen(program)
    assert isinstance(page, Trouble)
    assert "打开" in page.accessibleName()
    lock.release()
    press(qtbot, page.retry)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window.desk.unit.name


@pytest.mark.parametrize(
    ("spoil", "number"),
    [
        (lambda folder: (folder / "station.db").unlink(), "E-301"),
        (lambda folder: (folder / "station.db").write_bytes(b""), "E-302"),
        (lambda folder: (folder / "station.db").write_bytes(b"PK\x03\x04" + bytes(8192)), "E-304"),
        (lambda folder: [(folder / name).unlink() for name in ("keys.json", "keys.copy.json")], "E-401"),
    ],
    ids=["missing", "empty", "foreign", "no key"],
)
def test_what_cannot_be_opened_is_told_in_three_parts_and_nothing_is_made(
    start, closed_folder, spoil, number
):
    spoil(closed_folder)
    before = sorted(
        (path.name, path.stat().st_size) for path in closed_folder.iterdir() if path.name != "lock"
    )

    program = start(closed_folder)

    page = on_screen(program)
    assert isinstance(page, Trouble)
    assert page.accessibleName().endswith(f"[{number}]")
    assert page.retry.hasFocus() or page.retry.isEnabled()
    after = sorted(
        (path.name, path.stat().st_size) for path in closed_folder.iterdir() if path.name != "lock"
    )
    assert after == before


def test_data_that_cannot_be_read_is_restored_in_one_press(start, closed_folder, qtbot):
    saved(closed_folder, "enterprise", name="甲厂")
    command(closed_folder, "backup")
    newest = Path(command(closed_folder, "backup").document["file"])
    newest.write_bytes(b"ransom")
    held = closed_folder / "station.db"
    held.write_bytes(os.urandom(held.stat().st_size))
    program = start(closed_folder)
    page = program.shell.pages.currentWidget()
    (offer,) = [one for one in page.findChildren(QPushButton) if "恢复到" in one.text()]

    offer.click()

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    store = program.window.desk.store
    assert [row.label for row in store.rows(Query(Enterprise))] == ["甲厂"]
    assert (closed_folder / "被替换-1" / "station.db").stat().st_size
    assert [one.what for one in audits(store)] == ["restored"]


def test_data_whose_indexes_alone_are_damaged_is_made_anew_on_a_copy_or_nothing_is_touched(
    start, closed_folder, qtbot
):
    saved(closed_folder, "enterprise", name="甲厂")
    spoil(closed_folder, "index", "ix_code_entry_alive")
    program = start(closed_folder)
    page = program.shell.pages.currentWidget()
    page.mend.click()
    page.findChild(Question).accept()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    store = program.window.desk.store
    assert [row.label for row in store.rows(Query(Enterprise))] == ["甲厂"]
    assert (closed_folder / "被替换-1" / "station.db").stat().st_size
    assert not is_damaged(check(store))


def test_what_cannot_be_made_anew_is_told_and_nothing_is_touched(start, closed_folder, qtbot):
    held = closed_folder / "station.db"
    spoil(closed_folder, "index", "ix_code_entry_alive")
    spoil(closed_folder, "table", "act")
    before = held.read_bytes()
    program = start(closed_folder)
    page = program.shell.pages.currentWidget()

    page.mend.click()
    page.findChild(Question).accept()

    qtbot.waitUntil(lambda: program.frame.findChild(Message) is not None, timeout=20_000)
    told = program.frame.findChild(Message)
    assert "不能在副本上重建" in told.accessibleDescription()
    told.close()
    assert held.read_bytes() == before
    assert page.isVisible()


def test_another_folder_can_be_chosen_after_trouble(start, closed_folder, practice_folder, tmp_path, qtbot):
    (closed_folder / "station.db").unlink()
    other = Path(shutil.copytree(practice_folder, tmp_path / "别处"))
    program = start(closed_folder)

    program._move(other)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    assert program.window.desk.store.folder == other


def test_another_folder_is_chosen_by_hand_and_is_the_one_of_the_next_start(
    qapp, qtbot, closed_folder, practice_folder, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "设置"))
    other = tmp_path / "别处"
    shutil.copytree(closed_folder, other)
    (closed_folder / "station.db").unlink()
    program = Program(qapp, closed_folder, keeps_choice=True)
    qtbot.addWidget(program.frame)
    program.frame.show()
    qtbot.waitUntil(lambda: on_screen(program) is not None, timeout=20_000)

    press(qtbot, on_screen(program).elsewhere)
    (dialog,) = program.frame.findChildren(QFileDialog)
    dialog.selectFile(str(other))
    dialog.accept()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)

    assert program.window.desk.store.folder == chosen_folder() == other
    program.frame.close()
    program.end()


def test_a_fault_of_ours_while_opening_is_logged_and_told_in_three_parts(start, closed_folder, caplog):
    with closing(connect(closed_folder / "station.db", read_keys(closed_folder).key)) as connection:
        connection.execute("DROP TABLE setting")

    program = start(closed_folder)

    assert on_screen(program).accessibleName().endswith("[E-310]")
    assert "no such table" in caplog.text


def test_nobody_is_asked_who_they_are_before_it_is_known_what_opening_led_to(qapp, qtbot, closed_folder):
    """The shell may be built after the thread has ended and before its outcome has come over."""
    program = Program(qapp, closed_folder)
    program.opening.ended.disconnect()
    program.opening.start()
    opened = program.opening.wait()
    qtbot.waitUntil(lambda: program.shell is not None)

    assert on_screen(program) is None
    opened.store.close()
    program.end()


def test_a_new_place_among_other_files_gets_a_folder_of_its_own(start, tmp_path):
    program = start(tmp_path / "新站")
    documents = tmp_path / "文档"
    documents.mkdir()
    (documents / "笔记.txt").write_text("x", encoding="utf-8")

    program._move(documents)

    assert on_screen(program).place.words == str(documents / "两站工作台数据")


def test_a_folder_that_a_cloud_disk_keeps_is_refused_and_what_was_typed_stays(start, tmp_path, qtbot):
    program = start(tmp_path / "坚果云" / "数据")
    page = on_screen(program)
    type_in(page.form, TYPED)
    press(qtbot, page.protecting.no)

    press(qtbot, page.form.save_button)
    qtbot.waitUntil(lambda: bool(program.frame.findChildren(Message)), timeout=20_000)

    assert page.form.input("name").raw() == TYPED["name"]
    assert not (tmp_path / "坚果云").exists()
    program.frame.findChildren(Message)[0].close()


def test_closing_before_the_store_is_open_frees_the_folder(qapp, qtbot, closed_folder):
    program = Program(qapp, closed_folder)
    qtbot.addWidget(program.frame)
    with qtbot.waitSignal(program.opening.loaded, timeout=20_000):
        program.frame.show()

    program.frame.close()
    qtbot.wait(50)

    program.end()
    Store.open(closed_folder, CATALOGUE).close()


RUNNING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ercheng_station import app


class Closing(app.Program):
    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.turn = QTimer(self, interval=20)
        self.turn.timeout.connect(self.close_when_open)
        self.turn.start()

    def close_when_open(self):
        if self.window and self.window.stack.place:
            self.turn.stop()
            print(self.window.stack.place.name, self.window.desk.store.folder)
            self.frame.close()


app.Program = Closing
sys.exit(app.run(Path(sys.argv[1])))
"""


def test_the_program_runs_until_its_window_is_closed_and_frees_the_folder(closed_folder):
    done = subprocess.run(
        [sys.executable, "-c", RUNNING, str(closed_folder)],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
    )  # fmt: skip

    assert (done.stdout.split(), done.stderr, done.returncode) == (["desk", str(closed_folder)], "", 0)
    Store.open(closed_folder, CATALOGUE).close()


def test_dialogs_begin_among_the_papers_of_the_office_or_at_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    papers = tmp_path / "文档"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(papers))
    stand_among_papers()
    assert Path.cwd() == Path.home()

    papers.mkdir()
    stand_among_papers()

    assert Path.cwd() == papers
