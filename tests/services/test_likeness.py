"""One enterprise in the registers of two units: found, judged by a person, counted once, parted again."""

import shutil
from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.enterprise_match import DIFFERENT, SAME, EnterpriseMatch
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.services.by_station import by_station
from ercheng_station.services.corrections import corrections, send
from ercheng_station.services.coverage import IP_DENSE, of_hosts
from ercheng_station.services.enterprises import portray
from ercheng_station.services.indicators import coverage
from ercheng_station.services.likeness import CODE, NAME, NEARLY, judge, judged, likely
from ercheng_station.services.reach import reach
from ercheng_station.services.report_span import MONTH, Calendar, Span
from ercheng_station.services.reporting import report_of
from tests.conftest import NOW
from tests.exchange.bundle.offices import (
    NOVEMBER,
    contents,
    counts,
    firm,
    mailed,
    office,
    opened,
    taken,
    visit,
)

CODES = "91420704MA4KLB8X80", "91420704MA4KLB8Y6T"
SPAN = Span(MONTH, 2026, 11, Calendar())


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Each station visited a firm that the other knows as well."""
    folder = tmp_path_factory.mktemp("stations")
    parcels, uids = [], []
    for name, called in (("泽林", "鄂州市鼎立机械有限公司"), ("碧石", "鼎立机械有限责任公司")):
        with office(folder, name) as station:
            uids.append(firm(station, called, credit_code=CODES[0]))
            visit(station, uids[-1], NOVEMBER)
            parcels.append(opened(mailed(station, folder / name / "件", "2026-11")))
    return parcels, uids


@pytest.fixture(scope="module")
def merged_folder(sent, tmp_path_factory):
    folder = tmp_path_factory.mktemp("merged")
    with office(folder, "鄂城区局", "bureau") as store:
        for parcel in sent[0]:
            taken(store, parcel)
    return folder / "鄂城区局"


@pytest.fixture
def district(merged_folder, tmp_path):
    shutil.copytree(merged_folder, tmp_path / "区局")
    with Store.open(tmp_path / "区局", CATALOGUE, now=lambda: NOW) as store:
        yield store


@pytest.fixture
def paired(district):
    (pair,) = likely(district)
    judge(district, pair, SAME)
    return district


def figure(store, name):
    line = next(line for line in by_station(store, SPAN).lines if line.indicator.name == name)
    return line.total, *line.values


def test_the_same_code_is_found_and_the_units_are_named(district):
    (pair,) = likely(district)

    assert (pair.why, pair.units) == (CODE, ("泽林", "碧石"))


def test_a_pair_is_one_enterprise_in_counts_lists_and_on_its_page(paired, sent):
    _, (one, other) = sent

    assert figure(paired, "visits") == (2, 1, 1, 0)
    assert figure(paired, "visited") == (1, 1, 1, 0)
    assert figure(paired, "enterprises") == (1, 1, 1, 0)
    assert not next(
        line for line in by_station(paired, SPAN).lines if line.indicator.name == "visited"
    ).adds_up
    assert [portray(paired, uid).visits for uid in (one, other)] == [2, 2]
    assert [len(portray(paired, uid).events) for uid in (one, other)] == [2, 2]
    asked = Condition("enterprise", "is", Link(other, "", "enterprise"))
    assert paired.count(Query(Visit, where=(asked,))) == 2
    assert [row.uid for row in paired.rows(Query(Enterprise, where=(Condition("", "once"),)))] == [one]


def test_nothing_of_either_record_changes_and_a_second_merge_keeps_the_pair(district, sent):
    before = contents(district)
    (pair,) = likely(district)
    judge(district, pair, SAME)

    again = [taken(district, parcel) for parcel in sent[0]]

    assert contents(district) == before
    assert [counts(plan)[:2] for plan in again] == [(0, 0), (0, 0)]
    assert (likely(district), [one.verdict for one in judged(district)]) == ([], [SAME])


def test_what_was_paired_is_parted_again_and_not_proposed_anew(paired):
    (pair,) = judged(paired)

    judge(paired, pair, DIFFERENT)

    assert figure(paired, "enterprises")[0] == 2
    assert likely(paired) == []
    paired.undo()
    assert figure(paired, "enterprises")[0] == 1
    paired.undo()
    assert [one.why for one in likely(paired)] == [CODE]


def test_whoever_was_compared_is_no_longer_told_as_already_there(district, sent):
    _, (one, _) = sent
    row = district.row(Enterprise, one)
    doubts = [district.examine(Enterprise, row.values, one)[1].soft]
    (pair,) = likely(district)

    judge(district, pair, SAME)
    doubts.append(district.examine(Enterprise, row.values, one)[1].soft)

    assert ["credit_code" in soft for soft in doubts] == [True, False]


def test_a_report_that_was_sent_is_corrected_by_the_pair(district):
    send(district, report_of(district, SPAN), [])
    (pair,) = likely(district)
    judge(district, pair, SAME)

    told = {one.indicator.name: one for one in corrections(district, report_of(district, SPAN))}

    assert told["visited"].now == (1, 1)
    assert [cause.title for cause in told["enterprises"].causes] == ["企业比对"]
    assert "visits" not in told


def test_three_that_are_paired_two_and_two_are_one(paired, sent):
    third = firm(paired, "鼎立机械厂")
    _, (_, other) = sent
    links = [Link(uid, "", "enterprise") for uid in (third, other)]
    values = {"enterprise": links[0], "other": links[1], "verdict": SAME}
    paired.act("认作同一家", [Create(EnterpriseMatch, values)])
    visit(paired, third, NOVEMBER)

    assert figure(paired, "visited")[0] == 1
    assert figure(paired, "enterprises")[0] == 1


def test_ratios_count_a_listed_pair_once_and_a_visit_to_either_counts(paired, sent):
    _, uids = sent
    for uid in uids:
        for name in ("to_visit", IP_DENSE):
            values = {"enterprise": Link(uid, "", "enterprise"), "list": name, "since": date(2026, 1, 1)}
            paired.act("列入", [Create(EnterpriseListing, values)])

    told = coverage(paired, date(2026, 12, 1))

    assert (told.visited, told.listed) == (1, 1)
    assert of_hosts(paired, date(2026, 12, 1)).listed == 1
    assert sum(one.listed for one in reach(paired, date(2026, 12, 1)) if one.part == "area") == 1
    assert sum(one.listed for one in reach(paired, date(2026, 12, 1), "to_visit") if one.part == "area") == 1


@pytest.mark.parametrize(
    ("names", "codes", "why"),
    [
        (("鄂州鼎立精密机械有限公司", "鼎立精密机械有限责任公司"), (CODES[0], None), [NAME]),
        (("鼎立精密机械厂", "鼎力精密机械厂"), (None, None), [NEARLY]),
        (("鼎立精密机械厂", "鼎立精密机械"), (None, None), [NEARLY]),
        (("鼎立精密机械厂", "鼎立精密机械厂"), CODES, []),
        (("甲厂", "乙厂"), (None, None), []),
    ],
)
def test_names_count_where_codes_do_not_decide(tmp_path, names, codes, why):
    with office(tmp_path, "鄂城区局", "bureau") as district, office(tmp_path, "泽林") as station:
        firm(district, names[0], credit_code=codes[0])
        firm(station, names[1], credit_code=codes[1])
        parcel = opened(mailed(station, tmp_path / "件"))
        taken(district, parcel)

        assert [pair.why for pair in likely(district)] == why


def test_an_enterprise_is_not_paired_with_itself_and_the_page_of_either_tells_of_the_other(paired, sent):
    _, (one, _) = sent
    (pair,) = judged(paired)
    link = Link(one, "", "enterprise")

    with pytest.raises(Refused):
        paired.act(
            "认作同一家", [Create(EnterpriseMatch, {"enterprise": link, "other": link, "verdict": SAME})]
        )
    paired.act("改", [Alter(EnterpriseMatch, pair.match, {"reason": "电话核实"})])
    assert [found.why for found in judged(paired, of=one)] == ["电话核实"]
    assert portray(paired, one).same == ("鼎立机械有限责任公司",)
