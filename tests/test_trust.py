"""docs/trust.md names only tests that there are."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/\S+\.py)::(\w+)`", PAGE)))


@cache
def defined_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), NAMED, ids="::".join)
def test_the_page_names_a_test_that_is_there(path, name):
    assert name in defined_in(path)


def test_every_row_of_the_page_names_a_test():
    rows = [line for line in PAGE.splitlines() if re.match(r"\| (any|[A-Z]\d)", line)]

    assert rows
    assert [row for row in rows if "`tests/" not in row] == []
