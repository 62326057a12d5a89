"""年度结转: what the new year takes over, what stands ready of it, and the year that is closed."""

from datetime import UTC, date, datetime

import pytest

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.db.listing import Query, by_value
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.fields import Link
from ercheng_station.records.office import CLOSED_SETTING, Setting
from ercheng_station.records.visit import Visit
from ercheng_station.services.closed_years import year_left_open
from ercheng_station.services.creating import created
from ercheng_station.services.new_year import (
    close_year,
    draft_visit_list,
    read_new_year,
    year_to_begin,
)
from ercheng_station.services.plan import begin_year
from ercheng_station.services.scoring import begin_sheet

IN_JANUARY = datetime(2027, 1, 6, 1, tzinfo=UTC)


@pytest.fixture
def january(practice_store):
    """The practice station a few days into 2027, without its list of firms to visit."""
    practice_store._now = lambda: IN_JANUARY
    rows = practice_store.rows(Query(EnterpriseListing, where=by_value({"list": "to_visit"})))
    practice_store.act("删", [Remove(EnterpriseListing, row.uid, why="练习") for row in rows])
    return practice_store


def to_visit(store):
    rows = store.rows(Query(EnterpriseListing, where=by_value({"list": "to_visit"}), sort="since"))
    return [(row.values["since"], row.values["until"]) for row in rows]


@pytest.fixture
def listed(january):
    """One firm on the list of 2026 without an end, one with the year's last day, one that left it in May."""
    firms = [Link(row.uid, row.label, "enterprise") for row in january.rows(Query(Enterprise), 3)]
    ends = (None, "2026-12-31", "2026-05-08")
    raw = [
        {"enterprise": firm, "list": "to_visit", "since": "2026-01-04", "until": end}
        for firm, end in zip(firms, ends, strict=True)
    ]
    january.act("名单", [created(january, EnterpriseListing, one) for one in raw])
    return january


def test_from_november_on_the_next_year_is_meant():
    assert year_to_begin(date(2026, 10, 31)) == 2026
    assert year_to_begin(date(2026, 11, 1)) == 2027
    assert year_to_begin(date(2027, 1, 6)) == 2027


def test_the_last_year_is_told_of_until_march_or_its_closing(january):
    assert year_left_open(january) == 2026

    january._now = lambda: datetime(2027, 4, 1, 1, tzinfo=UTC)
    assert year_left_open(january) is None
    january._now = lambda: datetime(2026, 12, 31, 1, tzinfo=UTC)
    assert year_left_open(january) is None

    january._now = lambda: IN_JANUARY
    close_year(january, 2026)
    assert year_left_open(january) is None


def test_a_unit_set_up_this_year_left_no_year_open(store):
    store._now = lambda: datetime(2026, 2, 6, 1, tzinfo=UTC)

    assert year_left_open(store) is None


def test_a_new_year_has_open_matters_and_nothing_else_yet(january):
    found = read_new_year(january, 2027)

    assert found.is_over
    assert len(found.carried) > 20
    assert "企业走访" in found.numbers.anew
    assert not set(found.numbers.anew) & set(found.numbers.on)
    assert (found.plan, found.sheet, found.closed, found.holidays) == (False, False, False, False)


def test_what_was_made_of_the_new_year_stands_ready(january):
    begin_year(january, 2027)
    begin_sheet(january, 2027)

    found = read_new_year(january, 2027)

    assert (found.plan, found.sheet) == (True, True)
    assert not [one for one in found.carried if one.row.values.get("year") == 2027]


def test_numbers_that_go_on_counting_are_told_apart(january):
    january.act("改", [created(january, Setting, {"key": "number.visit", "value": "{unit}{serial:05}"})])

    numbers = read_new_year(january, 2027).numbers

    assert "企业走访" in numbers.on
    assert "企业走访" not in numbers.anew


def test_the_list_to_visit_is_drafted_from_the_last_one(listed):
    assert read_new_year(listed, 2027).listed == 2

    draft_visit_list(listed, 2027)

    first, last = date(2027, 1, 1), date(2026, 12, 31)
    began = date(2026, 1, 4)
    assert sorted(to_visit(listed)) == [
        (began, date(2026, 5, 8)), (began, last), (began, last), (first, None), (first, None),
    ]  # fmt: skip
    assert read_new_year(listed, 2027).drafted == 2
    with pytest.raises(UserError) as refused:
        draft_visit_list(listed, 2027)
    assert refused.value.code == "list-drafted"


def test_the_drafted_list_is_taken_back_in_one_step(listed):
    before = to_visit(listed)
    draft_visit_list(listed, 2027)

    listed.undo()

    assert to_visit(listed) == before


def test_without_a_list_of_before_there_is_nothing_to_draft(january):
    with pytest.raises(UserError) as refused:
        draft_visit_list(january, 2027)
    assert refused.value.code == "list-none"


def test_who_changes_what_belongs_to_a_closed_year_is_told_so(january):
    visit = next(row for row in january.rows(Query(Visit)) if row.values["visited_on"].year == 2026)
    raw = {name: Visit.kept[name].plain(value) for name, value in visit.values.items()}
    assert january.examine(Visit, raw)[1].soft.get("visited_on") is None

    close_year(january, 2026)

    assert "2026年度已经结转" in january.examine(Visit, raw)[1].soft["visited_on"]
    assert january.examine(Visit, {**raw, "visited_on": "2027-01-04"})[1].soft.get("visited_on") is None
    january.act("改", [Alter(Visit, visit.uid, {"findings": "补记"})])
    assert read_new_year(january, 2027).closed


def test_a_year_is_closed_once_and_only_when_it_is_over(january):
    close_year(january, 2025)
    close_year(january, 2026)
    assert january.setting(CLOSED_SETTING) == "2026"
    assert january.count(Query(Setting, where=by_value({"key": CLOSED_SETTING}))) == 1
    for year, code in ((2026, "year-closed"), (2027, "year-not-over")):
        with pytest.raises(UserError) as refused:
            close_year(january, year)
        assert refused.value.code == code


def test_a_closed_year_must_be_a_year(january):
    close_year(january, 2026)
    kept = next(january.rows(Query(Setting, where=by_value({"key": CLOSED_SETTING}))))

    with pytest.raises(Refused):
        january.act("改", [Alter(Setting, kept.uid, {"value": "去年"})])
    january.act("不结转", [Alter(Setting, kept.uid, {"value": None})])

    assert not read_new_year(january, 2027).closed


def test_terms_that_end_in_the_new_year_are_told(january):
    whats = {one.what for one in read_new_year(january, 2027).terms}

    assert whats <= {"调委会换届", "专家聘期", "名录到期复核", "合作协议到期"}
    assert whats
