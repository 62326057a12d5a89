"""The dated tables as they are shipped: whole, without gaps in a chain of versions, and what domain pages say."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from ercheng_station import rulebook
from ercheng_station.codes import shipped
from ercheng_station.rulebook import Law, article, days_off, deadline_rules, law, law_points, laws, thresholds

ONE = timedelta(days=1)
WEEKEND = 5
VERSIONED = [*deadline_rules(), *laws(), *law_points()]


def key_of(row):
    return (type(row).__name__, getattr(row, "law", ""), row.name)


def versions():
    found = defaultdict(list)
    for row in VERSIONED:
        found[key_of(row)].append(row)
    return found


@pytest.mark.parametrize("key", versions(), ids=":".join)
def test_versions_follow_each_other_without_gap_or_overlap(key):
    rows = versions()[key]

    for before, after in pairwise(rows):
        assert before.until + ONE == after.since
    assert rows[-1].until is None


@pytest.mark.parametrize("rule", deadline_rules(), ids=lambda one: f"{one.name}-{one.since}")
def test_a_deadline_names_its_source_or_is_the_offices_own(rule):
    assert rule.title
    assert rule.starts
    assert bool(rule.basis) is (rule.mark != "own")
    assert not rule.name.startswith("police") or rule.article


@pytest.mark.parametrize("point", law_points(), ids=lambda one: f"{one.law}.{one.name}-{one.since}")
def test_an_article_belongs_to_a_known_law_and_is_unconfirmed_only_where_it_says_so(point):
    assert law(point.law, point.since).name == point.law
    assert bool(point.article) is (point.mark == "law")


@pytest.mark.parametrize(("year", "off", "worked"), [(2024, 28, 8), (2025, 28, 5), (2026, 33, 6)])
def test_a_years_days_off_are_whole(year, off, worked):
    days = [one for one in days_off() if one.year == year]
    counted = {"off": [], "work": []}
    for one in days:
        counted[one.kind] += [one.first + step * ONE for step in range((one.last - one.first).days + 1)]

    assert (len(counted["off"]), len(counted["work"])) == (off, worked)
    assert not set(counted["off"]) & set(counted["work"])
    assert all(day.weekday() >= WEEKEND for day in counted["work"])
    assert all(day.year == year for day in [*counted["off"], *counted["work"]])


def test_working_days_of_a_year_are_those_the_notice_leaves():
    """Days off by law are 11 since 2000 (13 from 2025); a notice only moves weekends about."""
    for year, working in ((2024, 251), (2025, 248), (2026, 248)):
        listed = {}
        for one in days_off():
            for step in range((one.last - one.first).days + 1):
                listed[one.first + step * ONE] = one.kind
        days = [
            date(year, 1, 1) + step * ONE for step in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
        ]
        assert (
            sum(listed.get(day, "work" if day.weekday() < WEEKEND else "off") == "work" for day in days)
            == working
        )


def test_the_trademark_law_changes_its_articles_with_the_year():
    pairs = {"infringement": (57, 72), "handling": (60, 74), "transfer": (61, 75), "powers": (62, 76)}

    for name, (old, new) in pairs.items():
        assert article(f"trademark.{name}", date(2026, 12, 31)) == f"《商标法》第{old}条"
        assert article(f"trademark.{name}", date(2027, 1, 1)) == f"《商标法》第{new}条"
    assert article("trademark.change", date(2027, 1, 1)) == "《商标法》（条号依据待核）"


def test_order_20_gives_way_to_order_121():
    assert law("complaint", date(2026, 4, 14)).number == "国家市场监督管理总局令第20号"
    assert law("complaint", date(2026, 4, 15)).full == (
        "《市场监督管理投诉举报处理办法》（国家市场监督管理总局令第121号）"
    )
    assert article("complaint.refuse", date(2026, 4, 15)) == "《市场监督管理投诉举报处理办法》第16条"


def test_a_day_before_the_first_version_names_the_first():
    assert isinstance(law("patent_mediation", date(2020, 1, 1)), Law)


@pytest.mark.parametrize("ask", [law, article])
def test_an_unknown_law_is_a_fault_of_the_program(ask):
    with pytest.raises(KeyError):
        ask("nothing", date(2026, 1, 1))


def test_thresholds_name_eight_crimes_of_seven_articles():
    assert [one.article for one in thresholds()] == ["213", "213", "214", "215", "216", "217", "218", "219"]
    assert {one.basis for one in thresholds()} == {"法释〔2025〕5号"}
    assert {one.since for one in thresholds()} == {date(2025, 4, 26)}


@pytest.mark.parametrize("one", thresholds(), ids=lambda one: one.crime)
def test_the_figures_of_a_threshold_stand_in_its_words(one):
    def said(number):
        return [f"{number // 10_000}万", f"{number // 1_000}千", f"{number}份"]

    assert one.crime in {code.code for code in shipped("crime").codes}
    for limit in one.limits:
        if limit.measure != "unsold":
            assert any(words in one.line for words in said(limit.least)), limit
            assert not limit.again or any(words in one.again for words in said(limit.again)), limit


HEAD = "name,title,starts,unit,n,basis,article,since,until,bound,mark,note,register\n"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a,甲,乙,week,3,法,,,,us,law,", "line 2: “week” is none of hour, day, workday, month"),
        ("a,甲,乙,day,0,法,,,,us,law,", "line 2: 0 is no period"),
        ("a,甲,乙,day,三,法,,,,us,law,", "line 2: invalid literal"),
        ("a,甲,乙,day,3,法,,2026-04-15,2026-04-14,us,law,", "line 2: 2026-04-14 is before 2026-04-15"),
        ("a,甲,乙,day,3,法,,2026-4-15,,us,law,", "line 2: Invalid isoformat"),
        ("a,甲,乙,day,3,法,,,,them,law,", "line 2: “them” is none of us, parties, others"),
        ("a,甲,乙,day,3,法,,,,us,maybe,", "line 2: “maybe” is none of law, check, own"),
        ("a,甲,乙,day,3", "line 2"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path, monkeypatch, row, why):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "deadlines.csv").write_text(f"{HEAD}{row}\n", encoding="utf-8")
    monkeypatch.setattr("ercheng_station.rulebook.resources", lambda: tmp_path)

    with pytest.raises(ValueError, match=r"deadlines\.csv, " + why):
        rulebook.deadline_rules.__wrapped__()
