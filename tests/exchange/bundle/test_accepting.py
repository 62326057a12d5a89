"""Cells changed by hand in a bundle are proposed; what is accepted counts, and the station reads it in the receipt."""

from datetime import date

import openpyxl
import pytest

from ercheng_station.exchange.bundle.inbox import EDITED, accept_edits, receive
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.exchange.bundle.offices import OCTOBER, firm, mailed, office, value, visit


@pytest.fixture
def units(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as district, office(tmp_path, "泽林") as station:
        yield district, station


def edited(path, **cells):
    """Sheet → {column: value} of its first row, saved by another program."""
    book = openpyxl.load_workbook(path)
    for sheet, changed in cells.items():
        labels = [cell.value for cell in book[sheet][3]]
        for label, new in changed.items():
            book[sheet].cell(4, labels.index(label) + 1).value = new
    book.save(path)
    return path


def test_accepted_cells_count_here_and_at_the_station(units, tmp_path):
    district, station = units
    made = firm(station, "甲机械厂", contact="单雄信")
    seen = visit(station, made, OCTOBER)
    path = edited(
        mailed(station, tmp_path / "件"), 企业={"联系人": "秦琼"}, 企业走访={"走访日期": date(2026, 10, 30)}
    )
    came = receive(district, path, trust_new=True)
    before = value(district, Enterprise, made, "contact")

    after = accept_edits(district, came)

    assert (came.verdict, before) == (EDITED, "单雄信")
    assert (after.edits, after.notes[-1]) == ([], "采用了手工改动 2 处，可以撤销；对方从回执里读到")
    for store in (district, station):
        if store is station:
            receive(station, after.answer)
        assert value(store, Enterprise, made, "contact") == "秦琼"
        assert value(store, Visit, seen, "visited_on") == date(2026, 10, 30)
    again = receive(district, mailed(station, tmp_path / "再"))
    assert (again.edits, again.plan.differences) == ([], [])


def test_what_no_field_takes_stays_proposed(units, tmp_path):
    district, station = units
    made = firm(station, "甲机械厂", contact="单雄信")
    changed = {"联系人": "秦琼", "统一社会信用代码": "不是代码", "企业名称": None}
    path = edited(mailed(station, tmp_path / "件"), 企业=changed)

    after = accept_edits(district, receive(district, path, trust_new=True))

    assert sorted(one.field for one in after.edits) == ["企业名称", "统一社会信用代码"]
    assert value(district, Enterprise, made, "contact") == "秦琼"
    assert value(district, Enterprise, made, "name") == "甲机械厂"
    district.undo()
    assert value(district, Enterprise, made, "contact") == "单雄信"
