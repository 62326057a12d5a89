"""A ledger: the rows of its query, the columns asked for, what stands above them, and little memory."""

import csv
import tracemalloc
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.exchange.ledger import (
    column_of,
    in_order,
    list_columns,
    make_ledger,
    period,
    write_csv,
    write_workbook,
)
from ercheng_station.records.base import listed
from ercheng_station.records.enterprise import Enterprise, IpSnapshot
from ercheng_station.records.need import NeedStep
from ercheng_station.records.office import Setting
from ercheng_station.records.station import Equipment, Station
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import PlanTask
from tests.db.saving import made as added


def sheet_of(path):
    return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]


@pytest.fixture
def visit(store):
    added(store, Enterprise, name="𠮷祥商行")
    return added(
        store,
        Visit,
        enterprise="𠮷祥商行",
        visited_on="2026-03-05",
        way="field",
        visitors="余慧敏",
        findings="=1+1\n<b>",
        minutes=30,
    )


def test_a_workbook_has_title_station_labels_rows_and_hidden_keys(store, visit, tmp_path):
    path = tmp_path / "台账.xlsx"

    count = write_workbook(path, make_ledger(store, Query(Visit)))

    title, under, heads, row = sheet_of(path)
    book = openpyxl.load_workbook(path)
    assert count == 1
    assert title[0] == "企业走访台账"
    assert (
        under[0]
        == "单位：泽林市场监管所知识产权工作站　　期间：全部　　填表人：余慧敏　　制表日期：2026-11-20　　共 1 条"
    )
    assert heads[:4] == ["序号", "编号", "走访企业", "走访日期"]
    assert heads[-2:] == ["系统标识", "系统版本"]
    assert row[:5] == [1, "泽林ZF2026-0001", "𠮷祥商行", datetime(2026, 3, 5), "实地"]
    assert dict(zip(heads, row, strict=True))["时长（分钟）"] == 30
    assert dict(zip(heads, row, strict=True))["走访内容"] == "=1+1\n<b>"
    assert row[-2:] == [str(visit.uid), str(visit.revision)]
    keys = [get_column_letter(place) for place in (1, len(heads) - 1, len(heads))]
    assert [book.worksheets[0].column_dimensions[key].hidden for key in keys] == [False, True, True]
    assert book.worksheets[0].title == "企业走访"
    custom = {one.name: one.value for one in book.custom_doc_props}
    assert custom["ercheng.kind"] == "visit"
    assert custom["ercheng.station"] == str(store.unit.uid)
    assert custom["ercheng.count"] == "1"
    assert (custom["ercheng.masked"], custom["ercheng.practice"]) == ("yes", "no")


def test_only_the_visible_columns_come_in_their_order(store, visit, tmp_path):
    ledger = make_ledger(store, Query(Visit), columns=["way", "number", "visited_on"])

    assert [column.label for column in ledger.columns()] == [
        "序号",
        "编号",
        "走访方式",
        "走访日期",
        "系统标识",
        "系统版本",
    ]
    assert [row[:4] for row in ledger.rows()] == [[1, "泽林ZF2026-0001", "实地", date(2026, 3, 5)]]
    assert list(ledger.texts()) == [["1", "泽林ZF2026-0001", "实地", "2026-03-05"]]
    assert ledger.totals() == []


def test_amounts_are_summed(store, tmp_path):
    added(store, Enterprise, name="𠮷祥商行")
    for month, amount in enumerate(("1280.50", "", "19.50"), 1):
        added(store, IpSnapshot, enterprise="𠮷祥商行", as_of=f"2026-{month:02}-01", pledged=amount)
    ledger = make_ledger(store, in_order(Query(IpSnapshot)), columns=["enterprise", "pledged"])

    write_workbook(tmp_path / "情况.xlsx", ledger)

    assert ledger.totals() == ["合计", "", "1,300.00"]
    assert [row[:3] for row in sheet_of(tmp_path / "情况.xlsx")[3:]] == [
        [1, "𠮷祥商行", 1280.5],
        [2, "𠮷祥商行", None],
        [3, "𠮷祥商行", 19.5],
        ["合计", None, 1300],
    ]


def test_prices_of_one_piece_are_not_summed(store, tmp_path):
    added(store, Equipment, at=store.unit.name, name="记录仪", amount=2, price="1280.50", status="in_use")
    ledger = make_ledger(store, Query(Equipment), columns=["name", "price"])

    write_workbook(tmp_path / "装备.xlsx", ledger)

    assert ledger.totals() == []
    assert sheet_of(tmp_path / "装备.xlsx")[-1][:3] == [1, "记录仪", 1280.5]


def test_a_text_of_several_lines_is_as_wide_as_a_sentence(store):
    widths = {name: column_of(field, store.context).width for name, field in PlanTask.kept.items()}

    assert (widths["printed"], widths["note"], widths["handler"]) == (30, 30, 10)
    assert column_of(Visit.kept["findings"], store.context).width == 40


def test_totals_stand_under_the_number_too(store):
    ledger = replace(make_ledger(store, Query(IpSnapshot), columns=["pledged"]), numbered=True)

    assert ledger.totals() == ["合计", "", "0.00"]


def test_a_practice_station_is_marked(practice_store, tmp_path):
    ledger = make_ledger(practice_store, Query(Visit))

    assert ledger.title == "企业走访台账（练习）"
    assert ledger.count == len(list(ledger.rows())) == 60
    assert ledger.properties.custom["ercheng.practice"] == "yes"


def test_choices_become_drop_down_lists_without_retired_codes(store, visit):
    columns = {column.label: column for column in make_ledger(store, Query(Visit)).columns()}

    assert "实地" in columns["走访方式"].options
    assert columns["需要上报"].options == ["是", "否"]
    assert columns["走访内容"].options == ()
    assert columns["走访内容"].wrap
    assert not columns["走访方式"].wrap


def test_a_setting_gives_a_register_numbers(store):
    added(store, Setting, key="number.enterprise", value="{unit}QY-{serial:03}")
    added(store, Enterprise, name="甲厂")

    assert list_columns(store, Enterprise) == ["number", *listed(Enterprise)]
    assert list_columns(store, NeedStep) == list(listed(NeedStep))
    assert [row[1] for row in make_ledger(store, Query(Enterprise)).rows()] == ["泽林QY-001"]


def test_csv_has_the_same_cells_as_the_workbook(practice_store, tmp_path):
    query = in_order(Query(Visit))

    write_csv(tmp_path / "台账.csv", make_ledger(practice_store, query))
    write_workbook(tmp_path / "台账.xlsx", make_ledger(practice_store, query))

    with (tmp_path / "台账.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [[as_csv(value) for value in row] for row in sheet_of(tmp_path / "台账.xlsx")[2:]]


def as_csv(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ((), "全部"),
        (by_span("visited_on", date(2026, 1, 1), date(2026, 1, 31)), "2026-01-01 至 2026-01-31"),
        ((Condition("visited_on", "from", date(2026, 1, 1)),), "2026-01-01 起"),
        ((Condition("visited_on", "to", date(2026, 1, 31)),), "截至 2026-01-31"),
        ((Condition("visited_on", "is", date(2026, 1, 5)),), "2026-01-05"),
        ((Condition("next_on", "from", date(2026, 1, 1)),), "全部"),
    ],
)
def test_the_period_is_told_in_words(where, words):
    assert period(Query(Visit, where=tuple(where))) == words


@pytest.mark.parametrize(
    ("query", "sort"),
    [
        (Query(Visit), "visited_on"),
        (Query(Visit, sort="way"), "way"),
        (Query(Station), "created_at"),
        (Query(IpSnapshot), "as_of"),
    ],
)
def test_a_register_has_an_order_of_its_own(query, sort):
    assert in_order(query).sort == sort


def test_many_rows_take_little_memory(store, visit, tmp_path):
    one = next(iter(store.rows(Query(Visit))))

    def peak(count):
        ledger = replace(make_ledger(store, Query(Visit)), kept=(one for _ in range(count)), count=count)
        tracemalloc.start()
        write_workbook(tmp_path / "台账.xlsx", ledger)
        high = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return high

    peak(10)

    assert peak(4000) < peak(1000) + 500_000
