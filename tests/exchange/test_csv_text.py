"""The same tables as CSV: read by programs as they are, and never taken for formulas."""

import csv
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.errors import Cancelled
from ercheng_station.exchange.csv_text import guarded, unguarded, write_csv
from ercheng_station.exchange.sheet import Column

COLUMNS = [
    Column("编号", "text", 16),
    Column("走访日期", "day", 11),
    Column("时长", "whole", 6, unit="分钟", total=True),
    Column("金额", "money", 10, unit="元", total=True),
    Column("登记时间", "moment", 16),
    Column("标识", "text", 36, hidden=True),
]
ROW = ["0001", date(2026, 3, 5), -30, Decimal("1234567.80"), datetime(2026, 3, 5, 8, 59), "u1"]


def read(path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_holds_labels_and_records_only(tmp_path):
    path = tmp_path / "台账.csv"

    count = write_csv(path, COLUMNS, [ROW, [None] * 6])

    assert count == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(path) == [
        ["\ufeff编号", "走访日期", "时长（分钟）", "金额（元）", "登记时间", "标识"],
        ["0001", "2026-03-05", "-30", "1234567.80", "2026-03-05 08:59", "u1"],
        [""] * 6,
    ]


def test_text_of_any_kind_is_kept(tmp_path):
    texts = ['引号"与,逗号', "两\n行", "𠮷", "<b>&", " 前后 ", "=1+1", "'=1", "-5", "'", "＝1"]

    write_csv(tmp_path / "a.csv", [Column("内容", "text", 9)], [[text] for text in texts])

    cells = [row[0] for row in read(tmp_path / "a.csv")[1:]]
    assert cells == ['引号"与,逗号', "两\n行", "𠮷", "<b>&", " 前后 ", "'=1+1", "''=1", "'-5", "'", "'＝1"]
    assert [unguarded(cell) for cell in cells] == texts


@given(st.one_of(st.text(), st.text("'=+-@\t\r＝a")))
def test_the_guard_comes_off_as_it_went_on(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_seconds_stand_only_where_there_are_some(tmp_path):
    write_csv(tmp_path / "a.csv", [Column("时间", "moment", 9)], [[datetime(2026, 3, 5, 8, 59, 7)]])

    assert read(tmp_path / "a.csv")[1] == ["2026-03-05 08:59:07"]


def test_progress_is_told_to_the_end(tmp_path):
    told = []

    write_csv(tmp_path / "a.csv", COLUMNS, [ROW] * 600, lambda *step: told.append(step), count=600)

    assert told == [(250, 600), (500, 600), (600, 600)]


def test_stopping_leaves_the_old_file(tmp_path):
    def stop(done, total):
        raise Cancelled

    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    with pytest.raises(Cancelled):
        write_csv(path, COLUMNS, [ROW], stop)

    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
