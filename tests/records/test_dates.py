"""Days and moments: every way people type them, and what is never guessed (trust V02, V03, V05, V06)."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.errors import Fault
from ercheng_station.records.dates import BEIJING, read_day, read_moment, weekday

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1120", date(2026, 11, 20)),
        ("11-20", date(2026, 11, 20)),
        ("11.20", date(2026, 11, 20)),
        ("11月20日", date(2026, 11, 20)),
        ("11月20", date(2026, 11, 20)),
        ("3-1", date(2026, 3, 1)),
        ("12-31", date(2026, 12, 31)),
        ("20261120", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026.3.5", date(2026, 3, 5)),
        ("2026/3/5", date(2026, 3, 5)),
        ("2026。3。5", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 3 月 5 号", date(2026, 3, 5)),
        ("26年3月5日", date(2026, 3, 5)),
        ("二〇二六年三月五日", date(2026, 3, 5)),
        ("二零二六年十二月三十一日", date(2026, 12, 31)),
        ("二○二六年十月二十日", date(2026, 10, 20)),
        ("十一月二十五", date(2026, 11, 25)),
        ("元月5日", date(2026, 1, 5)),
        ("２０２６－３－１", date(2026, 3, 1)),
        ("２０２６．３．１", date(2026, 3, 1)),
        ("11/20", date(2026, 11, 20)),
        ("5/5", date(2026, 5, 5)),
        ("今天", date(2026, 11, 22)),
        ("昨天", date(2026, 11, 21)),
        ("前天", date(2026, 11, 20)),
        ("大前天", date(2026, 11, 19)),
        ("明天", date(2026, 11, 23)),
        ("后天", date(2026, 11, 24)),
        ("-1", date(2026, 11, 21)),
        ("+3", date(2026, 11, 25)),
        ("－１", date(2026, 11, 21)),
        ("周三", date(2026, 11, 18)),
        ("周日", date(2026, 11, 22)),
        ("星期天", date(2026, 11, 22)),
        ("上周五", date(2026, 11, 13)),
        ("上个星期五", date(2026, 11, 13)),
        ("上上周一", date(2026, 11, 2)),
        ("下周一", date(2026, 11, 23)),
        ("2026-03-05 周四", date(2026, 3, 5)),
        ("2026年3月5日（星期四）", date(2026, 3, 5)),
        ("2026-03-05 14:30", date(2026, 3, 5)),
        ("2026-03-05T00:00:00", date(2026, 3, 5)),
        ("2026-03-01T00:30Z", date(2026, 3, 1)),
        ("2024-2-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_understood_however_it_is_typed(typed, day):
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3/1", "3/1 分不清月和日，请写成 3-1 或 3月1日"),
        ("2025-2-29", "没有 2025年2月29日 这一天"),
        ("2025年2月29日", "没有 2025年2月29日 这一天"),
        ("13-1", "没有 2026年13月1日 这一天"),
        ("2026-03", "“2026-03”不完整，日期要有月和日"),
        ("2026年3月", "“2026年3月”不完整，日期要有月和日"),
        ("3月", "“3月”不完整，日期要有月和日"),
        ("26-3-5", "“26-3-5”的年份请写四位"),
        ("1/3/2026", "“1/3/2026”不是日期，可写 2026-3-5、3月5日、今天"),
        ("305", "“305”不是日期，可写 2026-3-5、3月5日、今天"),
        ("46000", "“46000”不是日期，可写 2026-3-5、3月5日、今天"),
        ("明年", "“明年”不是日期，可写 2026-3-5、3月5日、今天"),
        ("/", "“/”不是日期，可写 2026-3-5、3月5日、今天"),
        ("同上", "“同上”不是日期，可写 2026-3-5、3月5日、今天"),
        ("#VALUE!", "“#value!”不是日期，可写 2026-3-5、3月5日、今天"),
        ("2026-03-05 周五", "2026-03-05 是周四，不是周五"),
        ("14:30", "只有时间，还缺日期"),
        ("2026-03-05 23:59:60", "没有 23:59:60 这个时间"),
        ("2026-03-05 25:00", "没有 25:00 这个时间"),
        ("2026-03-05 24:00", "24 点请写成次日 00:00"),
        ("2026-03-01T20:30Z", "换算成北京时间是 2026-03-02，请直接填北京的日期"),
        ("1899-12-25", "日期不合理"),
        ("2200-01-01", "日期不合理"),
    ],
)
def test_a_day_that_is_not_clear_is_refused_with_the_reason(typed, why):
    with pytest.raises(Fault) as fault:
        read_day(typed, TODAY)

    assert fault.value.why == why


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2026, 3, 5), date(2026, 3, 5)),
        (datetime(2026, 3, 5, 23, 59), date(2026, 3, 5)),
        (61, date(1900, 3, 1)),
        (46000, date(2025, 12, 9)),
        (46000.0, date(2025, 12, 9)),
        (46000.75, date(2025, 12, 9)),
        (20261120, date(2026, 11, 20)),
        (20261120.0, date(2026, 11, 20)),
        (datetime(2026, 3, 1, 8, 0, tzinfo=UTC), date(2026, 3, 1)),
    ],
)
def test_cells_give_real_days(cell, day):
    assert read_day(cell, TODAY) == day


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (60, "日期不合理"),
        (60.5, "日期不合理"),
        (1, "日期不合理"),
        (0, "日期不合理"),
        (-5, "日期不合理"),
        (99999999, "日期不合理"),
        (109575, "日期不合理"),
        (10**400, "日期不合理"),
        (float("nan"), "日期不合理"),
        (float("inf"), "日期不合理"),
        (20260230, "日期不合理"),
        (date(1899, 12, 25), "日期不合理"),
        (datetime.max, "日期不合理"),
        (True, "不是日期"),
        (["2026-3-5"], "不是日期"),
        (datetime(2026, 3, 1, 20, 30, tzinfo=UTC), "换算成北京时间是 2026-03-02，请直接填北京的日期"),
    ],
)
def test_cells_without_a_sensible_day_are_refused(cell, why):
    with pytest.raises(Fault) as fault:
        read_day(cell, TODAY)

    assert fault.value.why == why


@given(st.integers(61, 109_574))
def test_excel_serials_are_the_days_excel_shows(serial):
    assert (read_day(serial, TODAY) - date(1900, 3, 1)).days == serial - 61


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-03-05 14:30", (2026, 3, 5, 14, 30)),
        ("2026.3.5 14：30", (2026, 3, 5, 14, 30)),
        ("2026-03-05T14:30:15", (2026, 3, 5, 14, 30, 15)),
        ("3月5日下午2点半", (2026, 3, 5, 14, 30)),
        ("三月五日下午两点".replace("两", "二"), (2026, 3, 5, 14, 0)),
        ("3月5日 上午9点5分", (2026, 3, 5, 9, 5)),
        ("3月5日 9时整", (2026, 3, 5, 9, 0)),
        ("3月5日中午12点", (2026, 3, 5, 12, 0)),
        ("3月5日中午1点", (2026, 3, 5, 13, 0)),
        ("3月5日下午14:30", (2026, 3, 5, 14, 30)),
        ("今天 9:05", (2026, 11, 22, 9, 5)),
        ("昨天晚上8点", (2026, 11, 21, 20, 0)),
        ("14:30", (2026, 11, 22, 14, 30)),
        ("2026-03-01T00:30Z", (2026, 3, 1, 8, 30)),
        ("2026-03-01T20:30Z", (2026, 3, 2, 4, 30)),
        ("2026-03-01T20:30-08:00", (2026, 3, 2, 12, 30)),
        ("2026-03-01 08:30+0800", (2026, 3, 1, 8, 30)),
        (datetime(2026, 3, 5, 14, 30), (2026, 3, 5, 14, 30)),
        (datetime(2026, 3, 5, 14, 29, 59, 999_700), (2026, 3, 5, 14, 30)),
        (date(2026, 3, 5), (2026, 3, 5, 0, 0)),
        (46000.604166666664, (2025, 12, 9, 14, 30)),
        (46000, (2025, 12, 9, 0, 0)),
    ],
)
def test_a_moment_is_beijing_time_unless_it_names_a_zone(typed, moment):
    assert read_moment(typed, TODAY) == datetime(*moment, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-03-05", "还缺几点几分"),
        ("2026-13-05", "没有 2026年13月5日 这一天"),
        ("2026-03-05 08:61", "没有 08:61 这个时间"),
        ("2026-03-05 08:30+99:00", "没有 08:30+99:00 这个时间"),
        (datetime.max, "日期不合理"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), "日期不合理"),
        (0, "日期不合理"),
        (None, "不是日期"),
    ],
)
def test_a_moment_that_is_not_clear_is_refused(typed, why):
    with pytest.raises(Fault) as fault:
        read_moment(typed, TODAY)

    assert fault.value.why == why


def test_weekdays_have_their_chinese_names():
    assert [weekday(date(2026, 3, day)) for day in (1, 2, 5)] == ["周日", "周一", "周四"]


def test_a_flood_of_characters_is_refused_at_once():
    with pytest.raises(Fault) as fault:
        read_moment("3" + " " * 100_000 + "点", TODAY)

    assert fault.value.why.endswith("…”不是日期，可写 2026-3-5、3月5日、今天")
