"""分站数据: each unit's figures beside the report's total, which is their sum; what a cover told otherwise is named."""

import json
import shutil
from dataclasses import replace
from uuid import uuid4

import openpyxl
import pypdfium2
import pytest

from ercheng_station.db.changes import Note
from ercheng_station.db.post import TAKEN, Post
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.station_book import write_station_book
from ercheng_station.records import CATALOGUE
from ercheng_station.reports.station_paper import write_station_paper
from ercheng_station.services.by_station import by_station
from ercheng_station.services.report_span import MONTH, YEAR, Calendar, Span
from ercheng_station.services.station_trend import trends
from tests.conftest import NOW
from tests.exchange.bundle.offices import NOVEMBER, OCTOBER, firm, mailed, office, visit
from tests.services.test_heard import cases

SPAN = Span(MONTH, 2026, 10, Calendar())


@pytest.fixture(scope="module")
def district_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sent")
    with office(folder, "鄂城区局", "bureau") as store:
        for name, count in (("泽林", 2), ("碧石", 1)):
            with office(folder, name) as station:
                for number in range(count):
                    visit(station, firm(station, f"{name}第{number}厂"), OCTOBER)
                cases(station, ("2026-10-08", "written", "2026-10-15"))
                receive(store, mailed(station, folder / name / "件"), trust_new=True)
        visit(store, firm(store, "区局自己走访的厂"), OCTOBER)
        visit(store, firm(store, "下个月的厂"), NOVEMBER)
    return folder / "鄂城区局"


@pytest.fixture
def district(district_folder, tmp_path):
    shutil.copytree(district_folder, tmp_path / "区局")
    with Store.open(tmp_path / "区局", CATALOGUE, now=lambda: NOW) as store:
        yield store


def figures(parted):
    return {line.indicator.name: (line.total, *line.values) for line in parted.lines}


def test_the_total_is_the_sum_of_the_units_and_of_the_district_itself(district):
    parted = by_station(district, SPAN)

    assert [one.name for one in parted.units] == ["泽林", "碧石", "鄂城区局"]
    assert figures(parted)["visits"] == (4, 2, 1, 1)
    assert figures(parted)["cases"] == (2, 1, 1, 0)
    assert figures(parted)["cases_rate"] == (100.0, 100.0, 100.0, None)
    assert all(line.adds_up for line in parted.lines)
    assert parted.doubts == []
    assert figures(by_station(district, replace(SPAN, form=YEAR, number=1)))["visits"] == (5, 2, 1, 2)


def test_a_line_whose_units_do_not_make_the_total_says_so(district):
    line = next(line for line in by_station(district, SPAN).lines if line.indicator.name == "visits")

    assert not replace(line, total=5).adds_up


def test_what_a_cover_told_otherwise_than_its_records_is_named(district, tmp_path):
    with Post(district.connect_reader()) as post:
        page = next(one for one in post.book(TAKEN).values() if "泽林" in one["name"])
    page |= {"sequence": 9, "figures": {**page["figures"], "visits": 7}}
    district.act("又一个包", [Note(TAKEN, str(uuid4()), json.dumps(page))])

    parted = by_station(district, SPAN)
    write_station_book(tmp_path / "分站.xlsx", district.unit.name, parted)

    assert parted.doubts == ["泽林的走访次数封面报 7，收到的记录是 2"]
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "分站.xlsx").active]
    assert rows[3] == ["类别", "指标", "单位", "合计", "泽林", "碧石", "鄂城区局"]
    assert ["走访服务", "走访次数", "次", 4, 2, 1, 1] in rows
    assert rows[-1][0] == parted.doubts[0]


def test_units_stand_in_their_own_order_unless_they_are_to_be_ranked(district):
    visits, *_ = trends(district, SPAN)

    assert [one.name for one in visits.units] == ["泽林", "碧石", "鄂城区局"]
    assert [one.name for one in visits.ordered(ranked=False)] == ["泽林", "碧石", "鄂城区局"]
    assert (visits.total[9], visits.units[0].months[9], visits.units[0].now) == (4, 2, 2)
    assert sum(visits.total) == sum(sum(one.months) for one in visits.units) == 4
    swapped = replace(visits, units=visits.units[::-1])
    assert [one.name for one in swapped.ordered(ranked=True)] == ["泽林", "鄂城区局", "碧石"]


def test_the_workbook_draws_each_figure_by_unit_and_by_month(district, tmp_path):
    found = trends(district, SPAN)
    write_station_book(tmp_path / "分站.xlsx", district.unit.name, by_station(district, SPAN), found)
    write_station_paper(tmp_path / "分站.pdf", district.unit.name, found)

    book = openpyxl.load_workbook(tmp_path / "分站.xlsx")
    assert book.sheetnames == ["分站数据", "走访次数", "登记纠纷"]
    page = book["走访次数"]
    assert [cell.value for cell in page[5]][:3] == ["泽林", 2, 0]
    units, months = page._charts
    assert (units.type, units.legend, len(months.series)) == ("bar", None, 2)
    assert months.series[1].graphicalProperties.pattFill.prst == "wdUpDiag"
    assert len(pypdfium2.PdfDocument(tmp_path / "分站.pdf")) == 2
