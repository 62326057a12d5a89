"""Visits by the hundred go in as JSON and come out in Excel, CSV and PDF in the same number."""

import csv
import re
from contextlib import closing

import openpyxl
import pypdfium2
import pytest

from ercheng_station.exchange.plain import HEAD, TITLES
from tests.commanding import command


@pytest.fixture(scope="module")
def practice(tmp_path_factory, full):
    """(enterprises, visits) as JSON for `add`, from the shipped names and places; --full makes 2,000."""
    folder = tmp_path_factory.mktemp("practice") / "数据"
    command(folder, "demo", "--visits", 2000 if full else 200)
    return [
        [given(one) for one in command(folder, "list", kind).document["records"]]
        for kind in ("enterprise", "visit")
    ]


def given(record):
    """What a person's own program would send: fields that are filled, enterprises by their names."""
    own = {key: value for key, value in record.items() if key not in {*HEAD, TITLES} and value is not None}
    return {**own, **record[TITLES]}


def test_hundreds_of_visits_come_out_in_the_same_number(folder, practice, tmp_path):
    firms, visits = practice
    added = [command(folder, "add", "enterprise", given=firms), command(folder, "add", "visit", given=visits)]

    exported = [
        command(folder, "export", "visit", tmp_path / f"走访.{form}").document["rows"]
        for form in ("xlsx", "csv", "pdf")
    ]

    assert [answer.code for answer in added] == [0, 0]
    assert exported == [len(visits)] * 3
    assert command(folder, "list", "visit", "--limit", 1).document["total"] == len(visits)
    assert rows_of_workbook(tmp_path / "走访.xlsx") == rows_of_csv(tmp_path / "走访.csv") == len(visits)
    assert numbers_in_pdf(tmp_path / "走访.pdf") == {one["number"] for one in added[1].document["saved"]}
    assert command(folder, "check").code == 0


def rows_of_workbook(path):
    book = openpyxl.load_workbook(path, read_only=True)
    count = sum(1 for row in book.worksheets[0].iter_rows(min_row=4, values_only=True) if row[0])
    book.close()
    return count


def rows_of_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def numbers_in_pdf(path):
    with closing(pypdfium2.PdfDocument(path)) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return set(re.findall(r"泽林ZF\d{4}-\d{4}", "".join(text.split())))
