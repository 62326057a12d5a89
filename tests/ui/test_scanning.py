"""What the scanner leaves in its folder comes to its paper by itself; files stay where they are."""

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import give_out
from ercheng_station.ui import scanning
from ercheng_station.ui.context import Desk
from ercheng_station.ui.scanning import Scanning
from ercheng_station.ui.screens.scan_card import ScanCard
from ercheng_station.ui.screens.scan_choice import ScanChoice

SHEET = PAPERS[0]
NO_PAPER = b"%PDF-1.4 torn"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(scanning, "_EVERY", 20)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "扫描"
    made.mkdir()
    return made


@pytest.fixture
def visits(practice_store):
    return [one for one in practice_store.find(Query(Visit)) if one.signature != "signed" and one.findings][
        :2
    ]


@pytest.fixture
def scanned(practice_store, visits, tmp_path):
    """scanned(0) is the signed sheet of the first visit, as the scanner would write it."""

    def content(number):
        path = tmp_path / "sheet.pdf"
        give_out(practice_store, SHEET, visits[number].uid, path)
        return path.read_bytes()

    return content


@pytest.fixture
def watch(desk, folder):
    """A watch of the folder with what it says."""
    made, made_said = Scanning.of(desk), []
    desk.saved.connect(made_said.append)
    made.not_known.connect(made_said.append)
    made.said = made_said
    made.watch(folder)
    return made


def settled(watch, qtbot, looks=4):
    """Waits until the folder was looked at so often."""
    for _ in range(looks):
        with qtbot.waitSignal(watch._looked, timeout=20_000):
            pass
    qtbot.wait(50)


def signed(store, visit):
    return [file.name for file in store.get(Visit, visit.uid).signed_scan or ()]


def test_a_scan_is_registered_told_and_left_in_its_folder(watch, folder, scanned, visits, desk, qtbot):
    touched = []
    desk.changed.connect(lambda kind, uid: touched.append(uid))

    (folder / "0001.pdf").write_bytes(scanned(0))

    qtbot.waitUntil(lambda: bool(watch.said), timeout=20_000)
    assert watch.said[0].startswith("已收到扫描件：企业走访服务记录表 ")
    assert signed(desk.store, visits[0]) == ["0001.pdf"]
    assert visits[0].uid in touched
    assert (folder / "0001.pdf").exists()
    settled(watch, qtbot)
    assert (len(watch.said), watch.unknown) == (1, [])


def test_a_file_that_still_grows_is_left_alone(watch, folder, scanned, visits, desk, qtbot):
    content, path = scanned(0), folder / "0001.pdf"
    with path.open("wb", buffering=0) as out:
        for at in range(0, 200, 10):
            out.write(content[at : at + 10])
            with qtbot.waitSignal(watch._looked, timeout=20_000):
                pass
            os.utime(path, ns=(at, at))
        assert (watch.unknown, watch.said) == ([], [])
        out.write(content[200:])

    qtbot.waitUntil(lambda: signed(desk.store, visits[0]) == ["0001.pdf"], timeout=20_000)


def test_each_look_takes_one_file_at_most(watch, folder, scanned, desk, qtbot, monkeypatch):
    sheets = [scanned(0), scanned(1)]
    for number, sheet in enumerate(sheets):
        (folder / f"{number}.pdf").write_bytes(sheet)
    looks = []
    watch._looked.connect(lambda look: looks.append(look.taken and look.taken.path.name))

    qtbot.waitUntil(lambda: len(watch.said) == 2, timeout=20_000)

    assert [name for name in looks if name] == ["0.pdf", "1.pdf"]


def test_what_was_taken_is_remembered_by_the_pc(watch, folder, scanned, practice_store, qtbot):
    (folder / "0001.pdf").write_bytes(scanned(0))
    qtbot.waitUntil(lambda: bool(watch.said), timeout=20_000)
    qtbot.waitUntil(lambda: bool(practice_store.drafts.preferred("", "scanner")["taken"]))
    watch._close()

    desk = Desk(practice_store)
    again, taken = Scanning.of(desk), []
    again._looked.connect(lambda look: taken.append(look.taken))
    settled(again, qtbot)

    assert again.folder == folder
    assert set(taken) == {None}
    again._close()


def test_a_scan_taken_in_another_way_before_is_no_news(watch, folder, scanned, desk, qtbot):
    (folder / "0001.pdf").write_bytes(scanned(0))
    qtbot.waitUntil(lambda: bool(watch.said), timeout=20_000)
    last = desk.store.undoable()

    watch.watch(folder)
    settled(watch, qtbot)

    assert (len(watch.said), desk.store.undoable()) == (1, last)


def test_files_without_a_paper_are_counted_and_new_ones_told(desk, folder, qtbot):
    (folder / "旧.pdf").write_bytes(NO_PAPER)
    watch, told = Scanning.of(desk), []
    watch.not_known.connect(told.append)
    watch.watch(folder)
    qtbot.waitUntil(lambda: watch.unknown == ["旧.pdf"], timeout=20_000)
    assert told == []

    (folder / "新.pdf").write_bytes(NO_PAPER)

    qtbot.waitUntil(lambda: told == ["没有登记的扫描件 2 份"], timeout=20_000)
    (folder / "旧.pdf").unlink()
    qtbot.waitUntil(lambda: watch.unknown == ["新.pdf"], timeout=20_000)


def test_a_folder_that_goes_and_comes_back_is_watched_again(watch, folder, scanned, visits, desk, qtbot):
    away = folder.rename(folder.with_name("拔出"))
    qtbot.waitUntil(lambda: watch.is_gone, timeout=20_000)

    away.rename(folder)
    (folder / "0001.pdf").write_bytes(scanned(0))

    qtbot.waitUntil(lambda: signed(desk.store, visits[0]) == ["0001.pdf"], timeout=20_000)
    assert not watch.is_gone


@pytest.mark.parametrize("kept", [None, [], {"folder": ""}, {"folder": "没有的", "taken": {"a.pdf": 3}}])
def test_a_choice_that_is_not_understood_troubles_nobody(practice_store, qtbot, kept):
    practice_store.drafts.prefer("", "scanner", kept)
    desk = Desk(practice_store)

    watch = Scanning.of(desk)

    desk.ask(lambda store: None, lambda _: setattr(watch, "ready", True), watch)
    qtbot.waitUntil(lambda: getattr(watch, "ready", False))
    assert watch._taken == {}
    watch._close()


def test_the_folder_is_chosen_on_the_card_and_the_card_tells_what_is_left(desk, shown, folder, qtbot):
    card = shown(ScanCard(desk))
    assert not card.stop.isVisible()
    (folder / "旧.pdf").write_bytes(NO_PAPER)

    card.choose.click()
    dialog = card.findChild(QFileDialog)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()

    qtbot.waitUntil(lambda: card.told.text().startswith("没有登记的扫描件 1 份：旧.pdf。"), timeout=20_000)
    assert "签字扫描件" in card.told.text()
    folder.rename(folder.with_name("拔出"))
    qtbot.waitUntil(lambda: "打不开这个文件夹" in card.told.text(), timeout=20_000)
    card.stop.click()
    assert "页脚的二维码" in card.told.text()
    assert Scanning.of(desk).folder is None


def test_a_file_without_a_paper_is_registered_by_the_number_printed_on_it(
    desk, shown, folder, visits, scanned, qtbot
):
    scanned(0)
    number = desk.store.row(Visit, visits[0].uid).number
    (folder / "无码.pdf").write_bytes(NO_PAPER)
    card = shown(ScanCard(desk))
    Scanning.of(desk).watch(folder)
    qtbot.waitUntil(card.by_number.isVisible, timeout=20_000)

    card.by_number.click()
    choice = card.findChild(ScanChoice)
    choice.number.setText("没有这个号")
    qtbot.keyClick(choice.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "没有这个编号" in choice.told.text())
    choice.number.setText(f" {number} ")
    qtbot.keyClick(choice.number, Qt.Key.Key_Return)
    qtbot.waitUntil(choice.table.isVisible)
    assert [line.texts[0] for line in choice.table.shown.lines] == [SHEET.title]
    qtbot.keyClick(choice.table, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: signed(desk.store, visits[0]) == ["无码.pdf"])
    qtbot.waitUntil(lambda: not card.by_number.isVisible())
    assert (folder / "无码.pdf").exists()
