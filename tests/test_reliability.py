"""The page of figures: rows are written by the tests themselves, and name tests that are there."""

import re

from tests.reliability import PAGE, only_skipped, write_rows
from tests.test_trust import defined_in

HEAD = "# Figures\n\n| | what | found | by |\n|---|---|---|---|\n"


def test_a_full_run_writes_its_own_row_and_leaves_the_others(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(HEAD, encoding="utf-8")

    write_rows({"tests/a.py::test_a": ("N12", "changes found", "2,000 of 2,000")}, page)
    write_rows({"tests/b.py::test_b": ("N03", "kills", "0 lost of 300")}, page)
    write_rows({"tests/a.py::test_a": ("N12", "changes found", "1,999 of 2,000")}, page)

    assert page.read_text(encoding="utf-8") == (
        f"{HEAD}| N03 | kills | 0 lost of 300 | `tests/b.py::test_b` |\n"
        "| N12 | changes found | 1,999 of 2,000 | `tests/a.py::test_a` |\n"
    )


def test_a_suite_in_which_all_that_needs_a_tool_was_skipped_is_known():
    assert only_skipped(["skipped", "skipped"])
    assert not only_skipped(["skipped", "passed"])
    assert not only_skipped([])


def test_the_page_names_tests_that_are_there():
    named = re.findall(r"`(tests/\S+\.py)::(\w+)`", PAGE.read_text(encoding="utf-8"))

    assert named
    assert [one for one in named if one[1] not in defined_in(one[0])] == []
