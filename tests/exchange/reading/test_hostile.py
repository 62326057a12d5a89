"""Files that are broken, hostile or merely strange: refused by name, or read whole; nothing hangs and nothing is left behind."""

import multiprocessing
import tempfile
import time
import warnings
import zipfile
from pathlib import Path

import pytest

from ercheng_station.errors import Cancelled, UserError
from ercheng_station.exchange.reading.book import Limits
from ercheng_station.exchange.reading.reader import read_book
from tests.exchange.reading.making import STRINGS, packed, parts, sheet, workbook

ONE = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
SECONDS = 20
"""Far more than any of these takes on a busy machine, far less than a hang."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "台账.xlsx"


@pytest.fixture(autouse=True)
def leaves_nothing_behind(tmp_path, monkeypatch):
    """No process, no file beside, none where temporary ones go."""
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < SECONDS
    assert multiprocessing.active_children() == []
    assert list(spare.iterdir()) == []


def refused(path, **more):
    before = path.read_bytes() if path.exists() else b""
    with pytest.raises(UserError) as caught:
        read_book(path, **more)
    assert (path.read_bytes() if path.exists() else b"") == before
    assert path.name in caught.value.what
    return caught.value


def column(first, last, value="1"):
    return "".join(f'<row r="{at}"><c r="A{at}"><v>{value}</v></c></row>' for at in range(first, last + 1))


def test_a_million_styled_empty_rows_are_no_rows(path):
    blank = "".join(f'<row r="{at}" s="1"><c r="A{at}" s="1"/></row>' for at in range(2, 1_000_000))
    workbook(path, sheet(ONE + blank))

    (only,) = read_book(path).sheets

    assert only.rows == [["甲"]]


def test_cells_joined_over_the_whole_sheet_end_nothing(path):
    workbook(path, sheet(ONE, behind='<mergeCells><mergeCell ref="A1:D1048576"/></mergeCells>'))

    (only,) = read_book(path).sheets

    assert only.rows == [["甲"]]


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
def test_a_part_that_is_missing_is_told_and_never_an_empty_sheet(path, name):
    content = parts(sheet(ONE))
    del content[name]

    assert refused(packed(path, content)).code in {"import-broken", "import-truncated"}


def test_two_parts_of_one_name_are_refused(path):
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as file:
        warnings.simplefilter("ignore")
        for name, text in [*parts(sheet(ONE)).items(), ("xl/worksheets/sheet1.xml", sheet(column(1, 3)))]:
            file.writestr(name, text)

    assert refused(path).code == "import-truncated"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content | {"xl/worksheets/sheet1.xml": content["xl/worksheets/sheet1.xml"][:-30]},
        lambda content: content | {"xl/worksheets/sheet1.xml": "nothing of xml"},
        lambda content: content | {"xl/worksheets/sheet1.xml": sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')},
        lambda content: content | {"xl/sharedStrings.xml": STRINGS[:-20]},
        lambda content: content | {"xl/worksheets/sheet1.xml": sheet('<row r="0"><c r="A0"><v>1</v></c></row>')},
        lambda content: content | {"xl/worksheets/sheet1.xml": sheet(ONE).encode("utf-16")},
    ],
    ids=["cut", "no xml", "string out of range", "strings cut", "row 0", "utf-16"],
)  # fmt: skip
def test_broken_parts_are_one_message(path, spoil):
    packed(path, spoil(parts(sheet(ONE))))

    assert refused(path).code in {"import-broken", "import-truncated", "import-forbidden-xml"}


@pytest.mark.parametrize("name", ["../../evil.xml", "C:\\evil.xml", "/etc/evil.xml", "evil\x00.xml"])
def test_a_part_with_a_name_that_leaves_the_folder_is_written_nowhere(path, name):
    packed(path, parts(sheet(ONE)) | {name: "<evil/>"})

    assert read_book(path).sheets[0].rows == [["甲"]]
    assert not [one for one in path.parent.rglob("*") if "evil" in one.name]


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("xl/externalLinks/externalLink1.xml", "引用了别的文件"),
        ("xl/connections.xml", "数据连接"),
        ("xl/embeddings/oleObject1.bin", "嵌有"),
        ("xl/media/image1.png", "图片"),
        ("xl/comments1.xml", "批注"),
    ],
)
def test_what_is_not_taken_is_told(path, part, word):
    packed(path, parts(sheet(ONE)) | {part: "<x/>"})

    book = read_book(path)

    assert book.sheets[0].rows == [["甲"]]
    assert [note for note in book.notes if word in note]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_concealed_sheet_is_read_and_known_as_such(path, state):
    content = parts(sheet(ONE), sheet(column(1, 2)))
    listed = content["xl/workbook.xml"].replace('sheetId="2"', f'sheetId="2" state="{state}"')
    packed(path, content | {"xl/workbook.xml": listed})

    assert [one.concealed for one in read_book(path).sheets] == [False, True]


def test_five_hundred_sheets_are_read(path):
    workbook(path, *[sheet(column(1, 2, str(at))) for at in range(500)])

    sheets = read_book(path).sheets

    assert [one.rows for one in sheets] == [[[float(at)], [float(at)]] for at in range(500)]


def test_unused_parts_count_as_unpacked(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts(sheet(ONE)).items():
            file.writestr(name, text)
        file.writestr("xl/media/image1.bmp", b"\0" * 30_000_000)

    assert refused(path, limits=Limits(unpacked=20_000_000)).code == "import-too-large"


def test_a_binary_workbook_is_called_what_it_is(path):
    packed(path, {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"})

    error = refused(path)

    assert error.code == "import-not-a-table"
    assert "二进制" in error.what


@pytest.mark.parametrize(
    "content", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_an_old_workbook_that_is_none_is_refused(path, content):
    path.write_bytes(content)

    assert refused(path).code in {"import-broken", "import-truncated"}


def test_a_file_changed_while_it_is_read_is_not_taken(path):
    workbook(path, sheet(ONE))

    def change(_done, _total):
        workbook(path, sheet(column(1, 2)))

    with pytest.raises(UserError) as caught:
        read_book(path, report=change)

    assert caught.value.code in {"file-changed", "import-broken"}


def test_a_folder_is_told_for_what_it_is(tmp_path):
    with pytest.raises(UserError) as caught:
        read_book(tmp_path)

    assert caught.value.code == "file-is-folder"


def test_a_file_that_is_gone_is_told_and_can_be_read_when_it_is_back(path):
    assert refused(path).code == "file-missing"

    workbook(path, sheet(ONE))

    assert read_book(path).sheets[0].rows == [["甲"]]


def test_a_file_that_another_program_holds_is_told(path, monkeypatch):
    """As Windows answers while WPS holds it: only there a file can be locked so."""
    workbook(path, sheet(ONE))

    def held(*_, **__):
        raise PermissionError(13, "另一个程序正在使用此文件")

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(UserError) as caught:
        read_book(path)

    assert caught.value.code == "file-in-use"


def test_stopping_ends_the_parser_at_once(path):
    workbook(path, sheet(column(1, 150_000)))
    told = []

    def stop(_done, _total):
        told.append(time.monotonic())
        if multiprocessing.active_children():
            raise Cancelled

    with pytest.raises(Cancelled):
        read_book(path, report=stop)

    assert time.monotonic() - told[-1] < 1
    assert multiprocessing.active_children() == []


def test_what_takes_too_long_is_ended_and_said_so(path):
    workbook(path, sheet(column(1, 150_000)))

    error = refused(path, limits=Limits(seconds=0))

    assert error.code == "import-too-slow"
    assert multiprocessing.active_children() == []


def test_a_locked_file_leaves_no_open_copy(path, tmp_path):
    import openpyxl  # noqa: PLC0415
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    plain = tmp_path / "plain.xlsx"
    made = openpyxl.Workbook()
    for at in range(400):
        made.active.append([f"企业{at}"])
    made.save(plain)
    with plain.open("rb") as file, path.open("wb") as out:
        OOXMLFile(file).encrypt("口令", out)

    assert read_book(path, password="口令").name == path.name
    with pytest.raises(Cancelled):
        read_book(path, password="口令", report=_stop)


def _stop(_done, _total):
    raise Cancelled
