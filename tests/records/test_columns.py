"""What a column gives the driver comes back as the value it was, and sorts as the value does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy.dialects import sqlite

from ercheng_station.records.columns import Codes, FileList, Instant, Uid
from ercheng_station.records.fields import FileRef

DIALECT = sqlite.dialect()
FILE = FileRef("ab" * 32, "现场.jpg", 5, "image/jpeg", "2026-03-05T08:59:59", "门口")


def stored(form, value):
    return form().process_bind_param(value, DIALECT)


@pytest.mark.parametrize(
    ("form", "value", "kept"),
    [
        (Uid, UUID(int=258), bytes(14) + b"\1\2"),
        (Instant, datetime(2026, 3, 5, 1, 2, 3, 4, tzinfo=UTC), "2026-03-05T01:02:03.000004Z"),
        (Codes, ("a", "b"), ",a,b,"),
        (FileList, (FILE, FileRef("cd" * 32, "报告.pdf", 0)), None),
        (Uid, None, None),
        (Instant, None, None),
        (Codes, None, None),
        (FileList, None, None),
    ],
)
def test_what_is_stored_comes_back(form, value, kept):
    given = stored(form, value)

    assert form().process_result_value(given, DIALECT) == value
    assert kept is None or given == kept


def test_moments_of_any_zone_sort_as_text():
    first = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    later = (first + timedelta(seconds=1)).astimezone()

    assert stored(Instant, first) < stored(Instant, later)
