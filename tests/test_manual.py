"""The manual tells of every page, names only what stands on the screen, and its links lead somewhere."""

import re
from itertools import chain

import pytest

from ercheng_station.manual import chapter_of, chapters, find
from ercheng_station.paths import resources
from ercheng_station.ui.shell_titles import REGISTERS, SCREENS

SOURCES = resources().parent / "src"
NAMES = {one.name for one in chapters()}


@pytest.fixture(scope="module")
def on_screen():
    """Everything that the program may show: its own words and those of the resources."""
    code = (path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    lists = (path.read_text(encoding="utf-8") for path in resources().rglob("*.csv"))
    return "\n".join(chain(code, lists))


def test_every_page_has_its_chapter():
    """Its own, or that of its group; a register has the name of its group, or the group is named itself."""
    told = frozenset().union(*(one.places for one in chapters()))
    for entry in (*SCREENS, *REGISTERS):
        assert told & {entry.name, entry.group}, entry.name


def test_no_page_has_two_chapters():
    places = [place for one in chapters() for place in one.places]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("chapter", chapters(), ids=lambda one: one.name)
def test_what_it_names_stands_on_the_screen(chapter, on_screen):
    named = re.findall("「([^」]+)」", chapter.text)
    assert [words for words in named if words not in on_screen] == []


@pytest.mark.parametrize("chapter", chapters(), ids=lambda one: one.name)
def test_its_links_lead_to_chapters(chapter):
    assert set(re.findall(r"\]\(([^)]+)\)", chapter.text)) <= NAMES


def test_a_page_opens_its_own_chapter_before_that_of_its_group():
    assert chapter_of("clue", "clue").name == "clue"
    assert chapter_of("assist_case", "clue").name == "assistance"
    assert chapter_of("unheard_of", "resource").name == "resource"
    assert chapter_of("unheard_of") is chapters()[0]


def test_words_are_found_wherever_they_stand():
    assert "care" in {one.name for one in find("U 盘")}
    assert find("没有这样的话") == []
    assert len(find("")) == len(chapters())
