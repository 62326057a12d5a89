"""Files come by dropping, pasting or choosing, and go only when the record is saved."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QToolButton, QWidget

from ercheng_station.records.fields import PLAIN, FileRef, Files
from ercheng_station.ui.inputs import input_for
from ercheng_station.ui.inputs.attachments import size_words
from tests.ui.typing_in import write

PHOTO = FileRef("a" * 64, "现场.jpg", 2_345_678, "image/jpeg")
SCAN = FileRef("b" * 64, "商标注册证.pdf", 345_678, "application/pdf")


@pytest.fixture
def files(shown):
    return shown(input_for(Files(label="现场照片"), PLAIN), 700, 300)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "微信图片.jpg"
    path.write_bytes(b"not looked at")
    return path


def carrying(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def button(files, name):
    return next(one for one in files.findChildren(QToolButton) if one.accessibleName() == name)


def test_dropped_files_are_offered_and_folders_are_not(files, photo, qtbot):
    mime = carrying(photo, photo.parent)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(files.offered) as offered:
        files.dropEvent(event)

    assert offered.args == [[photo]]


def test_pasted_files_are_offered(files, photo, qtbot, qapp):
    qapp.clipboard().setMimeData(carrying(photo))
    with qtbot.waitSignal(files.offered) as offered:
        qtbot.keyClick(files.core(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [Path(one) for one in offered.args[0]] == [photo]


def test_a_pasted_picture_is_handed_over(files, qtbot, qapp):
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(0)
    qapp.clipboard().setImage(picture)

    with qtbot.waitSignal(files.pasted):
        files.paste()


def test_pasted_words_are_left_alone(files, qapp, qtbot):
    qapp.clipboard().setText("不是文件")

    with qtbot.assertNotEmitted(files.offered), qtbot.assertNotEmitted(files.pasted):
        files.paste()


def test_stored_files_stand_there_by_name(files):
    files.add(PHOTO)
    files.add(SCAN)

    assert files.value() == (PHOTO, SCAN)
    assert {one.text() for one in files.findChildren(QLabel)} >= {"2.2 MB", "338 KB"}


def test_a_picture_is_told_in_words_and_another_file_is_not(files, qtbot):
    files.show_value((PHOTO, SCAN))
    (line,) = (one for one in files.findChildren(QLineEdit) if not one.isHidden())
    qtbot.waitUntil(line.isVisible)

    with qtbot.waitSignal(files.changed):
        line.setFocus()
        write("车间入口 ")

    assert files.value() == (replace(PHOTO, notes="车间入口"), SCAN)
    files.restore(files.state())
    assert files.value()[0].notes == "车间入口"


def test_tab_goes_through_the_files_in_order(files, qtbot):
    files.add(PHOTO)
    files.add(SCAN)
    files.focus_first()
    qtbot.waitUntil(button(files, "移除商标注册证.pdf").isVisible)
    passed = []

    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget().accessibleName())

    assert passed == [
        "打开现场.jpg",
        "移除现场.jpg",
        "现场.jpg的说明",
        "打开商标注册证.pdf",
        "移除商标注册证.pdf",
    ]


def test_the_same_file_is_added_once(files):
    files.add(PHOTO)
    files.add(FileRef(PHOTO.sha256, "同一张.jpg", PHOTO.size))

    assert files.value() == (PHOTO,)


def test_a_removed_file_can_come_back_until_saved(files, qtbot):
    files.show_value((PHOTO, SCAN))

    qtbot.mouseClick(button(files, "移除现场.jpg"), Qt.MouseButton.LeftButton)
    assert files.value() == (SCAN,)

    qtbot.mouseClick(button(files, "恢复现场.jpg"), Qt.MouseButton.LeftButton)
    assert files.value() == (PHOTO, SCAN)


def test_adding_a_removed_file_again_brings_it_back(files, qtbot):
    files.show_value((PHOTO,))
    qtbot.mouseClick(button(files, "移除现场.jpg"), Qt.MouseButton.LeftButton)

    files.add(PHOTO)

    assert files.value() == (PHOTO,)


def test_a_thumbnail_takes_the_place_of_the_icon(files):
    files.add(PHOTO)
    label = next(one for one in files.findChildren(QLabel) if not one.pixmap().isNull())
    before = label.pixmap().cacheKey()
    picture = QPixmap(80, 60)
    picture.fill(Qt.GlobalColor.red)

    files.set_thumbnail(PHOTO.sha256, picture)

    assert label.pixmap().cacheKey() != before
    assert (label.pixmap().width(), label.pixmap().height()) == (40, 30)


def test_opening_a_file_names_it(files, qtbot):
    files.add(PHOTO)
    with qtbot.waitSignal(files.opened) as opened:
        next(one for one in files.children() if getattr(one, "file", None) == PHOTO).opened.emit()

    assert opened.args == [PHOTO]


def test_choosing_files_blocks_nothing(files, photo, qtbot):
    qtbot.mouseClick(files.core(), Qt.MouseButton.LeftButton)
    dialog = files.findChild(QFileDialog)
    assert dialog.isVisible()

    with qtbot.waitSignal(files.offered) as offered:
        dialog.filesSelected.emit([str(photo)])
    dialog.close()

    assert offered.args == [[photo]]
    qtbot.mouseClick(files.core(), Qt.MouseButton.LeftButton)
    assert Path(files.findChildren(QFileDialog)[-1].directory().path()) == photo.parent


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 KB"), (1500, "1 KB"), (346_000, "338 KB"), (2_345_678, "2.2 MB")]
)
def test_sizes_are_told_in_words(size, words):
    assert size_words(size) == words


def test_two_pictures_stand_side_by_side_in_half_a_form_on_a_small_screen(shown):
    made = shown(input_for(Files(label="照片"), PLAIN), 478, 300)

    for at in "ab":
        made.add(FileRef(at * 64, f"{at}.jpg", 5))
    QApplication.processEvents()

    first, second = (
        row.geometry() for row in made.findChildren(QWidget) if row.property("surface") == "tile"
    )
    assert (first.y(), first.height()) == (second.y(), second.height())
    assert second.right() < made.width()
