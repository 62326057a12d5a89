"""Photos and papers of a record: taken in, shown small, opened as copies that can only be read."""

import os
import stat
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QLabel, QToolButton

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import FileRef
from ercheng_station.ui.filing.copies import OpenedFiles, open_file
from ercheng_station.ui.filing.keeper import keep_file
from ercheng_station.ui.filing.thumbnails import Thumbnails
from ercheng_station.ui.filing.tiles import FileTiles
from ercheng_station.ui.messages import Message, Question
from ercheng_station.ui.record.form import RecordForm


def photo(path, taken="2026:03:05 09:30:00"):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    Image.new("RGB", (320, 200), (30, 90, 160)).save(path, "JPEG", exif=exif)
    return path


@pytest.fixture
def form(shown, desk):
    made = shown(RecordForm(Enterprise, desk), 900, 640)
    made.begin({"name": "鄂州市有照片商行"})
    return made


def files_of(form):
    return form.form.input("attachments").raw()


def test_offered_photos_are_kept_and_saved_with_the_record(qtbot, desk, form, tmp_path):
    paths = [photo(tmp_path / "现场.jpg"), tmp_path / "说明.txt"]
    paths[1].write_text("一页说明", encoding="utf-8")

    form.form.files_offered.emit("attachments", paths)
    qtbot.waitUntil(lambda: len(files_of(form)) == 2)
    with qtbot.waitSignal(form.saved) as saved:
        form.save()

    kept = saved.args[0].values["attachments"]
    assert [file.name for file in kept] == ["现场.jpg", "说明.txt"]
    assert desk.store.attachments.read(kept[0].sha256) == paths[0].read_bytes()


def test_a_record_opened_to_be_changed_shows_its_photos_small(qtbot, desk, form, shown, tmp_path):
    form.form.files_offered.emit("attachments", [photo(tmp_path / "现场.jpg")])
    qtbot.waitUntil(lambda: len(files_of(form)) == 1)
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    again = shown(RecordForm(Enterprise, desk), 900, 640)

    again.edit(saved.args[0])

    labels = again.form.input("attachments").findChildren(QLabel)
    qtbot.waitUntil(lambda: (40, 25) in [(one.pixmap().width(), one.pixmap().height()) for one in labels])


def test_a_photo_brings_the_moment_it_was_taken(practice_store, tmp_path):
    file = keep_file(practice_store, photo(tmp_path / "现场.jpg"))

    assert file.taken_at == "2026-03-05T09:30:00"
    assert file.mime == "image/jpeg"


def test_a_file_that_cannot_be_taken_is_named_and_the_others_are(qtbot, form, tmp_path):
    empty = tmp_path / "空.txt"
    empty.touch()

    form.form.files_offered.emit("attachments", [empty, photo(tmp_path / "现场.jpg")])
    qtbot.waitUntil(lambda: len(files_of(form)) == 1)
    qtbot.waitUntil(lambda: bool(form.form.findChildren(Message)))

    assert "空.txt" in form.form.findChildren(Message)[0].accessibleDescription()
    form.form.findChildren(Message)[0].accept()


def test_a_picture_from_the_clipboard_is_kept_as_png(qtbot, form):
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0x336699)

    form.form.picture_pasted.emit("attachments", image)

    qtbot.waitUntil(lambda: len(files_of(form)) == 1)
    assert files_of(form)[0]["name"] == "粘贴的图片.png"


@pytest.fixture
def kept(practice_store):
    out = BytesIO()
    Image.new("RGB", (400, 300), (200, 30, 30)).save(out, "PNG")
    return practice_store.attachments.put(out.getvalue(), "现场.png")


def test_a_small_picture_is_made_once(qtbot, desk, kept):
    thumbnails = Thumbnails.of(desk)
    with qtbot.waitSignal(thumbnails.made):
        thumbnails.ask(kept)

    assert thumbnails.at_hand(kept.sha256).width() == 256
    with qtbot.waitSignal(thumbnails.made, timeout=50):
        thumbnails.ask(kept)
    assert Thumbnails.of(desk) is thumbnails


def test_a_damaged_picture_has_none(qtbot, desk, practice_store):
    broken = practice_store.attachments.put(b"\x89PNG\r\n\x1a\n broken", "坏.png")
    thumbnails = Thumbnails.of(desk)

    with qtbot.assertNotEmitted(thumbnails.made, wait=300):
        thumbnails.ask(broken)


def test_a_tile_is_called_by_what_was_written_under_the_picture(shown, desk, kept):
    tiles = shown(FileTiles(Thumbnails.of(desk)))

    tiles.show_files([replace(kept, notes="车间门口"), FileRef("a" * 64, "方案.docx", 2048)])

    assert [tile.text() for tile in tiles.findChildren(QToolButton)] == ["车间门口", "方案.docx"]


def test_tiles_show_the_picture_and_open_on_a_press(qtbot, shown, desk, kept):
    tiles = shown(FileTiles(Thumbnails.of(desk)))
    with qtbot.waitSignal(Thumbnails.of(desk).made):
        tiles.show_files([kept, FileRef("a" * 64, "很长很长很长很长很长的名字的文件.docx", 2048)])
    first, second = tiles.findChildren(QToolButton)

    with qtbot.waitSignal(tiles.opened) as opened:
        first.click()

    assert opened.args == [kept]
    assert second.text().endswith(".docx")
    assert len(second.text()) < 20


def test_a_copy_can_only_be_read_and_goes_when_the_desk_closes(qtbot, shown, desk, kept, monkeypatch):
    shown_files = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown_files.append(Path(url.toLocalFile())))

    open_file(shown(FileTiles(Thumbnails.of(desk))), desk, kept)
    qtbot.waitUntil(lambda: bool(shown_files))

    (copy,) = shown_files
    assert copy.name == "现场.png"
    assert not copy.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    OpenedFiles.of(desk)
    desk.closing.emit()
    assert not copy.exists()
    assert os.fspath(copy.parent.parent)


@pytest.mark.parametrize("name", ["安装.exe", "宏.xlsm", "脚本.bat", "页面.html", "快捷方式.lnk", "没有后缀"])
def test_what_may_run_is_not_opened(shown, desk, monkeypatch, name):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail("opened"))
    page = shown(FileTiles(Thumbnails.of(desk)))

    open_file(page, desk, FileRef("a" * 64, name, 3))

    (asked,) = page.findChildren(Question)
    asked.reject()
