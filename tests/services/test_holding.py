"""A condition says of a value at hand what the list says of the record that keeps it."""

from datetime import date

import pytest

from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.need import Need
from ercheng_station.services.holding import holds

DAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("field", "test", "value"),
    [
        ("closed_on", "empty", None), ("closed_on", "filled", None), ("closed_on", "beyond", DAY),
        ("closed_on", "is", None), ("received_on", "from", DAY), ("received_on", "to", DAY),
        ("status", "is", "closed"), ("status", "not", "closed"),
    ],
)  # fmt: skip
def test_a_value_fits_where_its_record_is_listed(practice_store, field, test, value):
    condition = Condition(field, test, value)
    every = list(practice_store.rows(Query(Need)))

    listed = {row.uid for row in practice_store.rows(Query(Need, where=(condition,)))}

    assert {row.uid for row in every if holds(condition, row.values[field])} == listed
    assert 0 < len(listed) < len(every)


def test_one_of_several_values_is_enough():
    assert holds(Condition("honours", "has", "champion"), ("champion", "little_giant"))
    assert not holds(Condition("honours", "is", "champion"), ("little_giant",))
