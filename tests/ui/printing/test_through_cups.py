"""Real queues: every paper through CUPS, as many copies, pages and sides as asked for, and a printer that goes away.

Only with --full, as root: a print service of its own is started. What Qt can print into a file stands in test_printer.py.
"""

import json
import os
import subprocess
import sys

import pytest

from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from tests.ui.printing.cups import queue as started

pytestmark = pytest.mark.screens


@pytest.fixture
def queue(full, tool):
    if not full:
        pytest.skip("make screens")
    for name in ("cupsd", "lpadmin", "cupsreject"):
        tool(name)
    if os.geteuid():
        pytest.skip("a print service of its own needs root")
    with started() as made:
        yield made


@pytest.fixture
def press(queue, closed_folder):
    """press([{...}]) prints in a process of its own; what each led to."""

    def go(asked):
        words = [
            sys.executable,
            "-m",
            "tests.ui.printing.through_cups",
            str(closed_folder),
            json.dumps(asked),
        ]
        done = subprocess.run(words, env=queue.environment, capture_output=True, check=True, timeout=600)
        return json.loads(done.stdout)["told"]

    return go


def pages_of(path):
    with Preview(path) as preview:
        return [tuple(round(one) for one in preview.size(page)) for page in range(preview.pages)]


def test_every_paper_arrives_with_its_pages_and_its_size(queue, press):
    sent = press([{"paper": form.name} for form in PAPERS])

    assert all(isinstance(one, int) for one in sent), sent
    kept = queue.kept(len(PAPERS))
    assert [len(pages_of(path)) for *_, path in kept] == sent
    assert {title for title, *_ in kept} == {f"{form.title}（空白）" for form in PAPERS}


def test_copies_pages_and_sides_are_asked_of_the_queue(queue, press):
    long = {"paper": "agreement"}
    sent = press([{**long, "copies": 3}, {**long, "pages": "1"}, {**long, "duplex": True}])

    (_, copies, *_), (*_, one_page), (_, _, options, _) = queue.kept(3)
    assert copies == 3
    assert (sent[1], len(pages_of(one_page))) == (1, 1)
    assert "two-sided-long-edge" in options or "DuplexNoTumble" in options


def test_a_paper_is_made_smaller_for_a_small_sheet_and_shifted_for_a_printed_form(queue, press):
    press(
        [
            {"paper": "visit_sheet", "size": "A5"},
            {"paper": "visit_sheet", "offset": [10, 5]},
            {"paper": "visit_sheet"},
        ]
    )

    small, shifted, plain = (path for *_, path in queue.kept(3))
    assert all(size == pytest.approx((420, 595), abs=2) for size in pages_of(small))
    assert [round(a - b) for a, b in zip(corner(shifted), corner(plain), strict=True)] == [10, 5]


@pytest.mark.parametrize("when", ["between", "during"])
@pytest.mark.parametrize("words", ["lpadmin -x PDF", "cupsreject PDF"])
def test_a_printer_that_goes_away_is_not_said_to_have_printed(queue, press, when, words):
    assert press([{"paper": "agreement", when: words}]) == ["printer-gone"]


def corner(path):
    """Where the ink begins on the first page, in mm from the left and from the top."""
    with Preview(path) as preview:
        picture = preview.picture(0, 127, grey=True)
    black = [at for at, value in enumerate(picture.pixels) if value < 100]
    return min(at % picture.width for at in black) / 5, black[0] // picture.width / 5
