"""One search over every register: names before sounds, and nothing for nothing."""

import pytest

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.finding import BY_NAME, BY_SOUND, find_everywhere
from tests.db.saving import made


@pytest.fixture
def firms(store):
    for name in ("单氏羊汤馆", "善世酒业", "宏达机械"):
        made(store, Enterprise, name=name, no_code_why="无")
    while store.index_waiting():
        pass
    return store


def test_what_shows_the_typed_words_comes_first_and_each_tells_why(firms):
    assert [(hit.title, hit.why) for hit in find_everywhere(firms, "羊汤")] == [("单氏羊汤馆", BY_NAME)]
    assert {(hit.title, hit.why) for hit in find_everywhere(firms, "shanshi")} == {
        ("单氏羊汤馆", BY_SOUND),
        ("善世酒业", BY_SOUND),
    }


def test_no_more_are_found_than_asked_for(firms):
    assert len(find_everywhere(firms, "shanshi", 1)) == 1


@pytest.mark.parametrize("typed", ["", "  ", "没有这家"])
def test_nothing_is_found_for_nothing(firms, typed):
    assert find_everywhere(firms, typed) == []
