"""The blank monthly form comes back filled in by hand: its figures count, once, and go on to the district."""

from datetime import date

import openpyxl
import pytest

from ercheng_station.exchange.bundle.inbox import FILLED, look, receive
from ercheng_station.exchange.monthly_form import write_form
from ercheng_station.records.station import Station
from ercheng_station.services.monthly_form import FIRST_ROW, blank_form
from ercheng_station.services.report_span import MONTH, Calendar, Span
from ercheng_station.services.reporting import report_of
from ercheng_station.services.submissions import State, submissions
from tests.exchange.bundle.offices import mailed, office
from tests.mediating import made

NAME = "宏达公司知识产权保护工作站"
OCTOBER = Span(MONTH, 2026, 10, Calendar())


@pytest.fixture
def station(tmp_path):
    with office(tmp_path, "泽林") as store:
        made(store, Station, name=NAME, short_name="宏达", kind="protection", plaque_on="2025-01-01")
        yield store


def filled(store, path, figures, name=NAME, heading=None):
    write_form(path, blank_form(store, date(2026, 10, 1), name))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in range(FIRST_ROW, sheet.max_row):
        code = sheet.cell(row, 6).value
        if code in figures:
            sheet.cell(row, 4, figures[code])
    if heading:
        sheet.cell(3, 1, heading)
    book.save(path)
    return path


def told(store, name):
    report = report_of(store, OCTOBER)
    return next(line.now.value for line in report.lines if line.indicator.name == name)


def test_its_figures_count_and_its_month_is_reported_and_goes_on_to_the_district(station, tmp_path):
    path = filled(station, tmp_path / "宏达.xlsx", {"risk_checks": 3, "trained": "12", "watches": 0})

    found = receive(station, path)

    assert (found.verdict, found.form.name, dict(found.form.values)) == (
        FILLED,
        NAME,
        {"risk_checks": 3, "trained": 12, "watches": 0},
    )
    assert (told(station, "risk_checks"), told(station, "trained")) == (3, 12)
    assert [one.cells[0].state for one in submissions(station, [OCTOBER])] == [State.LATE]
    with office(tmp_path, "鄂城区局", "bureau") as district:
        receive(district, mailed(station, tmp_path / "件"), trust_new=True)
        assert told(district, "risk_checks") == 3


def test_the_same_form_counts_once_and_a_corrected_one_takes_its_place(station, tmp_path):
    path = filled(station, tmp_path / "宏达.xlsx", {"risk_checks": 3})
    receive(station, path)

    again = receive(station, path)
    receive(station, filled(station, tmp_path / "改.xlsx", {"risk_checks": 5}))

    assert (again.act, again.notes) == (None, ["这张表已于 2026-11-20 汇总过"])
    assert told(station, "risk_checks") == 5


@pytest.mark.parametrize(
    ("figures", "more", "code"),
    [
        ({"risk_checks": "三次"}, {}, "filled-form-number"),
        ({"risk_checks": -1}, {}, "filled-form-number"),
        ({}, {}, "filled-form-empty"),
        ({"risk_checks": 1}, {"name": "没有登记的站"}, "filled-form-unknown"),
        ({"risk_checks": 1}, {"heading": "报送单位：泽林　　报送月份：　年　月"}, "filled-form-month"),
        ({"risk_checks": 1}, {"heading": "报送月份：2026 年 13 月"}, "filled-form-month"),
    ],
)
def test_a_form_that_cannot_be_counted_is_refused_whole(station, tmp_path, figures, more, code):
    found = look(station, filled(station, tmp_path / "表.xlsx", figures, **more))

    assert (found.error.code, found.is_welcome) == (code, False)
