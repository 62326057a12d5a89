"""A report: its figures are those of the indicators, in blocks, against last year's; zero is declared."""

from collections import Counter
from datetime import date

from ercheng_station.db.changes import Create
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.services.blocks import BLOCKS, MESSAGE
from ercheng_station.services.corrections import frozen_text, read_frozen
from ercheng_station.services.indicators import BY_NAME, INDICATORS
from ercheng_station.services.report_span import Calendar, Span
from ercheng_station.services.reporting import message, report_of
from tests.founding import founded

OCTOBER = Span("month", 2026, 10)


def test_every_indicator_stands_in_one_block():
    counts = Counter(name for block in BLOCKS for name in block.figures)

    assert counts == Counter(one.name for one in INDICATORS)
    assert all(set(block.told) | set(block.parts) <= set(block.figures) for block in BLOCKS)
    assert set(MESSAGE) <= counts.keys()


def test_every_figure_is_that_of_its_indicator(practice_store):
    report = report_of(practice_store, OCTOBER)

    assert report.lines
    for line in report.lines:
        for span, value in ((OCTOBER.period, line.now), (OCTOBER.cumulative, line.year)):
            assert value.value == line.indicator.figure(practice_store, span), line.indicator.name
        before = line.indicator.figure(practice_store, OCTOBER.a_year_before().period)
        assert line.now.before.value == before
        assert line.rows == practice_store.count(line.indicator.rows(OCTOBER.period))
    visits = report.line("visits")
    assert visits.now.change == visits.now.value - visits.now.before.value
    assert not report.is_zero


def test_registers_that_the_unit_does_not_keep_are_left_out(tmp_path):
    own = {"name": "宏达保护工作站", "short_name": "宏达", "kind": "protection"}
    with founded(tmp_path / "站", own) as store:
        report = report_of(store, OCTOBER)
        told = message(report)

    assert "零报告" in told
    assert report.line("watches")
    assert not any(report.line(name) for name in ("cases", "visits", "needs", "receptions"))
    assert not [block for block, _ in report.blocks if block.name == "cases"]


def test_nothing_done_is_a_report_of_zero(store):
    report = report_of(store, OCTOBER)

    assert report.is_zero
    assert message(report) == "【泽林】2026年10月两站工作月报\n本期：零报告。\n本年累计：无。"


def test_the_message_has_three_lines_of_figures(practice_store):
    report = report_of(practice_store, OCTOBER)
    head, now, year = message(report).split("\n")

    assert head == f"【{practice_store.unit.short_name}】2026年10月两站工作月报"
    assert f"走访次数{report.line('visits').now.value}次" in now
    assert f"走访次数{report.line('visits').year.value}次" in year


def test_parts_of_a_figure_that_are_nothing_are_not_printed(store):
    report = report_of(store, OCTOBER)
    printed = {line.indicator.name for _, lines in report.printed for line in lines}

    assert "clues" in printed
    assert not [name for name in printed if name.startswith("clues_from_")]
    assert [line for line in report.lines if line.indicator.name.startswith("clues_from_")]


def test_a_visit_on_the_26th_belongs_to_the_next_month_where_the_office_says_so(store):
    values, _ = store.examine(
        Visit, {"enterprise": _firm(store), "visited_on": "2026-10-26", "way": "field", "visitors": "余慧敏"}
    )
    store.act("走访", [Create(Visit, values)])
    office = Calendar(((date.min, 26),))

    def visits(number, calendar):
        return report_of(store, Span("month", 2026, number, calendar)).line("visits").now.value

    assert (visits(10, Calendar()), visits(11, Calendar())) == (1, 0)
    assert (visits(10, office), visits(11, office)) == (0, 1)


def test_cases_balance_in_every_month(practice_store):
    for number in range(1, 12):
        report = report_of(practice_store, Span("month", 2026, number))
        carried, new, settled, left = (
            report.line(name).now.value for name in ("cases_carried", "cases", "cases_settled", "cases_open")
        )
        assert carried + new == settled + left


def test_a_standing_figure_is_known_by_what_it_asks():
    assert {name for name in ("cases_carried", "budget", "needs_open") if BY_NAME[name].is_standing} == {
        "cases_carried", "budget", "needs_open",
    }  # fmt: skip
    assert not BY_NAME["transfers_police"].is_standing


def _firm(store):
    values, faults = store.examine(Enterprise, {"name": "宏达机械有限公司"})
    assert not faults.hard
    create = Create(Enterprise, values)
    store.act("企业", [create])
    return str(create.uid)


def test_what_was_frozen_is_read_again_as_it_was(practice_store):
    report = report_of(practice_store, OCTOBER)

    assert read_frozen(frozen_text(report.lines)) == {
        line.indicator.name: (line.now.value, line.year.value) for line in report.lines
    }
    assert read_frozen("走访次数：本期 3，累计 30\n早就不用的指标：本期 1，累计 2\n看不懂") == {
        "visits": (3, 30)
    }
