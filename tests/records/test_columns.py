"""What a column gives the driver comes back as the value it was, and sorts as the value does."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from ercheng_station.records.fields import FileRef
from ercheng_station.records.stored import CODES, DAY, FILES, FLAG, MOMENT, UID
from ercheng_station.records.visit import Visit

FILE = FileRef("ab" * 32, "现场.jpg", 5, "image/jpeg", "2026-03-05T08:59:59", "门口")


@pytest.mark.parametrize(
    ("form", "value", "kept"),
    [
        (UID, UUID(int=258), bytes(14) + b"\1\2"),
        (MOMENT, datetime(2026, 3, 5, 1, 2, 3, 4, tzinfo=UTC), "2026-03-05T01:02:03.000004Z"),
        (DAY, date(2026, 3, 5), "2026-03-05"),
        (FLAG, True, 1),
        (FLAG, False, 0),
        (CODES, ("a", "b"), ",a,b,"),
        (FILES, (FILE, FileRef("cd" * 32, "报告.pdf", 0)), None),
    ],
)
def test_what_is_stored_comes_back(form, value, kept):
    given = form.bind(value)

    assert type(form.load(given)) is type(value)
    assert form.load(given) == value
    assert kept is None or given == kept


def test_moments_of_any_zone_sort_as_text():
    first = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    later = (first + timedelta(seconds=1)).astimezone()

    assert MOMENT.bind(first) < MOMENT.bind(later)


def test_a_record_has_its_own_values_and_none_where_it_has_none():
    record = Visit(findings="合格")

    assert (record.findings, record.wishes) == ("合格", None)
    assert Visit.findings.field.label == "走访内容"
