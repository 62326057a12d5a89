"""What a screen reader is told over the real bus of every page that the navigation leads to."""

import shutil
import time

import pytest
from jeepney.wrappers import DBusErrorResponse

from tests.screens.desktop import NEEDED, Seen, screen, unnamed

HIGH = "1600x4200"
"""Every line of the navigation is in sight at once."""
A_MOMENT, LONGEST = 0.3, 30


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
        told = faults_of_pages(seen)

    assert len(told) > 70
    assert {title: faults for title, faults in told.items() if faults} == {}


def faults_of_pages(seen):
    """By the line of the navigation that leads to the page; headings lead nowhere."""
    found, before = {}, []
    for at in range(len(lines(seen))):
        line = lines(seen)[at]
        title = line.name
        if "selectable" in line.states and title != "收起":
            seen.click_on(line)
            before = at_rest(seen, before)
            found[title] = [*unnamed(before), *silent(before)]
    return found


def lines(seen):
    """Asked anew for every page: the bus forgets the lines of a list that was filled again."""
    return seen.find("导航", "list").children()


def at_rest(seen, before):
    """All that is in sight once it is no longer `before` and stays the same."""
    end, last = time.monotonic() + LONGEST, None
    while time.monotonic() < end:
        try:
            here = list(seen.things())
            now = [(one, one.name) for one in here]
        except DBusErrorResponse:  # it goes as it is asked
            now = None
        if now is not None and now == last and here != before:
            return here
        last = now
        time.sleep(A_MOMENT)
    raise TimeoutError(f"another page has not come, or not to rest: {last}")


def silent(things):
    """Tables whose first row says nothing; an empty table has none to say."""
    for table in (one for one in things if one.role == "table"):
        rows, columns = table.shape
        if rows and not any(table.cell(0, column).name for column in range(columns)):
            yield f"{table}: no cell says a word"
