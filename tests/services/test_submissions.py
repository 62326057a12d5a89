"""Which unit has reported which month: received, nothing to report, late, sent back, missing, not yet there."""

import json
from uuid import UUID, uuid4

import pytest

from ercheng_station.db.changes import Alter, Create, Note
from ercheng_station.db.listing import Query
from ercheng_station.db.post import RETURNED, TAKEN
from ercheng_station.records.office import Setting
from ercheng_station.records.station import Station
from ercheng_station.services.report_span import MONTH, Calendar, Span
from ercheng_station.services.submissions import State, missing, reminder, submissions
from tests.exchange.bundle.offices import office
from tests.mediating import made

SEPTEMBER, OCTOBER = (Span(MONTH, 2026, number, Calendar()) for number in (9, 10))
ZELIN = UUID(int=7)


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        for name, kind, since in (
            ("泽林所知识产权工作站", "office", "2024-06-01"),
            ("碧石所知识产权工作站", "office", "2026-10-10"),
            ("宏达公司保护工作站", "protection", "2024-06-01"),
        ):
            made(store, Station, name=name, short_name=name[:2], kind=kind, plaque_on=since)
        yield store


def came(store, name, period, sequence, at, **more):
    page = {"station": str(ZELIN), "name": name, "period": period, "sequence": sequence, "at": at, **more}
    book = RETURNED if "why" in more else TAKEN
    store.act("收到", [Note(book, str(uuid4()), json.dumps(page))])


def cells(store):
    return {
        one.short_name: [cell.words for cell in one.cells] for one in submissions(store, [SEPTEMBER, OCTOBER])
    }


def test_a_month_is_received_late_empty_missing_or_before_the_stations_time(district):
    came(district, "泽林所知识产权工作站", "2026-09", 1, "2026-10-05T15:59:00+00:00")
    came(district, "泽林所知识产权工作站", "2026-10", 2, "2026-11-05T16:01:00+00:00")

    assert cells(district) == {"泽林": ["已报 10-05", "迟报 11-06"], "碧石": ["—", "未报"]}


def test_nothing_to_report_is_a_report_and_what_was_sent_back_is_none(district):
    came(district, "泽林所知识产权工作站", "2026-09", 1, "2026-10-02T01:00:00+00:00", zero=True)
    came(district, "泽林所知识产权工作站", "2026-10", 2, "2026-11-02T01:00:00+00:00")
    came(
        district,
        "泽林所知识产权工作站",
        "2026-10",
        3,
        "2026-11-03T01:00:00+00:00",
        book=RETURNED,
        why="数不对",
    )

    lines = submissions(district, [SEPTEMBER, OCTOBER])

    assert [cell.state for cell in lines[0].cells] == [State.ZERO, State.RETURNED]
    assert lines[0].cells[1].why == "数不对"
    assert missing(lines, 1) == ["泽林", "碧石"]
    came(district, "泽林所知识产权工作站", "2026-10", 4, "2026-11-04T01:00:00+00:00")
    assert cells(district)["泽林"][1] == "已报 11-02"


def test_a_unit_nobody_entered_has_its_line_and_one_known_twice_has_one(district):
    came(district, "杜山所知识产权工作站", "2026-10", 1, "2026-11-02T01:00:00+00:00")
    came(district, "泽林所知识产权工作站", "2026-10", 1, "2026-11-02T01:00:00+00:00")

    assert [one.name for one in submissions(district, [OCTOBER])] == [
        "杜山所知识产权工作站",
        "泽林所知识产权工作站",
        "碧石所知识产权工作站",
    ]


def test_the_reminder_names_who_is_missing_and_the_offices_own_day(district):
    assert reminder(district, OCTOBER, ["泽林", "碧石"]) == (
        "【催报】2026年10月月报还有2个单位未报：泽林、碧石。已过报送时间，请尽快报送，没有业务的报零报告。"
    )
    values = {"key": "report.due_days", "value": "25"}
    district.act("设置", [Create(Setting, district.examine(Setting, values)[0])])
    assert "请于11月25日前报送" in reminder(district, OCTOBER, ["泽林"])
    assert cells(district)["碧石"] == ["—", "待报"]
    assert reminder(district, OCTOBER, []) == "2026年10月月报已全部收齐。"
    (setting,) = district.find(Query(Setting))
    district.act("设置", [Alter(Setting, setting.uid, {"value": "9999999999"})])
    assert "已过报送时间" in reminder(district, OCTOBER, ["泽林"])
