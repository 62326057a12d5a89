"""A table comes out as the workbook that interface.md section 2 describes."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from ercheng_station.errors import Cancelled, UserError
from ercheng_station.exchange import workbook
from ercheng_station.exchange.sheet import Column, Properties, Sheet, SheetHead
from ercheng_station.exchange.sheet_xml import Unwritable
from ercheng_station.exchange.workbook import write_book

PROPERTIES = Properties(
    "企业走访台账",
    "泽林所",
    datetime(2026, 4, 1, 1, 30, tzinfo=UTC),
    subject="2026年3月",
    keywords="走访",
    custom={"ercheng-station": "1", "station": "a&b"},
)
HEAD = SheetHead("泽林所企业走访台账", ["填报单位：泽林所", "2026年3月", "共 2 条"])
COLUMNS = [
    Column("编号", "text", 16),
    Column("走访日期", "day", 11),
    Column("方式", "text", 9, options=("实地走访", "电话")),
    Column("时长", "whole", 6, unit="分钟", total=True),
    Column("金额", "money", 10, unit="元", total=True),
    Column("登记时间", "moment", 16),
    Column("发现问题", "text", 30, wrap=True),
    Column("标识", "text", 36, hidden=True),
]
FIRST = [
    "ZL-0001",
    date(2026, 3, 5),
    "电话",
    30,
    Decimal("1234567.80"),
    datetime(2026, 3, 5, 8, 59, 59),
    "问题",
    "u1",
]
SECOND = ["0002", date(2026, 3, 6), None, None, Decimal("-20.50"), None, "", "u2"]


def sheet(rows, *, name="企业走访", columns=COLUMNS, head=HEAD, **more) -> Sheet:
    return Sheet(name, head, columns, rows, **more)


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "台账.xlsx"


def read(path: Path, name: str = "企业走访"):
    return openpyxl.load_workbook(path)[name]


def values(page) -> list[list[object]]:
    return [list(row) for row in page.iter_rows(values_only=True)]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read(name).decode()


def test_a_ledger_has_title_line_labels_records_and_sums(path):
    count = write_book(path, [sheet([FIRST, SECOND])], PROPERTIES)

    blank = [None] * 7
    assert count == 2
    assert values(read(path)) == [
        ["泽林所企业走访台账", *blank],
        ["填报单位：泽林所　　2026年3月　　共 2 条", *blank],
        ["编号", "走访日期", "方式", "时长（分钟）", "金额（元）", "登记时间", "发现问题", "标识"],
        [
            "ZL-0001",
            datetime(2026, 3, 5),
            "电话",
            30,
            1234567.8,
            datetime(2026, 3, 5, 8, 59, 59),
            "问题",
            "u1",
        ],
        ["0002", datetime(2026, 3, 6), None, None, -20.5, None, None, "u2"],
        ["合计", None, None, 30, 1234547.3, None, None, None],
    ]


def test_dates_amounts_and_codes_have_their_formats(path):
    write_book(path, [sheet([FIRST])], PROPERTIES)

    page = read(path)
    formats = [cell.number_format for cell in page[4]]
    assert formats == ["@", "yyyy-mm-dd", "@", "0", "#,##0.00", "yyyy-mm-dd hh:mm", "@", "@"]
    below = [page.column_dimensions[letter].number_format for letter in "ABDE"]
    assert below == ["@", "yyyy-mm-dd", "0", "#,##0.00"]


def test_a_ledger_too_wide_for_one_sheet_of_paper_is_printed_on_several(path):
    plain = sheet([])
    columns = [Column(f"栏目{at}", "text", 30) for at in range(20)]
    write_book(path, [replace(plain, columns=columns, rows=[["值"] * 20])], PROPERTIES)

    page = read(path)
    assert page.page_setup.fitToWidth == 3
    assert page.print_title_cols == "$A:$B"
    assert sorted(str(area) for area in page.merged_cells.ranges) == ["A1:H1", "A2:H2"]


def test_a_ledger_is_ready_for_the_screen_and_the_printer(path):
    write_book(path, [sheet([FIRST, SECOND])], PROPERTIES)

    page = read(path)
    assert page.freeze_panes == "A4"
    assert page.auto_filter.ref == "A3:H5"
    assert sorted(str(area) for area in page.merged_cells.ranges) == ["A1:G1", "A2:G2"]
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert page.column_dimensions["H"].hidden
    assert "$A$3:$H$5<" in part(path, "xl/workbook.xml")
    assert 'sqref="A4:A5 C4:C5 G4:G5 H4:H5" numberStoredAsText="1"' in part(path, "xl/worksheets/sheet1.xml")


def test_a_choice_has_a_drop_down_list_of_any_length(path):
    many = tuple(f"第{number}种方式，很长的名称" for number in range(60))
    columns = [
        Column("甲", "text", 9, options=("是", "=否")),
        Column("乙", "text", 9, options=many),
        Column("丙", "text", 9, options=("是", "=否")),
    ]

    write_book(path, [sheet([["是", many[0], "是"]], columns=columns, name="一")], PROPERTIES)

    book = openpyxl.load_workbook(path)
    lists = book["_选项"]
    rules = {str(rule.sqref): rule.formula1 for rule in book["一"].data_validations.dataValidation}
    assert rules == {"A4": "'_选项'!$A$2:$A$3", "B4": "'_选项'!$B$2:$B$61", "C4": "'_选项'!$A$2:$A$3"}
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["A"]][:4] == ["甲", "是", "=否", None]
    assert [cell.value for cell in lists["B"]] == ["乙", *many]


def test_the_document_says_whose_it_is_and_nothing_of_its_tools(path):
    write_book(path, [sheet([FIRST])], PROPERTIES)

    book = openpyxl.load_workbook(path)
    own = book.properties
    assert (own.title, own.creator, own.lastModifiedBy) == ("企业走访台账", "泽林所", "泽林所")
    assert (own.subject, own.keywords) == ("2026年3月", "走访")
    assert own.created == own.modified == datetime(2026, 4, 1, 1, 30)
    assert {one.name: one.value for one in book.custom_doc_props.props} == PROPERTIES.custom
    assert "Application" not in part(path, "docProps/app.xml")


def test_the_same_table_gives_the_same_bytes(tmp_path):
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"

    write_book(one, [sheet([FIRST, SECOND])], PROPERTIES)
    write_book(two, [sheet(iter([FIRST, SECOND]))], PROPERTIES)

    assert one.read_bytes() == two.read_bytes()


def test_a_ledger_without_records_has_no_sum(path):
    assert write_book(path, [sheet([])], PROPERTIES) == 0

    page = read(path)
    assert page.max_row == 3
    assert page.auto_filter.ref == "A3:H4"


def test_each_sheet_ends_where_its_own_records_end(path):
    long = sheet([FIRST] * 600, name="1048576")
    short = sheet([SECOND], name="甲's <乙>")

    assert write_book(path, [long, short], PROPERTIES) == 601

    assert read(path, "1048576").auto_filter.ref == "A3:H603"
    assert read(path, "甲's <乙>").auto_filter.ref == "A3:H4"
    assert read(path, "1048576").print_title_rows == "$3:$3"


def test_a_sheet_without_a_head_begins_with_its_labels(path):
    plain = sheet([["1"]], columns=[Column("格式", "text", 9)], head=None, name="_bundle", state="veryHidden")

    assert write_book(path, [sheet([FIRST]), plain], PROPERTIES) == 1

    page = read(path, "_bundle")
    assert values(page) == [["格式"], ["1"]]
    assert page.sheet_state == "veryHidden"
    assert page.auto_filter.ref is None


def test_progress_is_told_for_every_block(path):
    told = []

    write_book(path, [sheet([FIRST] * 600, count=600)], PROPERTIES, lambda *step: told.append(step))

    assert told[-1] == (600, 600)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def stop(done: int, total: int) -> None:
    raise Cancelled


def broken():
    yield FIRST
    raise RuntimeError("the list failed")


@pytest.mark.parametrize(
    ("rows", "report", "fault"),
    [
        ([FIRST], stop, Cancelled),
        (broken(), print, RuntimeError),
        ([["\x07", *FIRST[1:]]], print, Unwritable),
        ([FIRST[:-1]], print, ValueError),
        ([FIRST, FIRST[:-1]], print, ValueError),
    ],
    ids=["stopped", "rows fail", "unprintable", "short row", "ragged rows"],
)
def test_what_fails_leaves_the_old_ledger_alone(path, rows, report, fault):
    path.write_bytes(b"old")

    with pytest.raises(fault):
        write_book(path, [sheet(rows)], PROPERTIES, report)

    assert path.read_bytes() == b"old"
    assert len(list(path.parent.iterdir())) == 1


def test_more_rows_than_a_sheet_holds_are_refused(path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 1000)  # a million rows take half a minute
    line = [Column("甲", "text", 9)]

    with pytest.raises(UserError) as caught:
        write_book(path, [sheet([["x"]] * 997, columns=line)], PROPERTIES)

    assert caught.value.code == "sheet-too-long"
    assert "996" in caught.value.what
    assert not path.exists()


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from ercheng_station.errors import UserError
from ercheng_station.exchange.sheet import Column, Properties, Sheet
from ercheng_station.exchange.workbook import write_book
whole = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), whole[1]))
rows = [[Random(n).randbytes(30).hex()] for n in range(5000)]
try:
    made = Properties("t", "a", datetime(2026, 1, 1, tzinfo=UTC))
    write_book(Path(sys.argv[1]), [Sheet("s", None, [Column("a", "text", 9)], rows)], made)
except UserError as fault:
    print(fault.code)
resource.setrlimit(resource.RLIMIT_FSIZE, whole)  # what measures the program writes too when it ends
"""


@pytest.mark.parametrize(
    ("room", "code"), [(0, "temp-no-room"), (3_000, "file-no-room"), (100_000, "file-no-room")]
)
def test_a_full_disk_leaves_the_old_ledger_alone(path, room, code):
    path.write_bytes(b"old")

    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(room)], capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr) == (f"{code}\n", "")
    assert path.read_bytes() == b"old"
    assert len(list(path.parent.iterdir())) == 1
