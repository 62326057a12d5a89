"""Papers print the periods of the dated table."""

from datetime import date

import pytest

from ercheng_station.documents.periods import period
from ercheng_station.records.wording import Copy

COPY = Copy()


def test_a_period_is_that_of_the_day():
    assert period("complaint.mediate", date(2026, 4, 14), COPY) == "45个工作日"
    assert period("complaint.mediate", date(2026, 4, 15), COPY) == "60日"


def test_an_empty_form_has_the_latest():
    assert period("complaint.mediate", None, COPY) == "60日"


def test_an_unknown_period_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        period("nothing", None, COPY)
