"""Once the window is locked nothing that it showed is left, what is typed is kept, and what is being done goes on."""

import threading
import weakref

import pytest
from PySide6.QtCore import QAbstractListModel, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.ui import preferences, remembered
from ercheng_station.ui.context import Place
from ercheng_station.ui.frame import TITLE, Frame
from ercheng_station.ui.messages import ask
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.printing.window import print_records
from ercheng_station.ui.record.drafting import waiting
from ercheng_station.ui.record.sheet import change_record
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.sitting import Sitting
from ercheng_station.ui.task import ProgressSheet, run_task
from tests.founding import NOW

CANARIES = [f"金丝雀{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
_WORDS = ("text", "toPlainText", "windowTitle", "toolTip", "accessibleName", "accessibleDescription",
          "placeholderText", "whatsThis", "statusTip", "title", "currentText", "windowFilePath")  # fmt: skip


@pytest.fixture
def sitting(practice_store, shown):
    frame = Frame()
    shell = Shell(frame.remembered)
    list(shell.build())
    frame.setCentralWidget(shell)
    shown(frame, 1280, 760)
    made = Sitting(frame)
    made.begin(shell, opened(practice_store)).begin(Place("visit"))
    yield made
    frame.close()


def opened(store):
    return Opened(store, preferences.read(store, store.actor))


def told(widget):
    """Every word that a widget shows, names or holds in its model."""
    for name in _WORDS:
        words = getattr(widget, name, None)
        if callable(words):
            yield str(words())
    for action in widget.actions():
        yield action.text() + action.toolTip()
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    if model is not None:
        for row in range(model.rowCount()):
            for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(model.index(row, column).data(role))


def canaries_in_sight(frame):
    words = [word for widget in (frame, *frame.findChildren(QWidget)) for word in told(widget)]
    words += [word for widget in QApplication.topLevelWidgets() for word in told(widget)]
    clipboard = QGuiApplication.clipboard().mimeData() or QMimeData()
    words += [str(bytes(clipboard.data(name)), "utf-8", "replace") for name in clipboard.formats()]
    return sorted({one for one in CANARIES if any(one in word for word in words)})


@pytest.fixture
def everywhere(sitting, practice_store, qtbot):
    """Canaries in the list, the record, a form, a sheet, a question, the search box, a preview, the clipboard."""
    window, desk = sitting.window, sitting.window.desk
    take = iter(CANARIES)
    visit = practice_store.find(Query(Visit), 1)[0]
    texts = [name for name in ("findings", "receiver", "result", "note") if name in Visit.kept]
    firm = {"name": f"{next(take)}有限公司", "address": next(take)}
    act = practice_store.act(
        f"改动{next(take)}",
        [
            Alter(Enterprise, visit.enterprise.uid, firm),
            Alter(Visit, visit.uid, {name: f"看了{next(take)}" for name in texts}),
        ],
    )
    window.desk.acted.emit(act)
    page = window.stack.current
    page.refresh()
    qtbot.waitUntil(lambda: page.pane.view.model().rowCount() > 0)
    window.go(Place("visit", visit.uid))
    qtbot.waitUntil(lambda: page.record.told is not None and page.record.told.row.uid == visit.uid)
    preview = print_records(page, desk, PAPERS[0], [visit.uid])
    qtbot.waitUntil(lambda: preview.laid is not None, timeout=20_000)
    page.begin_new()
    qtbot.waitUntil(page.editor.isVisible)
    page.editor.form.input("findings").restore(next(take))
    page.editor.form.edited.emit()
    change_record(page, desk, Enterprise, visit.enterprise.uid)
    qtbot.waitUntil(lambda: any(one.windowTitle().startswith("修改") for one in sheets(window.frame)))
    window.shell.top.search.setText(CANARIES[0])
    window.toast.say(f"已保存 {next(take)}")
    window.shell.status.say(f"已保存 {next(take)}")
    ask(page, f"删除{next(take)}？", next(take), next(take), lambda: None)
    chooser = QFileDialog(page, f"另存为 {next(take)}")
    chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
    chooser.selectFile(next(take))
    chooser.open()
    QGuiApplication.clipboard().setText(next(take))


def sheets(frame):
    return [one for one in frame.findChildren(QWidget) if one.isWindow() and one.isVisible()]


@pytest.mark.faults
def test_after_the_lock_no_canary_is_left_in_widgets_titles_models_or_the_clipboard(
    sitting, everywhere, figure
):
    frame = sitting.frame
    before, page = canaries_in_sight(frame), weakref.ref(sitting.window.stack.current)

    sitting.put_away(QLineEdit())

    assert len(before) >= 14
    assert canaries_in_sight(frame) == []
    assert [one for one in frame.findChildren(QWidget) if one.isWindow()] == []
    assert frame.windowTitle() == TITLE
    assert page() is None
    told = f"0 of {len(before)} that were in sight"
    figure("N14", "canaries in widgets, titles, models and clipboard once the window is locked", told)


def test_what_was_being_typed_is_offered_back(sitting, everywhere, practice_store):
    desk = sitting.window.desk

    sitting.put_away(QLineEdit())
    desk.close()

    with practice_store.open(practice_store.folder, practice_store.catalogue) as again:
        again.actor = practice_store.actor
        assert any("金丝雀" in str(draft.body) for draft in waiting(again, "visit"))


def test_what_is_not_protected_is_not_locked_and_says_so(sitting, qtbot):
    window = sitting.window

    qtbot.keyClick(sitting.frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert window.toast.findChild(QLabel).text() == "这份数据没有加口令保护，不锁定"
    qtbot.wait(20)
    assert sitting.window is window
    assert sitting.idle is None


def test_closed_while_locked_the_next_start_finds_its_place_and_size(sitting, practice_store):
    folder, catalogue = practice_store.folder, practice_store.catalogue
    sitting.frame.resize(1100, 640)
    sitting.put_away(QLineEdit())
    sitting.frame.close()

    assert remembered.read(folder).width == 1100
    with Store.open(folder, catalogue, now=lambda: NOW) as again:
        again.actor = "余慧敏"
        assert preferences.read(again, again.actor).first_place(again.today) == "visit"


def test_locked_no_key_no_dropped_file_and_no_late_answer_does_anything(sitting, qtbot, tmp_path):
    frame, desk = sitting.frame, sitting.window.desk
    answers, book = [], tmp_path / "台账.xlsx"
    book.write_bytes(b"")
    desk.ask(lambda store: store.undoable(), answers.append, frame)

    sitting.put_away(QLineEdit())
    for key in (Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_Z, Qt.Key.Key_1, Qt.Key.Key_E, Qt.Key.Key_P):
        qtbot.keyClick(frame, key, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F5, Qt.Key.Key_F2):
        qtbot.keyClick(frame, key)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(book))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for target in (frame, frame.centralWidget(), frame.centralWidget().pages):
        QApplication.sendEvent(target, QDropEvent(QPointF(300, 300), copy, mime, left, none))
    desk.changed.emit("visit", None)
    desk.saved.emit("已保存")
    desk.failed.emit(RuntimeError())
    qtbot.wait(30)

    assert answers == []
    assert isinstance(frame.centralWidget().pages.currentWidget(), QLineEdit)
    assert sheets(frame) == []
    assert frame.windowTitle() == TITLE
    assert not frame.centralWidget().navigation.isVisible()


def test_an_import_goes_on_behind_the_lock_and_is_told_of_afterwards(sitting, practice_store, qtbot):
    frame, done, gate, ended = sitting.frame, [], threading.Event(), threading.Event()

    def job(report):
        while not gate.wait(0.01):
            report(1, 2)
        ended.set()
        return 7

    run_task(sitting.window.stack.current, "正在导入台账", job, done.append)
    qtbot.waitUntil(lambda: bool(frame.findChildren(ProgressSheet)))

    sitting.put_away(QLineEdit())
    assert not ended.is_set()
    assert sheets(frame) == []
    gate.set()
    qtbot.waitUntil(ended.is_set)
    window = sitting.let_in(opened(practice_store))

    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.findChild(QLabel).text() == "锁定期间已完成：导入台账"
    assert window.stack.place == Place("visit")
    assert done == []
