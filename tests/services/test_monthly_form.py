"""The monthly form of protection stations: blank with the list of who reports, or with a station's own figures."""

from datetime import date

import openpyxl
import pytest

from ercheng_station.exchange.monthly_form import write_form
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.protection import Watch
from ercheng_station.records.station import Station
from ercheng_station.services.monthly_form import FIRST_ROW, form_for
from tests.commanding import command
from tests.conftest import STATION
from tests.db.saving import made
from tests.founding import founded

MONTH = date(2026, 11, 1)


@pytest.fixture
def guarding(tmp_path):
    unit = {
        **STATION,
        "name": "=甲公司知识产权保护工作站",
        "kind": "protection",
        "host": "甲公司",
        "office": "泽林所",
    }
    with founded(tmp_path / "保护站", unit) as store:
        made(store, Enterprise, name="甲公司", no_code_why="无")
        right = {"enterprise": "甲公司", "kind": "trademark", "granted_on": "2026-11-03"}
        made(store, Right, name="甲", right_number="1", **right)
        made(
            store,
            Right,
            name="乙",
            right_number="2",
            status="lapsed",
            **{**right, "granted_on": "2020-01-01"},
        )
        made(store, Watch, enterprise="甲公司", watched_on="2026-11-05", way="shop", result="suspected")
        made(store, Watch, enterprise="甲公司", watched_on="2026-10-05", way="shop", result="nothing")
        yield store


def told(form):
    return {line.code: line.value for line in form.lines}


def test_a_protection_station_finds_its_own_figures_filled_in(guarding):
    form = form_for(guarding, MONTH)

    assert form.is_filled
    assert (form.reporter.name, form.to) == ("=甲公司知识产权保护工作站", "泽林所")
    values = told(form)
    assert (values["rights_new"], values["rights_held"], values["watches"], values["watches_found"]) == (
        1,
        1,
        1,
        1,
    )
    assert values["slips"] == values["member_services"] == 0
    assert not form_for(guarding, MONTH, blank=True).is_filled


def test_an_office_gets_a_blank_form_and_the_list_of_those_who_report(store):
    made(store, Station, name="乙园区知识产权保护工作站", kind="protection", host="乙园区", contact="李明")

    form = form_for(store, MONTH, name="乙园区知识产权保护工作站")

    assert [one.name for one in form.reporters] == ["乙园区知识产权保护工作站"]
    assert (form.reporter.contact, form.to) == ("李明", store.unit.name)
    assert set(told(form).values()) == {None}


def test_the_workbook_has_every_line_with_its_code_and_no_formula(guarding, tmp_path):
    form = form_for(guarding, MONTH)
    path = tmp_path / "月报表.xlsx"

    write_form(path, form)

    sheet = openpyxl.load_workbook(path)["月报表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST_ROW, max_col=6)]
    assert [(row[5], row[3]) for row in rows[: len(form.lines)]] == [
        (one.code, one.value) for one in form.lines
    ]
    assert sheet.column_dimensions["F"].hidden
    assert sheet["A2"].value == "报送站：=甲公司知识产权保护工作站"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_command_makes_it_for_a_month(store, tmp_path):
    made(store, Station, name="=乙园区保护工作站", kind="protection")
    store.close()

    made_form = command(store.folder, "monthly-form", tmp_path / "空白.xlsx", "--month", "2026-10").document
    wrong = command(store.folder, "monthly-form", tmp_path / "错.xlsx", "--month", "十月")

    assert (made_form["month"], made_form["filled"]) == ("2026-10", False)
    assert made_form["reporters"] == ["=乙园区保护工作站"]
    listed = openpyxl.load_workbook(tmp_path / "空白.xlsx")["填报名单"]
    assert listed["B3"].value == "=乙园区保护工作站"
    assert listed["B3"].data_type == "s"
    assert wrong.code != 0
    assert not (tmp_path / "错.xlsx").exists()
