"""Corrections of a form are kept for the next one of its shape; what is written follows the cell and the figure."""

from openpyxl import load_workbook

from ercheng_station.exchange.forms.filling import cell_values
from ercheng_station.exchange.forms.proposing import propose
from ercheng_station.exchange.forms.remembered import recalled, remember
from ercheng_station.exchange.forms.workbook_form import read_form
from ercheng_station.services.form_values import form_values, title_of
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import report_of

SHEET = "附件 1"
E5, E9 = (SHEET, (4, 4)), (SHEET, (8, 4))


def test_only_corrections_are_kept_and_come_back(superior_form, store):
    form = read_form(superior_form)
    slots = propose(form)
    remember(store, form, slots, recalled(store, form, slots))
    before = store.sealed()[0]
    remember(store, form, slots, {**recalled(store, form, slots), E5: "visits.now", E9: "plans.year"})

    found = recalled(store, form, slots)
    assert (found[E5], found[E9], found[SHEET, (5, 4)]) == ("visits.now", "plans.year", "visits.now")
    remember(store, form, slots, found)
    assert store.sealed()[0] == before + 1
    remember(store, form, slots, {slot.place: slot.choice for slot in slots})
    assert recalled(store, form, slots)[E9] == ""


def test_many_corrections_fit_and_a_figure_that_is_no_more_counts_for_nothing(superior_form, store):
    form = read_form(superior_form)
    slots = propose(form)
    remember(store, form, slots, {slot.place: "five_in.year_before" for slot in slots} | {E9: "gone.now"})

    found = recalled(store, form, slots)
    assert found.pop(E9) == ""
    assert set(found.values()) == {"five_in.year_before"}


def test_a_share_is_a_fraction_where_the_cell_shows_per_cent(superior_form, practice_store):
    book = load_workbook(superior_form)
    book[SHEET]["E9"].number_format = "0.0%"
    book.save(superior_form)
    form = read_form(superior_form)
    report = report_of(practice_store, Span("month", 2026, 10))
    values = form_values(report)
    chosen = {E5: "needs_rate.now", E9: "needs_rate.now", (SHEET, (5, 4)): "", (SHEET, (6, 4)): "unit"}

    rate = report.line("needs_rate").now.value
    assert rate
    assert cell_values(form, chosen, values) == {
        E5: rate,
        E9: rate / 100,
        (SHEET, (6, 4)): f"{report.unit}（练习）",
    }
    assert title_of("needs_rate.now") == "诉求销号率（%） 本期"
