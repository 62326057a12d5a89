"""A paper that may be reworded is saved as a Word document from its preview, by the rules of the preview."""

import docx
import pytest
from PySide6.QtWidgets import QFileDialog, QMenu

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.paper import Paper
from ercheng_station.records.visit import Visit
from ercheng_station.ui.messages import Message


def words_of(path):
    document = docx.Document(path)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def offers(window):
    """What 更多 holds, by its words."""
    window.bar._open_more()
    menu = window.bar.findChild(QMenu)
    menu.hide()
    return {action.text(): action for action in menu.actions()}


def test_the_file_name_is_proposed_and_the_chosen_one_written(
    preview, visits, practice_store, qtbot, tmp_path
):
    window = preview([visits[0].uid])

    offers(window)["另存为 Word…"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("企业走访服务记录表_2026-11-20.docx")
    dialog.fileSelected.emit(str(tmp_path / "a.docx"))
    dialog.reject()

    qtbot.waitUntil(lambda: "不会回到记录里" in window.bar.state.text(), timeout=20_000)
    assert visits[0].enterprise.name in words_of(tmp_path / "a.docx")
    assert practice_store.count(Query(Paper)) == 0


def test_what_is_shown_as_a_draft_is_a_draft_in_word_too(preview, visits, practice_store, qtbot, tmp_path):
    practice_store.act("改", [Alter(Visit, visits[0].uid, {"findings": None})])
    window = preview([visits[0].uid])

    window.save_word(tmp_path / "a.docx")

    qtbot.waitUntil(lambda: "已保存" in window.bar.state.text(), timeout=20_000)
    assert "〔待补：走访内容〕" in words_of(tmp_path / "a.docx")


def test_what_has_come_to_lack_something_since_is_refused_in_three_parts(
    preview, visits, practice_store, qtbot, tmp_path
):
    window = preview([visits[0].uid])
    practice_store.act("改", [Alter(Visit, visits[0].uid, {"findings": None})])

    window.save_word(tmp_path / "a.docx")

    qtbot.waitUntil(lambda: bool(window.findChildren(Message)), timeout=20_000)
    assert "走访内容" in window.findChild(Message).accessibleDescription()
    assert not (tmp_path / "a.docx").exists()


def test_a_file_that_cannot_be_written_is_told(preview, visits, qtbot, tmp_path):
    window = preview([visits[0].uid])

    window.save_word(tmp_path / "没有的文件夹" / "a.docx")

    qtbot.waitUntil(lambda: bool(window.findChildren(Message)), timeout=20_000)
    assert "a.docx" in window.findChild(Message).accessibleDescription()


def test_the_empty_form_is_saved_too(preview, qtbot, tmp_path):
    window = preview()

    window.save_word(tmp_path / "a.docx")

    qtbot.waitUntil(lambda: "已保存" in window.bar.state.text(), timeout=20_000)
    assert "企业走访服务记录表" in words_of(tmp_path / "a.docx")


@pytest.mark.parametrize(("form", "count", "offered"), [(0, 1, True), (0, 2, False), (1, 1, False)])
def test_word_is_offered_for_one_paper_that_may_be_reworded(preview, visits, form, count, offered):
    window = preview([one.uid for one in visits[:count]], form=PAPERS[form])

    assert ("另存为 Word…" in offers(window)) == offered
