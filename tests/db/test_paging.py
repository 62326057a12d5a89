"""Pages of a list in a real file: the same rows as one long query, in any order, at any place, and cancelled in time."""

from random import Random

import pytest
from sqlcipher3 import dbapi2

from ercheng_station.db import paging
from ercheng_station.db.paging import PAGE, Listing, Pages
from ercheng_station.errors import Cancelled

ROWS = 5 * PAGE + 3
TOWN = ' LEFT JOIN "town" AS "town" ON "town".n = t.town_n'
BY_TOWN = '"town" AS "town" CROSS JOIN "firm" AS t ON t.town_n = "town".n'
SELECT = ("t.n", "t.name", '"town".name')


def listing(**parts):
    return Listing(**{"table": "firm", "select": SELECT, "source": '"firm" AS t', "joins": TOWN, **parts})


@pytest.fixture
def connection(tmp_path):
    path = tmp_path / "list.db"
    random = Random(3)
    made = dbapi2.connect(str(path), isolation_level=None)
    made.execute("CREATE TABLE town (n INTEGER PRIMARY KEY, name TEXT)")
    made.execute(
        "CREATE TABLE firm (n INTEGER PRIMARY KEY, name TEXT, town_n INTEGER NOT NULL, removed_at TEXT)"
    )
    made.execute("CREATE INDEX ix_firm_name ON firm (name) WHERE removed_at IS NULL")
    made.executemany("INSERT INTO town VALUES (?, ?)", [(n, f"town {n % 4}") for n in range(1, 9)])
    made.execute("BEGIN")
    made.executemany(
        "INSERT INTO firm (name, town_n, removed_at) VALUES (?, ?, ?)",
        [(f"firm {random.randrange(99)}", random.randrange(8) + 1, None) for _ in range(ROWS)]
        + [("firm x", 1, "gone")],
    )
    made.execute("COMMIT")
    made.close()
    found = dbapi2.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)
    yield found
    found.close()


@pytest.fixture
def pages(connection):
    return Pages(connection)


def whole(connection, one):
    query = f"SELECT {', '.join(SELECT)} FROM {one.sorted} WHERE {one.where} ORDER BY {one.order}"
    return connection.execute(query, one.bound).fetchall()


LISTINGS = {
    "newest": {},
    "by index": {"order": "t.name, t.n", "walk": '"firm" AS t INDEXED BY ix_firm_name' + TOWN},
    "by parent": {"order": '"town".name DESC, t.n DESC', "walk": BY_TOWN},
    "by parent, sorted": {"order": '"town".name, t.n'},
    "in groups": {
        "order": "CASE t.town_n WHEN 7 THEN 0 WHEN 2 THEN 1 ELSE 2 END, t.town_n DESC NULLS LAST, t.n DESC",
        "groups": ("t.town_n = 7", "t.town_n = 2"),
    },
    "narrowed": {
        "where": "t.removed_at IS NULL AND t.town_n > ?",
        "bound": (2,),
        "order": "t.name DESC, t.n DESC",
        "walk": '"firm" AS t INDEXED BY ix_firm_name' + TOWN,
        "narrowed": True,
    },
}


@pytest.mark.parametrize("parts", LISTINGS.values(), ids=LISTINGS)
@pytest.mark.parametrize("ranked", [True, False])
def test_pages_put_together_are_the_whole_list(connection, pages, parts, ranked):
    expected = whole(connection, listing(**parts))

    first = pages.open(0, listing(**parts))
    count = pages.count(0)
    if ranked:
        assert pages.rank(0) == count
    rows = [row for index in range(-(-count // PAGE)) for row in pages.page(0, index)]

    assert first == expected[:PAGE]
    assert (count, rows) == (len(expected), expected)


def test_a_list_of_one_page_is_known_at_once(pages):
    short = listing(where="t.n <= ?", bound=(PAGE - 1,))

    assert len(pages.open(0, short)) == pages.count(0) == pages.rank(0) == PAGE - 1
    assert pages.page(0, 1) == []


def test_a_record_is_found_again_in_its_new_place(pages):
    rows = pages.open(0, listing(order="t.name, t.n"))
    assert pages.position(0, rows[5][0]) is None

    pages.rank(0)

    assert pages.position(0, rows[5][0]) == 5
    assert pages.position(0, ROWS + 1) is None


def test_two_lists_on_one_connection_keep_apart(connection):
    one, other = Pages(connection), Pages(connection)
    one.open(0, listing())
    other.open(0, listing(order="t.n"))
    one.rank(0)
    other.rank(0)

    assert one.page(0, 5)[-1][0] == 1
    assert other.page(0, 5)[-1][0] == ROWS


def test_what_was_asked_before_a_cancel_is_dropped(pages):
    pages.open(0, listing())
    turn = pages.cancel()

    for late in (
        pages.count,
        pages.rank,
        lambda turn: pages.page(turn, 0),
        lambda turn: pages.open(turn, listing()),
    ):
        with pytest.raises(Cancelled):
            late(0)

    assert len(pages.open(turn, listing())) == PAGE


def test_a_cancel_ends_a_statement_that_runs(connection, pages):
    endless = "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k) SELECT max(i) FROM k"
    connection.create_function("cancel", 0, pages.cancel)

    with pytest.raises(Cancelled):
        pages.open(0, listing(where=f"cancel() AND ({endless})"))


def test_nothing_is_shown_of_a_list_that_is_closed(pages):
    pages.open(0, listing())
    pages.rank(0)
    pages.close()

    with pytest.raises(Cancelled):
        pages.page(0, 3)
    assert pages.position(0, 1) is None


def test_a_narrowed_list_that_neither_sorts_nor_walks_quickly_is_still_shown(connection, pages, monkeypatch):
    for name, value in (("STEPS", 100), ("_GLANCE_MS", 0), ("_WALK_MS", 0)):
        monkeypatch.setattr(paging, name, value)
    narrowed = listing(**LISTINGS["narrowed"])

    assert pages.open(0, narrowed) == whole(connection, narrowed)[:PAGE]


@pytest.mark.parametrize("groups", [LISTINGS["in groups"]["groups"], ("t.town_n = 7",)])
def test_groups_are_gathered_until_they_fill_a_page_and_sorted_where_they_do_not(
    connection, pages, monkeypatch, groups
):
    for name, value in (("STEPS", 100), ("_GLANCE_MS", 0), ("_GATHER_MS", 60_000)):
        monkeypatch.setattr(paging, name, value)
    asked = []
    connection.set_trace_callback(asked.append)
    grouped = listing(**{**LISTINGS["in groups"], "groups": groups})

    found = pages.open(0, grouped)

    connection.set_trace_callback(None)
    assert found == whole(connection, grouped)[:PAGE]
    by_group = [one for group in groups for one in asked if f" AND {group}" in one]
    assert len(by_group) == len(groups)
    assert (asked[-1] == by_group[-1]) == (len(groups) == 2)


def test_a_fault_of_sql_is_no_cancelling(pages):
    with pytest.raises(dbapi2.OperationalError):
        pages.open(0, listing(where="nothing"))


@pytest.mark.parametrize("parts", LISTINGS.values(), ids=LISTINGS)
def test_a_glimpse_is_the_beginning_of_the_list(connection, pages, parts):
    one = listing(**parts)

    rows, more = pages.glimpse(pages.cancel(), one, 20, 1000)

    assert more
    assert rows == whole(connection, one)[:20]


def test_a_glimpse_of_a_short_list_is_all_of_it(connection, pages):
    one = listing(where="t.n <= 3")

    assert pages.glimpse(pages.cancel(), one, 20, 1000) == (whole(connection, one), False)


def test_a_glimpse_without_time_tells_that_there_is_more(pages, monkeypatch):
    monkeypatch.setattr(paging, "LOOKS", 1)

    rows, more = pages.glimpse(pages.cancel(), listing(), ROWS + 1, -1)

    assert more
    assert len(rows) < ROWS


def test_after_a_glimpse_no_page_of_the_list_before_is_given(pages):
    pages.open(pages.cancel(), listing())
    pages.rank(pages.turn)

    pages.glimpse(pages.cancel(), listing(where="t.n <= 3"), 20, 1000)

    with pytest.raises(Cancelled):
        pages.page(pages.turn, 1)
    assert pages.position(pages.turn, 1) is None
