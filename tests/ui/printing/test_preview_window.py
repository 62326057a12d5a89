"""The preview shows the very file that is printed and saved, says what is missing, and freezes nothing by itself."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.paper import Paper
from ercheng_station.records.visit import Visit
from ercheng_station.services.papers import give_out
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.messages import Message
from ercheng_station.ui.printing.offset import OffsetSheet
from ercheng_station.ui.printing.printer import new_printer
from ercheng_station.ui.printing.window import print_empty, print_records


def last_act(store):
    return store.undoable()[1]


def text_of(path):
    with Preview(path) as opened:
        return "".join("".join(opened.text(page).split()) for page in range(opened.pages))


def message_in(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(Message)))
    return window.findChild(Message)


def pdf_printer(path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.fixture
def send(preview, desk, qtbot, tmp_path):
    """send(uids, copies) prints them and gives the name of the act."""

    def go(uids, copies):
        labels = []
        desk.acted.connect(lambda act: labels.append(act.label))
        window, printer = preview(uids), pdf_printer(tmp_path / "out.pdf")
        printer.setCopyCount(copies)
        window.send(printer)
        qtbot.waitUntil(lambda: "已送到打印机" in window.bar.state.text(), timeout=20_000)
        return labels[0]

    return go


def lacking(store, visit, *names):
    store.act("改", [Alter(Visit, visit.uid, dict.fromkeys(names))])


def test_a_complete_sheet_is_shown_as_it_will_be_final(preview, visits, practice_store):
    window = preview([visits[0].uid])

    assert window.bar.page.text() == "第 1 页，共 1 页"
    assert window.bar.final.isChecked()
    assert window.bar.missing == ""
    assert "定稿" in window.bar.state.text()
    assert "草稿" not in text_of(window.laid.path)
    assert practice_store.count(Query(Paper)) == 0
    assert practice_store.get(Visit, visits[0].uid).printed_on is None


def test_no_title_of_a_window_names_a_firm(preview, visits):
    assert preview([visits[0].uid]).windowTitle() == "打印预览 - 企业走访服务记录表"


def test_the_window_leaves_the_others_alive(preview, visits):
    window = preview([visits[0].uid])

    assert window.windowModality() == Qt.WindowModality.NonModal
    assert window.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def test_what_is_missing_is_named_and_only_a_draft_can_be_printed(preview, visits, practice_store):
    lacking(practice_store, visits[0], "findings", "receiver")

    window = preview([visits[0].uid])

    assert "〔待补：走访内容〕〔待补：企业接待人〕" in window.bar.missing
    assert window.bar.draft.isChecked()
    assert not window.bar.final.isEnabled()
    assert "〔待补：走访内容〕" in text_of(window.laid.path)


def test_what_is_missing_may_be_left_for_the_pen_and_the_act_says_so(
    preview, visits, practice_store, qtbot, tmp_path
):
    lacking(practice_store, visits[0], "receiver")
    window = preview([visits[0].uid])

    window.bar.by_hand.click()
    qtbot.waitUntil(window.bar.final.isChecked)
    assert "待补" not in text_of(window.laid.path)
    assert window.bar.state.text().startswith("留空手填：企业接待人。")
    window.bar.final.click()
    assert window.how.by_hand
    window.save(tmp_path / "a.pdf")

    qtbot.waitUntil((tmp_path / "a.pdf").exists)
    assert last_act(practice_store) == "定稿企业走访服务记录表（留空手填：企业接待人）"


def test_a_draft_of_a_complete_sheet_says_so_and_is_kept_nowhere(
    preview, visits, practice_store, qtbot, tmp_path
):
    window = preview([visits[0].uid])

    window.bar.draft.click()
    qtbot.waitUntil(lambda: "草稿带水印" in window.bar.state.text())
    window.save(tmp_path / "a.pdf")

    qtbot.waitUntil((tmp_path / "a.pdf").exists)
    assert practice_store.count(Query(Paper)) == 0
    window.bar.final.click()
    qtbot.waitUntil(lambda: "打印或另存时定稿" in window.bar.state.text())


def test_what_is_saved_is_the_version_byte_for_byte(preview, visits, practice_store, sheet, qtbot, tmp_path):
    window = preview([visits[0].uid])
    shown = window.laid.path.read_bytes()

    window.save(tmp_path / "saved.pdf")
    qtbot.waitUntil(lambda: "已保存" in window.bar.state.text())

    printed = give_out(practice_store, sheet, visits[0].uid, tmp_path / "again.pdf")
    assert printed.version == 1
    assert (tmp_path / "saved.pdf").read_bytes() == (tmp_path / "again.pdf").read_bytes() == shown
    qtbot.waitUntil(lambda: "定稿第 1 版" in window.bar.state.text())
    assert practice_store.get(Visit, visits[0].uid).printed_on == practice_store.today


def test_a_version_saved_again_makes_no_act(preview, visits, practice_store, sheet, qtbot, tmp_path):
    give_out(practice_store, sheet, visits[0].uid, tmp_path / "a.pdf")
    before = practice_store.undoable()

    window = preview([visits[0].uid])
    window.save(tmp_path / "b.pdf")

    qtbot.waitUntil((tmp_path / "b.pdf").exists)
    assert practice_store.undoable() == before


def test_a_file_that_cannot_be_written_is_told_and_the_preview_stays(preview, visits, qtbot, tmp_path):
    window = preview([visits[0].uid])

    window.save(tmp_path / "没有的文件夹" / "a.pdf")

    assert "a.pdf" in message_in(window, qtbot).accessibleDescription()


def test_without_a_printer_the_message_offers_to_save(preview, visits, practice_store, qtbot):
    window = preview([visits[0].uid])

    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    message = message_in(window, qtbot)
    assert message.accessibleDescription().startswith("没有可用打印机，可改为保存 PDF。")
    qtbot.keyClick(message, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    dialog = window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".pdf")
    dialog.close()
    assert practice_store.count(Query(Paper)) == 0


def test_with_a_printer_its_dialog_opens_over_the_preview(preview, visits, qtbot):
    window = preview([visits[0].uid], printers=["HP LaserJet"])

    window.print()

    dialog = window.findChild(QPrintDialog)
    assert (dialog.minPage(), dialog.maxPage()) == (1, 1)
    dialog.reject()
    assert window.bar.state.text().startswith("打印或另存时定稿")


def test_printing_settles_logs_and_sends_every_page(preview, visits, practice_store, qtbot, tmp_path):
    window = preview([one.uid for one in visits])

    window.send(pdf_printer(tmp_path / "out.pdf"))
    qtbot.waitUntil(lambda: "已送到打印机：3 页" in window.bar.state.text(), timeout=20_000)

    assert last_act(practice_store) == "打印企业走访服务记录表 3 份"
    assert practice_store.count(Query(Paper)) == 3
    with Preview(tmp_path / "out.pdf") as out:
        assert out.pages == 3
    assert {practice_store.get(Visit, one.uid).printed_on for one in visits} == {practice_store.today}


@pytest.mark.parametrize(
    ("count", "label"),
    [(0, "打印空白企业走访服务记录表 2 份"), (1, "打印企业走访服务记录表（草稿） 2 份")],
)
def test_what_is_no_version_is_logged_with_its_copies(send, visits, practice_store, count, label):
    lacking(practice_store, visits[0], "findings")

    assert send([one.uid for one in visits[:count]], copies=2) == label
    assert practice_store.count(Query(Paper)) == 0


def test_several_are_one_file_with_a_page_for_each_and_name_what_lacks(preview, visits, practice_store):
    lacking(practice_store, visits[1], "findings")

    window = preview([one.uid for one in visits])

    assert (window.laid.pages, window.laid.starts) == (3, (1, 2, 3))
    assert window.bar.page.text() == "第 1 页，共 3 页"
    assert window.bar.missing.startswith("3 份中有 1 份还缺〔待补：走访内容〕")
    assert window.bar.final.isHidden()
    text = text_of(window.laid.path)
    assert all(one.number in text for one in visits)


def test_where_all_lack_something_none_is_said_to_become_final(preview, visits, practice_store):
    for one in visits[:2]:
        lacking(practice_store, one, "findings")

    window = preview([one.uid for one in visits[:2]])

    assert window.bar.missing == "2 份都还缺〔待补：走访内容〕，按草稿打印。"
    assert window.bar.state.text() == "2 份合成一个打印任务。"


def test_a_change_elsewhere_is_shown_and_nothing_old_is_settled(
    preview, visits, practice_store, desk, qtbot, tmp_path
):
    window = preview([visits[0].uid])
    change = [Alter(Visit, visits[0].uid, {"problems": "新发现的问题"})]

    practice_store.act("改", change)
    window.save(tmp_path / "a.pdf")

    assert "又被改过" in message_in(window, qtbot).accessibleDescription()
    qtbot.waitUntil(lambda: "新发现的问题" in text_of(window.laid.path))
    assert not (tmp_path / "a.pdf").exists()
    desk.act("再改", [Alter(Visit, visits[0].uid, {"problems": "又一处"})], window)
    qtbot.waitUntil(lambda: "又一处" in text_of(window.laid.path))


def test_a_character_nobody_can_print_is_named_and_the_empty_preview_goes(
    desk, owner, sheet, visits, practice_store, qtbot
):
    practice_store.act("改", [Alter(Visit, visits[0].uid, {"findings": "表情😀"})])

    window = print_records(owner, desk, sheet, [visits[0].uid])

    message = message_in(window, qtbot)
    assert "😀" in message.accessibleDescription()
    assert not window.bar.print_button.isEnabled()
    message.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(window))


def test_the_keys_scroll_zoom_save_and_close(preview, visits, qtbot):
    window = preview([one.uid for one in visits])
    qtbot.keyClick(window, Qt.Key.Key_PageDown)
    qtbot.keyClick(window, Qt.Key.Key_End)
    assert window.bar.page.text() == "第 3 页，共 3 页"
    qtbot.keyClick(window, Qt.Key.Key_Home)
    assert window.bar.page.text() == "第 1 页，共 3 页"

    before = window.pages.zoom
    qtbot.keyClick(window, Qt.Key.Key_Plus)
    assert window.pages.zoom > before
    qtbot.keyClick(window, Qt.Key.Key_Minus)
    qtbot.keyClick(window, Qt.Key.Key_A)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(QFileDialog)))
    window.findChild(QFileDialog).close()
    folder = Path(window._folder.name)

    qtbot.keyClick(window, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not shiboken6.isValid(window))
    qtbot.waitUntil(lambda: not folder.exists())


def test_the_empty_form_and_a_window_closed_before_it_stands(desk, owner, sheet, qtbot):
    early = print_empty(owner, desk, sheet)
    early.print()
    early.save_as()
    early.save(Path("nowhere.pdf"))
    early.send()
    early.open_outside()
    early.close()

    window = print_empty(owner, desk, sheet)
    qtbot.waitUntil(lambda: window.laid is not None)

    assert window.bar.state.text() == "空白表，留给手写。"
    assert window.windowTitle().endswith("（空白）")
    assert window.bar.final.isHidden()


def test_the_viewer_gets_a_copy_of_the_version(preview, visits, practice_store, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    window = preview([visits[0].uid])
    content = window.laid.path.read_bytes()

    window.bar.viewer_asked.emit()

    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == content
    assert opened[0].suffix == ".pdf"
    assert practice_store.count(Query(Paper)) == 1


def test_each_printer_keeps_its_own_offset(preview, visits, practice_store, desk, qtbot):
    practice_store.drafts.prefer(
        "", "printing", {"last": "乙", "offsets": {"乙": [1.5, -2], "坏": ["x", 0], "远": [900, 0]}}
    )
    window = preview([visits[0].uid], printers=["甲", "乙"])
    qtbot.waitUntil(lambda: window._likings.last == "乙")

    window.bar.offset_asked.emit()
    sheet = window.findChild(OffsetSheet)
    assert (sheet.printer.currentText(), sheet.right.value(), sheet.down.value()) == ("乙", 1.5, -2.0)
    sheet.printer.setCurrentText("甲")
    assert (sheet.right.value(), sheet.down.value()) == (0.0, 0.0)
    sheet.right.setValue(3)
    sheet.accept()

    assert (window._likings.offset("甲"), window._likings.offset("远")) == ((3.0, 0.0), (0.0, 0.0))
    qtbot.waitUntil(
        lambda: (
            practice_store.drafts.preferred("", "printing")["offsets"]
            == {"甲": [3.0, 0.0], "乙": [1.5, -2.0]}
        )
    )


def test_an_offset_needs_a_printer(preview, visits, qtbot):
    window = preview([visits[0].uid])

    window.choose_offset()

    assert "没有可用打印机" in message_in(window, qtbot).accessibleDescription()


def test_the_menu_of_more_offers_the_viewer_and_the_offset(preview, visits):
    window = preview([visits[0].uid])

    window.bar._open_more()

    words = [
        action.text()
        for child in window.bar.children()
        if hasattr(child, "actions")
        for action in child.actions()
    ]
    assert {"用系统的阅读器打开", "套打位置…"} <= set(words)


def test_a_photo_page_that_lacks_photos_cannot_be_filled_in_by_hand(preview, visits):
    window = preview([visits[0].uid], form=PAPERS[1])

    assert "〔待补：现场照片〕" in window.bar.missing
    assert window.bar.by_hand.isHidden()


def test_what_no_printer_took_can_be_counted_as_not_printed(preview, visits, practice_store, qtbot):
    uid = visits[0].uid
    window = preview([uid], printers=["没有这台"])

    window.send(new_printer("没有这台", "测试", (595.28, 841.89)))

    message = message_in(window, qtbot)
    assert practice_store.get(Visit, uid).printed_on == practice_store.today
    next(one for one in message.findChildren(Button) if one.text() == "撤销打印登记").click()
    qtbot.waitUntil(lambda: practice_store.get(Visit, uid).printed_on is None)
