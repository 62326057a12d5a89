"""What stations told in bundles of cases that stay with them: the district's report adds it up, month by month."""

import pytest

from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.bundle.travelling import FIGURES, OPEN
from ercheng_station.records.mediation import Committee, Mediation
from ercheng_station.services.by_station import by_station
from ercheng_station.services.report_span import MONTH, QUARTER, Calendar, Span
from ercheng_station.services.reporting import report_of
from tests.exchange.bundle.offices import OCTOBER, firm, mailed, office, visit
from tests.mediating import made


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        yield store


def cases(store, *found):
    """Old ones, brought in as they are: (registered, state, ended)."""
    body = made(
        store, Committee, name="鄂城区知识产权纠纷人民调解委员会", short_name="鄂城知", numbering="own",
        kind="professional", term_from="2025-01-01",
    )  # fmt: skip
    for applied, state, ended in found:
        raw = {"applied_on": applied, "status": state, "accepted_on": applied, "ended_on": ended}
        made(
            store, Mediation, name=f"{applied}的纠纷", committee=body, source="application",
            dispute_type="trademark_infringement", backfilled=True, **raw,
        )  # fmt: skip


def figures(store, form, number):
    report = report_of(store, Span(form, 2026, number, Calendar()))
    return {line.indicator.name: (line.now.value, line.year.value) for line in report.lines}, report


def test_the_districts_cases_are_the_sum_of_what_the_stations_told(district, tmp_path):
    for name, found in (
        ("泽林", [("2026-09-03", "written", "2026-10-09"), ("2026-10-12", "accepted", None)]),
        ("碧石", [("2026-10-08", "terminated", "2026-10-15"), ("2026-10-09", "written", "2026-10-16")]),
    ):
        with office(tmp_path, name) as station:
            cases(station, *found)
            visit(station, firm(station, f"{name}机械厂"), OCTOBER)
            for month in ("2026-09", "2026-10"):
                file = mailed(station, tmp_path / name / "件", month)
                assert receive(district, file, trust_new=True).is_welcome

    october, report = figures(district, MONTH, 10)
    assert october["cases"] == (3, 4)
    assert october["cases_carried"] == (1, 0)
    assert october["cases_settled"] == (3, 3)
    assert october["cases_open"] == (1, 1)
    assert october["cases_rate"] == (66.7, 66.7)
    assert october["visits"] == (2, 2)
    assert any("封面报来" in note for note in report.notes)
    autumn, _ = figures(district, QUARTER, 3)
    assert autumn["cases"] == (1, 1)
    assert autumn["cases_open"] == (1, 1)


def visits_after(district, station, folder, freight):
    """Of October, once a bundle of October came: what it brought, the figure of the report, the same of the station's line."""
    plan = receive(district, mailed(station, folder, freight=freight), trust_new=True).plan
    (theirs, _) = next(
        line.values
        for line in by_station(district, Span(MONTH, 2026, 10, Calendar())).lines
        if line.indicator.name == "visits"
    )
    now, _ = figures(district, MONTH, 10)
    return plan.created, now["visits"][0], theirs


def test_figures_alone_are_added_and_no_record_is_counted_twice(district, tmp_path):
    with office(tmp_path, "泽林") as station:
        mill = firm(station, "泽林机械厂")
        visit(station, mill, OCTOBER)
        files = tmp_path / "件"

        assert visits_after(district, station, files, FIGURES) == (0, 1, 1)
        created, *both = visits_after(district, station, files, OPEN)
        assert (created > 0, both) == (True, [1, 1])
        visit(station, mill, OCTOBER)
        assert visits_after(district, station, files, FIGURES) == (0, 2, 2)
        visit(station, mill, OCTOBER)
        mailed(station, files, "2026-11")
        assert receive(district, files / "泽林_2026-11_v1.xlsx", trust_new=True).is_welcome
        assert figures(district, MONTH, 10)[0]["visits"][0] == 3


def test_cases_told_by_figures_alone_stay_when_records_come_later(district, tmp_path):
    """A bundle brings the records of every month, and of the cases the figures of its own month alone."""
    with office(tmp_path, "泽林") as station:
        cases(station, ("2026-10-08", "written", "2026-10-15"))
        visit(station, firm(station, "泽林机械厂"), OCTOBER)
        files = tmp_path / "件"
        for month, freight in (("2026-10", FIGURES), ("2026-11", OPEN)):
            file = mailed(station, files, month, freight=freight)
            assert receive(district, file, trust_new=True).is_welcome

    october, _ = figures(district, MONTH, 10)
    assert (october["cases"], october["visits"]) == ((1, 1), (1, 1))
