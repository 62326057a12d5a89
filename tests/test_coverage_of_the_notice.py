"""The page that tells where each clause of the notice has its place tells the truth."""

import re

import pytest

from ercheng_station.documents.registry import PAPERS
from ercheng_station.records import ALL
from ercheng_station.services.indicators import BY_NAME
from tests.test_project import ROOT

PAGE = (ROOT / "docs" / "coverage-of-the-notice.md").read_text(encoding="utf-8")
HEADS = ("clause", "registers", "page", "papers", "figures", "tests")
ROWS = [
    dict(zip(HEADS, (cell.strip() for cell in line.strip("|").split("|")), strict=True))
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith("| clause")
]


def named(column):
    return {name for row in ROWS for name in re.findall(r"`([^`]+)`", row[column])}


def test_every_register_has_its_place_under_its_title():
    missing = [kind.title for kind in ALL if f"{kind.title} `{kind.__tablename__}`" not in PAGE]

    assert missing == []


@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("registers", {kind.__tablename__ for kind in ALL}),
        ("papers", {form.name for form in PAPERS}),
        ("figures", set(BY_NAME)),
    ],
)
def test_nothing_is_named_that_is_not_there(column, known):
    assert named(column) - known == set()


def test_every_paper_stands_on_the_page():
    assert {form.name for form in PAPERS} - named("papers") == set()


def test_every_clause_has_a_test_that_exists():
    assert [row["clause"] for row in ROWS if not re.search("`tests/", row["tests"])] == []
    assert [path for path in named("tests") if not (ROOT / path).exists()] == []
