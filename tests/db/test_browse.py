"""What a list shows, page by page, is what the query finds: for every sort, filter and typed text."""

from contextlib import closing

import pytest

from ercheng_station.db.browse import ROWS_A_PAGE, Browser
from ercheng_station.db.changes import Remove
from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.base import sortable
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit

FILTERS = {"all": (), "filtered": (Condition("way", "is", "field"),)}
SORTS = ["", "number", "created_at", *sortable(Visit)]


def shown(browser, query, *, ranked=True):
    """Every row of a list as the window collects it."""
    turn = browser.cancel()
    lines = browser.open(turn, query, ["number"])
    count = browser.count(turn)
    if ranked:
        assert browser.rank(turn) == count
    return [line for index in range(-(-count // ROWS_A_PAGE)) for line in browser.page(turn, index)] or lines


@pytest.fixture
def browser(practice_store):
    with closing(Browser(practice_store)) as found:
        yield found


@pytest.mark.parametrize("name", SORTS)
@pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("text", ["", "企业", "ezs"])
def test_a_list_shows_what_its_query_finds_in_that_order(practice_store, browser, name, where, text):
    for descending in (False, True):
        query = Query(Visit, text=text, where=where, sort=name, descending=descending)

        lines = shown(browser, query)

        assert [line.uid for line in lines] == [row.uid for row in practice_store.rows(query)]
        assert len(lines) == practice_store.count(query) > 0


@pytest.mark.parametrize("kind", [Enterprise, Need])
def test_every_sort_of_a_register_can_be_shown(practice_store, browser, kind):
    for name in sortable(kind):
        query = Query(kind, sort=name)

        assert [line.uid for line in shown(browser, query)] == [row.uid for row in practice_store.rows(query)]


def test_the_trash_is_a_list_too(practice_store, browser):
    visit = next(practice_store.rows(Query(Visit)))
    practice_store.act("删除走访", [Remove(Visit, visit.uid, "重复")])

    lines = shown(browser, Query(Visit, removed=True, sort="visited_on"))

    assert [line.uid for line in lines] == [visit.uid]
