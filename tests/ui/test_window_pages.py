"""The window with its real pages: nothing typed is lost on the way between them, and all of it fits a small screen."""

import threading

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from ercheng_station.db import first_page
from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.records import CATALOGUE
from ercheng_station.records.clues import Clue, Reporter
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from ercheng_station.ui.context import Place
from ercheng_station.ui.page_registry import ENTERPRISE
from ercheng_station.ui.printing.window import PreviewWindow
from ercheng_station.ui.task import run_task
from tests.ui.typing_in import write


def type_visit(window, qtbot):
    """Begins a visit and types two characters of what was found."""
    window.begin_new("visit")
    page = window.stack.current
    qtbot.waitUntil(page.editor.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: "findings" in page.editor.form.cells)
    page.editor.form.input("findings").focus_first()
    write("商标")
    return page


def test_what_one_person_types_is_out_of_sight_when_another_sits_down(open_window, qtbot, practice_store):
    window = open_window()
    page = type_visit(window, qtbot)

    window.seat.sit("程德胜")

    qtbot.waitUntil(lambda: window.shell.top.person.text() == "程德胜")
    assert not page.editor.isVisible()
    kept = {draft.person: draft.body for draft in practice_store.drafts.all()}
    assert list(kept) == ["余慧敏"]
    assert "商标" in str(kept["余慧敏"])


def test_what_was_confided_to_one_person_is_out_of_sight_when_another_sits_down(
    open_window, qtbot, practice_store
):
    practice_store.actor = "余慧敏"
    (clue,) = practice_store.rows(Query(Clue, where=by_value({"source": "consumer"})))
    (reporter,) = practice_store.confided(Reporter, Link(clue.uid, clue.label, "clue"))
    window = open_window()
    window.go(Place("reporter", reporter.uid))
    record = window.stack.current.record
    qtbot.waitUntil(lambda: record.told is not None and record.told.row.uid == reporter.uid, timeout=10_000)

    window.seat.sit("张立新")

    qtbot.waitUntil(lambda: window.shell.top.person.text() == "张立新")
    assert record.told is None
    assert not record.card.isVisible()
    refused = []
    window.desk.failed.disconnect()  # the message waits for a person
    window.desk.failed.connect(refused.append)
    record.show_record(reporter.uid, at_once=True)
    qtbot.waitUntil(lambda: bool(refused))
    assert refused[0].code == "confided"
    assert record.told is None


def test_what_is_typed_when_the_window_closes_is_a_draft(open_window, qtbot, practice_store):
    window = open_window()
    type_visit(window, qtbot)

    window.frame.close()

    with Store.open(practice_store.folder, CATALOGUE) as again:
        assert ["商标" in str(draft.body) for draft in again.drafts.all()] == [True]


def test_the_first_record_opened_from_today_s_board_answers_to_its_keys(open_window, qtbot, practice_store):
    window = open_window(1093, 614)
    need = next(practice_store.rows(Query(Need)))
    board = window.stack.current
    qtbot.waitUntil(lambda: board.isAncestorOf(QApplication.focusWidget()))

    window.desk.go("need", need.uid)

    page = window.stack.current
    qtbot.waitUntil(lambda: page.record.told is not None and page.record.told.row.uid == need.uid)
    assert page.record.edit_button.hasFocus()


def test_what_a_command_adds_later_keeps_no_row_from_the_next_first_list(open_window, qtbot, practice_store):
    window = open_window()
    window.go(Place("enterprise"))
    view = window.stack.current.pane.view
    qtbot.waitUntil(lambda: bool(view.model().index(0, 1).data()))
    name = view.model().index(0, 1).data()
    window.frame.close()
    folder, now = practice_store.folder, lambda: practice_store.now

    with Store.open(folder, CATALOGUE) as again:
        values, _ = again.examine(Enterprise, {"name": "鄂州市后来有限公司", "scale": "micro"})
        again.act("新增企业", [Create(Enterprise, values)])
    rows = first_page.read(folder, now)["rows"]

    assert rows[0][:2] == [["1"], ["…"]]
    assert rows[1][:2] == [["2"], [name]]


@pytest.mark.parametrize("name", ["desk", "visit", "need", "enterprise", "station", "care", ENTERPRISE])
@pytest.mark.parametrize("size", [(1093, 614), (880, 460)], ids=["office", "smallest"])
def test_no_page_scrolls_sideways(open_window, qtbot, practice_store, name, size):
    window = open_window(*size)
    enterprise = next(practice_store.rows(Query(Enterprise)))

    window.go(Place(name, enterprise.uid if name in ("enterprise", ENTERPRISE) else None))
    qtbot.wait(300)

    assert (window.frame.width(), window.frame.height()) == size
    areas = window.shell.pages.findChildren(QAbstractScrollArea)
    assert [area for area in areas if area.isVisible() and area.horizontalScrollBar().maximum()] == []


def test_every_entry_of_the_navigation_opens(open_window, qtbot):
    window = open_window()

    for entry in window.entries:
        window.go(Place(entry.name))
        assert window.shell.navigation.in_sight == entry.name
        assert window.stack.current.title


def test_closing_waits_for_an_export_and_leaves_it_whole(open_window, qtbot, tmp_path):
    window = open_window()
    window.go(Place("visit"))
    page, gate, path = window.stack.current, threading.Event(), tmp_path / "走访.csv"

    def job(report):
        gate.wait(10)
        return write_ledger(path, make_ledger(window.desk.store, Query(Visit)), report)

    run_task(page, "正在导出", job, lambda _: None)
    window.frame.close()
    assert window.frame.isVisible()
    assert not path.exists()

    gate.set()
    qtbot.waitUntil(lambda: not window.frame.isVisible(), timeout=20_000)
    assert path.read_bytes().count(b"\n") == 61
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


def test_the_preview_closes_with_its_window(open_window, qtbot):
    window = open_window()
    window.go(Place("visit"))
    page = window.stack.current
    qtbot.waitUntil(lambda: page.record.told is not None)
    page.record.print_first()
    (preview,) = page.findChildren(PreviewWindow)
    gone = []
    preview.destroyed.connect(lambda: gone.append(True))

    window.frame.close()

    qtbot.waitUntil(lambda: not window.frame.isVisible(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(gone))
