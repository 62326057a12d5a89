"""What a screen reader is told over the real bus of every page that the navigation leads to."""

import shutil
import time

import pytest

from tests.screens.accessible import until
from tests.screens.desktop import NEEDED, Seen, screen

HIGH = "1600x4200"
"""Every line of the navigation is in sight at once."""
ARRIVED = 0.4


@pytest.mark.screens
@pytest.mark.usefixtures("only_full")
def test_every_page_of_the_navigation_calls_its_controls_and_cells_by_name(practice_folder, tmp_path, tool):
    for name in NEEDED:
        tool(name)
    folder = shutil.copytree(practice_folder, tmp_path / "数据")
    with screen(HIGH) as environment, Seen(environment, folder) as seen:
        seen.wait("导航", "list")
        seen.fill_screen(HIGH)
        seen.click("更多", "list item")
        seen.wait("收起", "list item")
        lines = [one for one in seen.find("导航", "list").children() if "enabled" in one.states]
        passed = {one.name: faults_after(seen, one) for one in lines if one.name != "收起"}

    assert len(passed) > 70
    assert {name: told for name, told in passed.items() if told} == {}


def faults_after(seen, line):
    """Of the page that this line leads to, once it has come to rest."""
    seen.click_on(line)
    time.sleep(ARRIVED)
    try:
        until(lambda: not faults(seen), 8)
    except TimeoutError:
        return faults(seen)
    return []


def faults(seen):
    return seen.unnamed() + [
        f"{table}: no cell says a word" for table in seen.tables() if not says_words(table)
    ]


def says_words(table):
    """Its first row; an empty table has none to say."""
    rows, columns = table.shape
    return not rows or any(table.cell(0, column).name for column in range(columns))
