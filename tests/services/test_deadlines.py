"""The clocks against the cases of the law tables, the days off of 2026, and a naive count day by day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.records.dates import BEIJING
from ercheng_station.records.deadlines import Calendar, add_months, due_of
from ercheng_station.rulebook import DayOff, DeadlineRule, days_off, deadline_rules, statutory_days

CALENDAR = Calendar.shipped()
ONE = timedelta(days=1)
OFF_2026 = [
    (date(2026, 1, 1), 3), (date(2026, 2, 15), 9), (date(2026, 4, 4), 3), (date(2026, 5, 1), 5),
    (date(2026, 6, 19), 3), (date(2026, 9, 25), 3), (date(2026, 10, 1), 7),
]  # fmt: skip
WORKED_2026 = [date(2026, *on) for on in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]

BY_LAW = {
    one.first + step * ONE
    for one in statutory_days()
    if one.year != 2026
    for step in range((one.last - one.first).days + 1)
}


def works(day):
    """Counted apart from the program: the notice for 2026, weekends and the law's days off in other years."""
    if day in WORKED_2026:
        return True
    if any(first <= day < first + length * ONE for first, length in OFF_2026):
        return False
    return day.weekday() < 5 and day not in BY_LAW


def at(*parts):
    return datetime(*parts, tzinfo=BEIJING)


def last(name, start, calendar=CALENDAR):
    return due_of(name, start, calendar).text


def own(unit, n, mark="law", bound="us"):
    rule = DeadlineRule(
        name="x",
        title="办",
        starts="起",
        unit=unit,
        n=n,
        basis="法",
        mark=mark,
        bound=bound,
        since=None,
        until=None,
    )
    return Calendar([DayOff(2026, "off", first, first + (length - 1) * ONE, "假") for first, length in OFF_2026]
                    + [DayOff(2026, "work", day, day, "班") for day in WORKED_2026], [rule])  # fmt: skip


@pytest.mark.parametrize(
    ("name", "start", "text"),
    [
        # 国令310: days run on, a last day off moves on, hours never do
        ("police.head_decision", date(2026, 2, 10), "2026-02-13"),
        ("police.head_decision", date(2026, 2, 11), "2026-02-14"),  # a Saturday that is worked
        ("police.head_decision", date(2026, 2, 12), "2026-02-24"),  # the 15th opens the Spring Festival
        ("police.hand_over", at(2026, 2, 13, 10, 20), "2026-02-14 10:20"),
        ("police.hand_over", at(2026, 2, 14, 23, 59), "2026-02-15 23:59"),  # into the holiday, at night
        (
            "police.hand_over",
            datetime(2026, 2, 13, 16, 30, tzinfo=UTC),
            "2026-02-15 00:30",
        ),  # the 14th in Beijing
        ("police.hand_over", date(2026, 2, 13), "2026-02-14"),
        ("police.pass_on", at(2026, 9, 30, 17, 30), "2026-10-01 17:30"),
        ("police.filing", date(2026, 9, 28), "2026-10-08"),  # 10-01 to 10-07 off
        ("police.review_ask", date(2026, 6, 16), "2026-06-22"),  # 端午节
        ("police.review", date(2026, 4, 1), "2026-04-07"),  # 清明节
        ("police.goods", date(2026, 5, 6), "2026-05-09"),  # a Saturday that is worked
        # 令20 until 2026-04-14, 令121 from 2026-04-15
        ("complaint.decide", date(2026, 2, 9), "2026-02-25"),  # 10 11 12 13 14 24 25
        ("complaint.decide", date(2026, 10, 8), "2026-10-16"),  # 9 10 12 13 14 15 16
        ("complaint.mediate", date(2026, 4, 14), "2026-06-18"),
        ("complaint.mediate", date(2026, 4, 15), "2026-06-15"),  # the 14th of June is a Sunday
        ("complaint.mediate", date(2026, 8, 3), "2026-10-08"),  # 60 days end in the National Day week
        ("complaint.tell", date(2026, 4, 14), "2026-04-23"),
        ("complaint.jurisdiction", date(2026, 4, 2), "2026-04-14"),
        ("report.tell", date(2026, 2, 13), "2026-02-27"),  # 14 24 25 26 27
        ("report.tell", date(2026, 2, 24), "2026-03-02"),  # 25 26 27 28 and Monday
        ("clue.verify", date(2026, 2, 2), "2026-02-28"),
        ("clue.verify_extended", date(2026, 9, 10), "2026-10-28"),
        # the office's own
        ("clue.route_a", at(2026, 5, 1, 22, 5), "2026-05-02 22:05"),
        ("clue.route_b", date(2026, 9, 18), "2026-09-22"),  # Sunday the 20th is worked
        ("clue.route_c", date(2026, 9, 30), "2026-10-15"),
        ("clue.feedback", date(2026, 12, 25), "2027-01-04"),
        ("cooperation.reply", date(2026, 2, 2), "2026-02-28"),
        ("cooperation.answer", date(2026, 9, 15), "2026-10-12"),
        # penalties
        ("penalty.decide", date(2026, 2, 14), "2026-05-15"),
        ("penalty.kept", date(2026, 2, 10), "2026-02-26"),
        (
            "penalty.limit",
            date(2024, 2, 29),
            "2026-02-28",
        ),  # no such day in 2026, and that Saturday is worked
        # mediation and the court
        ("mediation.finish", date(2026, 9, 3), "2026-10-08"),  # 10-03 lies in the holiday
        ("mediation.court", date(2026, 1, 31), "2026-03-02"),
        ("confirmation.apply", date(2026, 1, 16), "2026-02-24"),  # 02-15 lies in the holiday
        ("confirmation.apply", date(2026, 1, 29), "2026-02-28"),  # worked, so it does not move
        ("confirmation.accept", date(2026, 2, 11), "2026-02-14"),
        ("confirmation.decide", date(2026, 1, 31), "2026-02-24"),
        ("confirmation.decide_extended", date(2026, 1, 31), "2026-02-25"),
        ("mediation.consent", date(2026, 9, 28), "2026-10-08"),
        ("mediation.follow_up", date(2026, 9, 25), "2026-10-10"),
        # 令81
        ("patent_mediation.serve", date(2026, 2, 13), "2026-02-27"),
        ("patent_mediation.answer", date(2026, 2, 1), "2026-02-24"),
        ("patent_mediation.file", date(2026, 9, 24), "2026-10-09"),  # 28 29 30 8 9
        ("patent_mediation.refuse", date(2026, 4, 30), "2026-05-11"),  # 6 7 8 9 11
        ("patent_mediation.finish", date(2026, 8, 31), "2026-11-02"),  # 10-31 is a Saturday
        ("patent_mediation.finish_extended", date(2026, 11, 30), "2027-03-01"),  # 02-28 is a Sunday
        ("patent_mediation.change", date(2026, 4, 20), "2026-05-06"),
        ("patent_mediation.copy", date(2026, 12, 31), "2027-01-08"),
        # rights assistance, evaluation, rights, list
        ("assist.review", date(2026, 2, 2), "2026-02-28"),
        ("assist.supplement", date(2026, 2, 13), "2026-03-02"),
        ("evaluation.supplement", date(2026, 9, 30), "2026-10-13"),
        ("right.grace", date(2026, 8, 31), "2027-03-01"),
        ("key_enterprise.term", date(2024, 2, 29), "2027-03-01"),
        # the office's own reminders, and terms
        ("committee.term", date(2025, 1, 1), "2028-01-03"),
        ("school.pilot", date(2025, 10, 2), "2027-10-04"),
        ("right.fee_grace", date(2026, 3, 20), "2026-09-20"),  # a Sunday that is worked
        ("training.file", date(2026, 11, 13), "2026-11-20"),
        ("publicity.file", date(2026, 9, 24), "2026-10-08"),
        ("lead.feedback", date(2026, 11, 2), "2026-12-02"),
        ("slip.answer", date(2026, 11, 2), "2026-11-09"),
        ("takedown.answer", date(2026, 11, 2), "2026-11-09"),
        ("platform.confirm", date(2025, 11, 22), "2026-11-23"),
        ("assist.ask", date(2026, 10, 22), "2026-11-23"),
        # how long a file is kept
        ("keep.mediation_short", date(2016, 9, 30), "2026-09-30"),
        ("keep.mediation_long", date(2016, 9, 30), "2046-10-01"),
        ("keep.clue", date(2016, 9, 30), "2046-10-01"),
        ("keep.assist_case", date(2016, 9, 30), "2046-10-01"),
        ("keep.complaint", date(2016, 9, 30), "2026-09-30"),
        ("keep.reception", date(2016, 9, 30), "2026-09-30"),
        ("keep.consultation", date(2016, 9, 30), "2026-09-30"),
        ("keep.errand", date(2016, 9, 30), "2026-09-30"),
        ("keep.need", date(2016, 9, 30), "2026-09-30"),
        ("keep.visit", date(2016, 9, 30), "2026-09-30"),
    ],
)
def test_a_clock_ends_when_the_law_and_the_days_off_say(name, start, text):
    assert last(name, start) == text


def test_every_shipped_rule_has_a_case():
    named = {case[0] for case in test_a_clock_ends_when_the_law_and_the_days_off_say.pytestmark[0].args[1]}

    assert named == {one.name for one in deadline_rules()}


def test_a_moment_belongs_to_its_day_in_beijing():
    night = datetime(2026, 4, 14, 16, 30, tzinfo=UTC)  # half past midnight of the 15th

    assert due_of("police.filing", night, CALENDAR).on == date(2026, 4, 20)  # the 18th is a Saturday
    assert due_of("complaint.mediate", night, CALENDAR).rule.basis == "总局令第121号"


def test_the_sentence_names_start_rule_source_and_end():
    assert due_of("police.hand_over", at(2026, 2, 13, 10, 20), CALENDAR).why == (
        "自 2026-02-13 10:20 批准移送起 24 小时内向同级公安机关移送（国务院令第310号第5条），到 2026-02-14 10:20"
    )
    assert due_of("police.head_decision", date(2026, 2, 12), CALENDAR).why == (
        "自 2026-02-12 收到移送报告起 3 日内作出移送或者不移送决定（国务院令第310号第5条），到 2026-02-24；"
        "2026-02-15 是春节，顺延到其后第一个工作日"
    )
    assert due_of("report.tell", date(2026, 2, 13), CALENDAR).why == (
        "自 2026-02-13 作出立案或者不予立案决定起 5 个工作日内告知实名举报人是否立案（总局令第20号第31条），"
        "到 2026-02-27；春节放假不计；2026-02-14 调休上班，计入"
    )
    assert "2026-02-28 调休上班，不顺延" in due_of("confirmation.apply", date(2026, 1, 29), CALENDAR).why
    assert "2026-06-14 是周末，顺延" in due_of("complaint.mediate", date(2026, 4, 15), CALENDAR).why


def test_what_is_not_confirmed_and_what_is_the_offices_own_say_so():
    assert "（总局令第121号，依据待核）" in due_of("complaint.decide", date(2026, 4, 15), CALENDAR).why
    reminder = due_of("clue.route_b", date(2026, 4, 15), CALENDAR)
    assert "（内部提醒）" in reminder.why
    assert reminder.internal


def test_a_year_without_a_table_counts_the_days_off_of_the_law_and_says_so():
    spring = due_of("clue.route_b", date(2027, 2, 4), CALENDAR)  # a Thursday; 02-05 to 02-08 are off by law
    assert (spring.on, CALENDAR.named(date(2027, 2, 5))) == (date(2027, 2, 11), "春节")
    assert "春节放假不计；2027 年放假安排尚未导入，按法定节假日和周末推算" in spring.why
    assert CALENDAR.works(date(2026, 2, 14))  # a year with its table goes by that alone
    assert due_of("clue.route_b", date(2050, 12, 29), CALENDAR).why.endswith("按周末推算")


def test_the_days_off_of_the_law_lie_within_those_that_were_notified():
    for year in (2025, 2026):
        named = [day for one in statutory_days() if one.year == year for day in _each(one)]
        assert len(named) == 13
        assert all(CALENDAR.named(day) and not CALENDAR.works(day) for day in named)
    assert {one.year for one in days_off()} == {2024, 2025, 2026}
    assert all("国务院办公厅" in one.basis for one in days_off())


def _each(one):
    return [one.first + step * ONE for step in range((one.last - one.first).days + 1)]


def test_the_year_after_says_so_where_a_clock_reaches_into_it():
    over = due_of("clue.feedback", date(2026, 12, 25), CALENDAR)
    within = due_of("clue.feedback", date(2026, 12, 24), CALENDAR)

    assert over.why.endswith("；2027 年放假安排尚未导入，按法定节假日和周末推算")
    assert (over.guessed, within.guessed) == ((2027,), ())
    assert due_of("penalty.decide", date(2026, 11, 22), CALENDAR).guessed == (2027,)
    assert due_of("police.hand_over", at(2026, 12, 31, 12, 0), CALENDAR).guessed == ()


def test_a_rule_not_yet_in_force_gives_no_day_and_an_unknown_name_is_a_fault():
    assert due_of("patent_mediation.serve", date(2025, 1, 31), CALENDAR) is None
    with pytest.raises(KeyError):
        due_of("nothing", date(2026, 1, 1), CALENDAR)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 8, 31), 2, date(2026, 10, 31)),
    ],
)
def test_months_end_on_the_same_number_or_the_months_last_day(day, months, end):
    assert add_months(day, months) == end


@pytest.mark.parametrize(
    ("bound", "mark", "said"),
    [
        ("us", "law", "已超期 2 天"),
        ("others", "law", "可询问进度"),
        ("parties", "law", "期限已过"),
        ("us", "check", "已到期（依据待核）"),
        ("others", "own", "已过提醒日"),
    ],
)
def test_only_a_law_that_binds_the_office_is_called_broken(bound, mark, said):
    due = due_of("x", date(2026, 3, 2), own("day", 3, mark, bound))

    assert due.standing(at(2026, 3, 7, 9, 0)) == said
    assert due.standing(at(2026, 3, 5, 23, 59)) == "今天到期"
    assert due.standing(at(2026, 3, 4, 9, 0)) == "还有 1 天"


def test_hours_are_told_in_hours_near_their_end():
    due = due_of("police.hand_over", at(2026, 2, 13, 10, 20), CALENDAR)

    assert due.standing(at(2026, 2, 13, 10, 30)) == "还有 23 小时"
    assert due.standing(at(2026, 2, 14, 10, 0)) == "还有 20 分钟"
    assert not due.missed(at(2026, 2, 14, 10, 20))
    assert due.standing(at(2026, 2, 14, 13, 20)) == "已超期 3 小时"


DAYS = st.dates(date(2025, 12, 1), date(2027, 1, 31))


@given(DAYS, st.integers(1, 60))
def test_working_days_agree_with_a_count_day_by_day(start, n):
    day, left = start, n
    while left:
        day += ONE
        left -= 1 if works(day) else 0

    assert due_of("x", start, own("workday", n)).on == day


@given(DAYS, st.integers(1, 120))
def test_days_agree_with_a_count_day_by_day(start, n):
    day = start
    for _ in range(n):
        day += ONE
    while not works(day):
        day += ONE

    assert due_of("x", start, own("day", n)).on == day


@given(DAYS, st.integers(1, 36))
def test_months_agree_with_a_walk_over_the_calendar(start, n):
    year, month = start.year, start.month
    for _ in range(n):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = start.day
    while True:
        try:
            day = date(year, month, number)
            break
        except ValueError:
            number -= 1
    while not works(day):
        day += ONE

    assert due_of("x", start, own("month", n)).on == day


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 30), timezones=st.just(UTC)), st.integers(1, 100)
)
def test_hours_run_on_in_any_zone(start, n):
    due = due_of("x", start, own("hour", n))

    assert due.at - start == timedelta(hours=n)
    assert due.on == (start + timedelta(hours=n)).astimezone(BEIJING).date()


@given(DAYS, st.sampled_from(["day", "workday", "month"]), st.integers(1, 40))
def test_a_clock_that_does_not_run_in_hours_never_ends_on_a_day_off(start, unit, n):
    assert works(due_of("x", start, own(unit, n)).on)


@given(DAYS, st.sampled_from(["hour", "day", "workday", "month"]), st.integers(1, 60))
def test_a_clock_ends_within_its_reach(start, unit, n):
    calendar = own(unit, n)
    soonest, latest = calendar.reach("x")

    assert soonest <= due_of("x", start, calendar).on - start <= latest


def test_no_reminder_stands_in_for_a_law():
    law = next(one for one in deadline_rules() if one.name == "police.filing")
    reminder = DeadlineRule(
        name="police.filing", title="问", starts="送", unit="day", n=9, mark="own", since=None, until=None
    )

    assert Calendar([], [law, reminder]).rule("police.filing", date(2026, 1, 1)) is law
