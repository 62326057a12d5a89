"""The first rows of a large file are those of the file; what has no such head is left to be read whole."""

import random

import pytest

from ercheng_station.exchange.reading.beginning import ROWS, beginning, first_of
from ercheng_station.exchange.reading.reader import read_book
from tests.exchange.reading.making import packed, parts, sheet

MANY = 1_500


def noise(at):
    return "".join(chr(0x4E00 + one) for one in random.Random(at).choices(range(20_000), k=500))


def test_the_first_rows_are_as_the_whole_file_has_them(tmp_path):
    path = tmp_path / "台账.xlsx"
    body = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{noise(at)}</t></is></c></row>'
        for at in range(1, MANY)
    )
    packed(path, parts(sheet(body)))

    first, whole = beginning(path), read_book(path)

    assert first.partial
    assert not whole.partial
    assert first.sheets[0].rows == whole.sheets[0].rows[:ROWS]
    assert first_of(whole) is whole


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + bytes(2 << 20), b"%PDF" + bytes(2 << 20), b"", b"a,b\n1,2\n"]
)
def test_what_is_small_or_has_no_head_is_left_alone(tmp_path, content):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)

    assert beginning(path) is None


def test_a_long_text_begins_with_whole_lines(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text("".join(f"{at},{noise(at)}\n" for at in range(MANY)), encoding="gb18030")

    (only,) = beginning(path).sheets

    assert [row[0] for row in only.rows] == [str(at) for at in range(ROWS)]
    assert only.rows[-1][1] == noise(ROWS - 1)
