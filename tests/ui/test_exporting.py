"""A list written out: exactly its rows, in their order, with the chosen columns; private values only with a reason."""

import csv

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from ercheng_station.db.audit import audits
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.clues import Clue
from ercheng_station.records.visit import Visit
from ercheng_station.ui.context import Desk
from ercheng_station.ui.exporting import Done, ExportSheet, export_list
from tests.assisting import changed
from tests.conftest import NOW
from tests.handling import SECRETS, clue_of, reporter_of
from tests.protecting import CLERK, HEAD, opened, protect
from tests.records.test_new_kind import WITH_PROBE, Probe, folder, probe

__all__ = ["folder", "probe"]

COLUMNS = ["#", "number", "visited_on", "enterprise"]
BY_PHONE = Query(Visit, where=by_value({"way": "phone"}), sort="visited_on", descending=True)


@pytest.fixture
def page(shown):
    return shown(QLabel())


def written(qtbot, page, sheet, path):
    sheet.write(path)
    qtbot.waitUntil(lambda: bool(page.findChildren(Done)), timeout=20_000)
    (done,) = page.findChildren(Done)
    words = done.words
    done.accept()
    return words


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf"])
def test_the_file_has_as_many_rows_as_the_list(qtbot, page, desk, tmp_path, ending):
    path = tmp_path / f"走访{ending}"
    sheet = export_list(page, desk, BY_PHONE, COLUMNS)
    sheet.choose(ending)

    assert sheet.form() == ending
    assert written(qtbot, page, sheet, path) == f"已导出 {desk.store.count(BY_PHONE)} 条"
    assert path.stat().st_size > 200


def test_rows_and_columns_come_in_the_order_of_the_list(qtbot, page, desk, tmp_path):
    path = tmp_path / "走访.csv"
    written(qtbot, page, export_list(page, desk, BY_PHONE, COLUMNS), path)

    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))

    head = next(place for place, row in enumerate(rows) if row[:1] == ["序号"])
    assert rows[head][:4] == ["序号", "编号", "走访日期", "走访企业"]
    numbers = [row[1] for row in rows[head + 1 :] if row and row[0].isdigit()]
    assert numbers == [row.number for row in desk.store.rows(BY_PHONE)]


def test_a_list_without_private_columns_asks_for_no_reason(page, desk):
    sheet = ExportSheet(page, desk, BY_PHONE, COLUMNS)

    assert sheet.unmasked.isHidden()
    sheet.reject()


@pytest.fixture
def private(qtbot, shown, folder, probe):
    with Store.open(folder, WITH_PROBE, now=lambda: NOW) as store:
        desk = Desk(store)
        page = shown(QLabel())
        yield page, desk, ExportSheet(page, desk, Query(Probe), ["number", "holder"])
        desk.close()


def cells(path):
    return [row[:3] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def test_what_will_be_hidden_of_reporters_is_told_before_the_list_leaves(qtbot, page, desk):
    clue = clue_of(desk.store)
    reporter_of(desk.store, clue)
    changed(desk.store, clue, facts=f"{SECRETS[0]}来电反映。")
    sheet = ExportSheet(page, desk, Query(Clue), ["facts"])

    qtbot.waitUntil(lambda: "的线索事实" in sheet.hidden.text())
    assert SECRETS[0] not in sheet.hidden.text()
    sheet.reject()


def test_private_values_leave_masked(qtbot, private, tmp_path):
    page, _, sheet = private

    written(qtbot, page, sheet, tmp_path / "a.xlsx")

    assert (1, "泽林CY2026-001", "110***********002X") in cells(tmp_path / "a.xlsx")


def test_private_values_leave_in_full_only_with_a_reason_and_it_is_kept(qtbot, private, tmp_path):
    page, desk, sheet = private
    sheet.unmasked.setChecked(True)
    sheet.ask_file()
    assert any(label.text() == "请写明原因" for label in sheet.findChildren(QLabel))
    sheet.why.setText("区局调取")

    written(qtbot, page, sheet, tmp_path / "a.xlsx")

    assert (1, "泽林CY2026-001", "11010519491231002X") in cells(tmp_path / "a.xlsx")
    (told,) = audits(desk.store, "export-full")
    assert told.label == "导出完整内容：抽样送检（原因：区局调取）"
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page.oddHeader.right.text == page.oddFooter.left.text
    assert page.oddHeader.right.text == f"导出人：{desk.store.actor}　2026-11-20 09:30"


@pytest.fixture
def export_of(closed_folder, qtbot, shown):
    """export_of(login) is the sheet over a register with a private column of a protected station."""
    protect(closed_folder)
    kind = next(one for one in CATALOGUE if not one.confided_to and any(f.private for f in one.kept.values()))
    name = next(field.name for field in kind.kept.values() if field.private)
    desks = []

    def open_it(login):
        desks.append(Desk(opened(closed_folder, login)))
        return ExportSheet(shown(QLabel()), desks[-1], Query(kind), [name])

    yield open_it
    for desk in desks:
        desk.close()


def test_who_lets_numbers_leave_in_full_shows_once_more_who_he_is(export_of, qtbot):
    sheet = export_of(HEAD)
    sheet.unmasked.setChecked(True)
    sheet.why.setText("区局调取")
    fault = sheet._fault

    sheet.ask_file()
    assert fault.text() == "请再输一次自己的口令"
    sheet.password.setText("Not-mine 12345 at all")
    sheet.ask_file()
    qtbot.waitUntil(lambda: fault.text() == "用户名或口令不对。")
    assert QApplication.activeModalWidget() is None
    sheet.password.setText(HEAD.password)
    sheet.ask_file()

    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    QApplication.activeModalWidget().reject()


def test_a_clerk_is_not_offered_to_let_numbers_leave_in_full(export_of):
    sheet = export_of(CLERK)

    assert not sheet.unmasked.isEnabled()
    assert sheet.unmasked.text().endswith("（站长可以）")
