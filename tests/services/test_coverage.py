"""「两个全覆盖」 of any year, and the figures that tell it."""

from datetime import date

from ercheng_station.db.changes import Create
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station, StationPerson
from ercheng_station.records.work import CoverageUnit
from ercheng_station.services.coverage import both, of_hosts, of_offices
from ercheng_station.services.figures import Period
from ercheng_station.services.indicators import BY_NAME

END_2024, END_2025, END_2026 = (date(year, 12, 31) for year in (2024, 2025, 2026))


def add(store, record, **raw):
    values, faults = store.examine(record, raw)
    assert not faults.hard, faults
    create = Create(record, values)
    store.act(f"新增{record.title}", [create])
    return Link(create.uid, str(raw.get("name", "")), record.__tablename__)


def offices(store):
    for name in ("泽林所", "杜山所", "新庙所"):
        add(store, CoverageUnit, name=name, kind="office", since="2024-05-01")
    add(store, CoverageUnit, name="旧所", kind="office", since="2024-05-01", until="2025-06-30")
    add(
        store,
        Station,
        name="泽林站",
        kind="office",
        office="泽林所",
        plaque_on="2024-08-01",
        status="running",
    )
    add(
        store, Station, name="杜山站", kind="joint", office="杜山所", plaque_on="2025-03-01", closed_on="2026-02-01", status="revoked",
    )  # fmt: skip
    add(store, Station, name="新庙站", kind="office", office="新庙所", status="preparing")


def test_the_ratio_of_a_past_year_can_be_counted_again(store):
    offices(store)
    found = [of_offices(store, on) for on in (END_2024, END_2025, END_2026)]

    assert [(len(one.covered), one.listed, one.rate) for one in found] == [
        (1, 4, 25.0), (2, 3, 66.7), (1, 3, 33.3)
    ]  # fmt: skip
    assert found[2].missing == ("新庙所", "杜山所")
    assert found[0].covered[0][1].title == "泽林站"


def test_dense_firms_count_by_list_and_parks_by_register(store):
    code = "91420704MA4F2ABC46"
    firm = add(store, Enterprise, name="鄂州市甲材料有限公司", credit_code=code)
    other = add(store, Enterprise, name="鄂州市乙材料有限公司", no_code_why="旧照")
    for one in (firm, other):
        add(store, EnterpriseListing, enterprise=one, list="ip_dense", since="2024-06-01")
    add(store, CoverageUnit, name="葛店园区", kind="park", since="2024-06-01")
    add(store, Station, name="甲站", kind="protection", host="甲公司", host_code=code, plaque_on="2024-09-01")
    add(store, Station, name="园区站", kind="protection", host="葛店园区", plaque_on="2025-01-10")
    found = [of_hosts(store, on) for on in (END_2024, END_2025)]

    assert [(len(one.covered), one.listed) for one in found] == [(1, 3), (2, 3)]
    assert found[1].missing == ("鄂州市乙材料有限公司",)


def test_without_a_list_there_is_no_ratio(store):
    assert [one.rate for one in both(store, END_2026)] == [None, None]


def test_the_figures_agree_with_the_lists(store):
    offices(store)
    at = Link(store.unit.uid, store.unit.name, "station")
    add(store, StationPerson, at=at, name="程德胜", employment="full")
    add(store, StationPerson, at=at, name="余慧敏", employment="full", until="2026-06-30")
    year = Period(date(2026, 1, 1), END_2026)
    told = {
        name: BY_NAME[name].figure(store, year) for name in ("workstations", "office_coverage", "full_time")
    }

    assert told == {"workstations": 1, "office_coverage": 33.3, "full_time": 1}
    assert store.count(BY_NAME["workstations"].rows(year)) == 1
    assert store.count(BY_NAME["office_coverage"].rows(year)) == 3
