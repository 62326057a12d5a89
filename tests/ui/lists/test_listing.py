"""The rows of a list: read a page at a time beside the window, the right ones after every change of mind."""

import pytest
from PySide6.QtCore import Qt, QTimer

from ercheng_station.db.browse import ROWS_A_PAGE
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.office import Phrase
from ercheng_station.records.visit import Visit
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.lists.columns import chosen, in_trash, usual
from ercheng_station.ui.lists.listing import WAITING, Listing
from ercheng_station.ui.lists.reader import Reader
from ercheng_station.ui.table import CHIP

MANY = 700


@pytest.fixture
def reader(practice_store):
    made = Reader(practice_store)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def listing(reader):
    return Listing(reader)


@pytest.fixture
def phrases(practice_store):
    """More than five pages of phrases."""
    changes = [Create(Phrase, {"place": None, "words": f"第{number:04}句"}) for number in range(MANY)]
    practice_store.act("常用语", changes)
    while practice_store.index_waiting():
        pass
    return practice_store


@pytest.fixture
def no_time(monkeypatch):
    """A key press has no time at all."""
    monkeypatch.setattr("ercheng_station.ui.lists.reader.SCREEN_MS", -1)
    monkeypatch.setattr("ercheng_station.db.paging.LOOKS", 1)


def show(qtbot, listing, query, columns=None):
    with qtbot.waitSignal(listing.settled):
        listing.show_query(query, columns or chosen(query.kind, usual(query.kind)))


def column(listing, name):
    return next(at for at, one in enumerate(listing.columns) if one.name == name)


def words(listing, row, name):
    return listing.index(row, column(listing, name)).data()


def test_a_list_shows_what_the_store_holds_in_its_order(qtbot, listing, practice_store):
    show(qtbot, listing, Query(Visit, sort="visited_on", descending=True))

    rows = list(practice_store.rows(Query(Visit, sort="visited_on", descending=True)))
    assert listing.rowCount() == len(rows) == listing.total
    assert [words(listing, row, "number") for row in range(len(rows))] == [row.number for row in rows]
    assert words(listing, 0, "enterprise") == rows[0].values["enterprise"].title
    assert words(listing, 4, "#") == "5"


def test_days_say_their_weekday_where_there_is_room(qtbot, listing):
    show(qtbot, listing, Query(Visit, sort="visited_on"))
    long = words(listing, 0, "visited_on")

    listing.short = frozenset([column(listing, "visited_on")])

    assert long[:10] == words(listing, 0, "visited_on")
    assert long[11] == "周"


def test_states_are_chips_with_a_colour(qtbot, listing):
    show(qtbot, listing, Query(Visit, where=by_value({"signature": "signed"})))

    look = listing.index(0, column(listing, "signature")).data(CHIP)

    assert look == ChipLook("已签字", "good")


def test_far_rows_say_so_until_they_are_read(qtbot, listing, phrases):
    show(qtbot, listing, Query(Phrase))
    far = 5 * ROWS_A_PAGE + 3

    assert words(listing, far, "words") == WAITING
    qtbot.waitUntil(lambda: words(listing, far, "words") != WAITING)
    expected = list(phrases.rows(Query(Phrase)))[far].values["words"]
    assert words(listing, far, "words") == expected


def test_only_so_many_pages_are_kept(qtbot, listing, phrases, monkeypatch):
    monkeypatch.setattr("ercheng_station.ui.lists.listing.PAGES_KEPT", 2)
    show(qtbot, listing, Query(Phrase))

    for page in range(1, 5):
        qtbot.waitUntil(lambda page=page: words(listing, page * ROWS_A_PAGE, "words") != WAITING)

    assert listing.line(4 * ROWS_A_PAGE) is not None
    assert listing.line(1 * ROWS_A_PAGE) is None
    assert listing.line(0) is not None


def test_the_last_of_many_questions_is_answered(qtbot, listing, phrases):
    columns = chosen(Phrase, usual(Phrase))
    for text in ("第", "第0", "第00", "第001"):
        listing.show_query(Query(Phrase, text=text), columns)
    with qtbot.waitSignal(listing.settled):
        listing.show_query(Query(Phrase, text="第0012"), columns)

    assert listing.rowCount() == 1
    assert words(listing, 0, "words") == "第0012句"


def test_a_refresh_keeps_the_rows_in_sight_until_the_new_ones_are_there(qtbot, listing, phrases):
    show(qtbot, listing, Query(Phrase))
    count = listing.rowCount()
    resets = []
    listing.modelReset.connect(lambda: resets.append(1))
    phrases.act("新增", [Create(Phrase, {"place": None, "words": "最新的一句"})])

    with qtbot.waitSignal(listing.settled):
        listing.refresh()
        assert listing.rowCount() == count

    assert listing.rowCount() == count + 1
    assert words(listing, 0, "words") == "最新的一句"
    assert resets == []


def test_a_refresh_shows_what_was_changed_on_other_pages(qtbot, listing, phrases):
    show(qtbot, listing, Query(Phrase))
    far = 3 * ROWS_A_PAGE
    qtbot.waitUntil(lambda: words(listing, far, "words") != WAITING)
    line = listing.line(far)
    phrases.act("改", [Alter(Phrase, line.uid, {"words": "改过的一句"})])

    with qtbot.waitSignal(listing.settled):
        listing.refresh()

    qtbot.waitUntil(lambda: words(listing, far, "words") == "改过的一句")


def test_the_lines_of_any_rows_can_be_gathered(qtbot, listing, phrases):
    show(qtbot, listing, Query(Phrase))
    rows = [0, ROWS_A_PAGE, MANY - 1]
    taken = []

    listing.gather(rows, taken.extend)

    qtbot.waitUntil(lambda: len(taken) == 3)
    every = list(phrases.rows(Query(Phrase)))
    assert [line.uid for line in taken] == [every[row].uid for row in rows]


def test_the_trash_says_when_and_why(qtbot, listing, practice_store):
    uid = next(practice_store.rows(Query(Phrase))).uid
    practice_store.act("删除", [Remove(Phrase, uid, "写错了")])

    show(qtbot, listing, Query(Phrase, removed=True), in_trash(Phrase, chosen(Phrase, usual(Phrase))))

    assert words(listing, 0, "removed_at") == "2026-11-20 09:30"
    assert words(listing, 0, "removed_why") == "写错了"


def test_a_cell_tells_a_screen_reader_its_column(qtbot, listing):
    show(qtbot, listing, Query(Phrase))

    told = listing.index(0, column(listing, "words")).data(Qt.ItemDataRole.AccessibleTextRole)

    assert told.startswith("常用语：")


def test_a_failure_of_the_reader_is_told(qtbot, reader, listing):
    with qtbot.waitSignal(reader.failed) as told:
        listing.show_query(Query(Visit, sort="findings"), chosen(Visit, usual(Visit)))

    assert told.args[0].code == "field-unknown"


def test_a_search_that_finds_nothing_in_time_says_so_and_goes_on(qtbot, listing, phrases, no_time):
    show(qtbot, listing, Query(Phrase))

    with qtbot.waitSignals([listing.searching, listing.settled], order="strict"):
        listing.show_query(Query(Phrase, text="第0012"), listing.columns)

    assert words(listing, 0, "words") == "第0012句"
    assert not listing.is_searching


def test_a_search_goes_on_after_the_window_has_painted_that_it_does(qtbot, listing, phrases, no_time):
    """The thread that searches would take the processor and the interpreter from the painting."""
    show(qtbot, listing, Query(Phrase))
    waits = []
    listing.searching.connect(lambda: QTimer.singleShot(0, lambda: waits.append(listing._rest.isActive())))

    with qtbot.waitSignals([listing.searching, listing.settled], order="strict"):
        listing.show_query(Query(Phrase, text="第0012"), listing.columns)

    assert waits == [True]


def test_another_order_that_takes_its_time_leaves_the_rows_in_sight(qtbot, listing, phrases, no_time):
    show(qtbot, listing, Query(Phrase))
    least = []
    listing.rowsRemoved.connect(lambda *_: least.append(listing.rowCount()))

    show(qtbot, listing, Query(Phrase, sort="place"))

    assert 0 not in least
