"""What lies in a file comes out as it stands there; what would harm is refused by name, and the program goes on."""

import subprocess
import sys
import zipfile
from datetime import date

import openpyxl
import pytest

from ercheng_station.errors import Cancelled, UserError
from ercheng_station.exchange.reading.book import LIMITS, Limits, Merged
from ercheng_station.exchange.reading.reader import read_book
from tests.exchange.reading.making import STRINGS, packed, parts, sheet, styles, workbook

ONE = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'


@pytest.fixture
def path(tmp_path):
    return tmp_path / "台账.xlsx"


def refused(path, **more):
    with pytest.raises(UserError) as caught:
        read_book(path, **more)
    return caught.value


def rows(path, **more):
    (only,) = read_book(path, **more).sheets
    return only.rows


def test_every_chinese_date_format_is_a_date_and_a_count_is_none(path):
    formats = (0, 14, 22, 27, 31, 36, 50, 57, 58)
    cells = "".join(f'<c r="{chr(65 + at)}1" s="{at}"><v>45797</v></c>' for at in range(len(formats)))
    workbook(path, sheet(f'<row r="1">{cells}</row>'), look=styles(*formats))

    assert rows(path) == [[45797.0, *[date(2025, 5, 20)] * (len(formats) - 1)]]


def test_the_epoch_of_1904_is_honoured(path):
    cell = '<row r="1"><c r="A1" s="0"><v>45797</v></c></row>'
    workbook(path, sheet(cell), look=styles(14), epoch='<workbookPr date1904="1"/>')

    assert rows(path) == [[date(2029, 5, 21)]]


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "A1:A10"])
def test_a_wrong_dimension_loses_and_adds_nothing(path, dimension):
    body = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>1</v></c></row>' for at in range(1, 41)
    )
    workbook(path, sheet(body, dimension=dimension))

    assert rows(path) == [[float(at), 1.0] for at in range(1, 41)]


def test_empty_rows_and_columns_before_the_table_keep_their_place(path):
    workbook(
        path,
        sheet(
            '<row r="3"><c r="C3"><v>1</v></c><c r="E3"><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c></row>'
        ),
    )

    assert rows(path) == [[""] * 5] * 2 + [
        ["", "", 1.0, "", 2.0], [""] * 5, ["", "", "", 3.0, ""],
    ]  # fmt: skip


def test_hidden_rows_merged_cells_and_unsolved_formulas_are_told(path):
    body = (
        f'{ONE}<row r="2" hidden="1"><c r="A2"><v>5</v></c></row>'
        '<row r="3"><c r="A3"><f>A2+1</f></c><c r="B3"><f>A2+1</f><v>6</v></c></row>'
    )
    workbook(path, sheet(body, behind='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'))

    (only,) = read_book(path).sheets

    assert only.hidden == {2}
    assert only.merged == (Merged(0, 0, 0, 1),)
    assert only.unsolved == {"A3"}
    assert only.rows[1][0] == 5.0


def test_what_is_seen_of_a_sheet_is_told_of_that_sheet(path):
    second = sheet('<row r="1" hidden="1"><c r="A1"><v>2</v></c></row>')
    workbook(path, sheet(ONE), second)

    first, other = read_book(path).sheets

    assert (first.title, first.hidden) == ("表1", frozenset())
    assert (other.title, other.hidden) == ("表2", {1})


def test_two_cells_at_the_ends_of_the_sheet_do_not_end_the_program(path):
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    workbook(path, sheet(ONE + far))

    error = refused(path)

    assert error.code == "import-far-cell"
    assert "XFD1048576" in error.what


def test_a_row_far_below_is_refused_with_both_numbers(path):
    workbook(path, sheet(f'{ONE}<row r="1048576"><c r="T1048576"><v>2</v></c></row>'))

    error = refused(path)

    assert error.code == "import-too-large"
    assert "1,048,576 行" in error.what
    assert "200,000 行" in error.what


def test_what_aborts_the_parser_is_a_message_and_nothing_more(path, capfd):
    """The same two cells where nobody looked at them first: the parser's process dies alone."""
    from ercheng_station.exchange.reading import reader  # noqa: PLC0415

    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    workbook(path, sheet(ONE + far))

    with pytest.raises(UserError) as caught:
        reader._in_a_process(path, LIMITS, lambda _done, _total: None)

    assert caught.value.code in {"import-broken", "import-too-large"}
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(rows=3), "行数"),
        (Limits(columns=2), "列数"),
        (Limits(unpacked=2_000), "解压后大小"),
        (Limits(parts=4), "内部文件数"),
        (Limits(file=100), "文件大小"),
    ],
)
def test_a_limit_is_named(path, limits, what):
    body = "".join(
        f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="B{at}"><v>1</v></c><c r="C{at}"><v>1</v></c></row>'
        for at in range(1, 5)
    )
    workbook(path, sheet(body))

    assert what in refused(path, limits=limits).what


def test_a_declared_size_that_lies_helps_nobody(path):
    packed(path, parts(sheet(ONE + " " * 3_000_000)))
    content = path.read_bytes()
    with zipfile.ZipFile(path) as packed_file:
        size = packed_file.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little")))

    assert refused(path, limits=Limits(unpacked=1_000_000)).code in {"import-too-large", "import-truncated"}


@pytest.mark.parametrize(
    "entity", ['<!ENTITY e SYSTEM "file:///etc/hostname">', '<!ENTITY a "aaaa"><!ENTITY e "&a;&a;">']
)
def test_entities_are_not_resolved(path, entity):
    strings = STRINGS.replace("<sst", f"<!DOCTYPE x [{entity}]><sst").replace("甲", "&e;")
    workbook(path, sheet(ONE), strings=strings)

    assert refused(path).code == "import-forbidden-xml"


def test_a_sheet_whose_part_is_missing_is_not_an_empty_sheet(path):
    content = parts(sheet(ONE), sheet(ONE))
    del content["xl/worksheets/sheet2.xml"]
    packed(path, content)

    assert refused(path).code == "import-broken"


@pytest.mark.parametrize("keep", [0.3, 0.5, 0.9, 0.999])
def test_half_a_file_is_refused(path, keep):
    workbook(path, sheet(ONE))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])

    assert refused(path).code == "import-truncated"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import-empty"),
        (b"%PDF-1.4 \n", "import-not-a-table"),
        ("<html><table><tr><td>姓名</td></tr></table></html>".encode("gb18030"), "import-not-a-table"),
        (b"\x7fELF\0\0\0", "import-not-a-table"),
        (b"PK\x05\x06" + b"\0" * 18, "import-not-a-table"),
    ],
)
def test_what_is_no_table_is_called_what_it_is(path, content, code):
    path.write_bytes(content)

    assert refused(path).code == code


def test_a_word_document_is_not_read(path):
    packed(path, {"word/document.xml": "<w/>"})

    assert "文字文档" in refused(path).what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_in_every_usual_encoding_is_read(tmp_path, encoding, separator):
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称{separator}备注\r\n鄂州𠮷田{separator}\r\n", encoding=encoding, newline="")

    assert rows(path) == [["企业名称", "备注"], ["鄂州𠮷田", None]]


def test_a_locked_workbook_asks_and_a_wrong_password_is_said_so(path, tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    plain = tmp_path / "plain.xlsx"
    made = openpyxl.Workbook()
    for at in range(400):  # the library that locks it needs 4 kB
        made.active.append([f"企业{at}", at])
    made.save(plain)
    with plain.open("rb") as file, path.open("wb") as out:
        OOXMLFile(file).encrypt("口令abc", out)

    assert refused(path).code == "import-locked"
    assert refused(path, password="abc").code == "import-password-wrong"
    assert rows(path, password="口令abc")[0] == ["企业0", 0.0]


def test_the_name_of_a_file_says_nothing(tmp_path):
    path = tmp_path / "旧台账.xls"
    workbook(path, sheet(ONE))

    assert rows(path) == [["甲"]]


def test_reading_can_be_stopped(path):
    workbook(path, sheet(ONE))

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_book(path, report=stop)


def test_macros_and_pictures_are_told_once(path):
    content = parts(sheet(ONE)) | {"xl/vbaProject.bin": b"x", "xl/media/a.png": b"x", "xl/media/b.png": b"x"}
    packed(path, content)

    notes = read_book(path).notes

    assert len(notes) == 2
    assert any("宏" in note for note in notes)


@pytest.mark.parametrize(
    ("what", "content", "kept"),
    [
        ("解压后大小", parts(sheet(ONE + " " * 40_000_000)), "unpacked=30_000_000"),
        ("压缩比", parts(sheet(ONE + " " * 40_000_000)), ""),
        ("一格的字数", parts(sheet(ONE), strings=STRINGS.replace("甲", "甲" * 5_000_000)), ""),
    ],
)
def test_a_bomb_is_refused_in_little_memory(path, what, content, kept):
    packed(path, content)
    script = (
        "import re, sys; from pathlib import Path\n"
        "from ercheng_station.exchange.reading.reader import read_book\n"
        "from ercheng_station.exchange.reading.book import Limits\n"
        "from ercheng_station.errors import UserError\n"
        f"try: read_book(Path(sys.argv[1]), limits=Limits({kept}))\n"
        "except UserError as error: print(error.code, error.facts['what'])\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
    )
    told = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)

    code, why, kilobytes = told.stdout.split()
    assert (code, why) == ("import-too-large", what)
    assert int(kilobytes) < 300_000
