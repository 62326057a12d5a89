"""Every field of every register explains itself: what it takes, whether it must be filled, an example that can be read."""

import pytest

from ercheng_station.records import ALL
from ercheng_station.records.fields import PLAIN, Choice, Choices
from ercheng_station.services.filling import BY_ITSELF, EXAMPLES, MUST, explain, explain_type

KINDS = [pytest.param(kind, id=kind.__tablename__) for kind in ALL]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_register_is_explained(kind):
    told = {one.name: one for one in explain(kind, PLAIN)}

    assert list(told) == list(kind.kept)
    for name, field in kind.kept.items():
        one = told[name]
        assert one.how
        assert one.label == field.caption
        assert (one.need == MUST) == (field.required and not field.derived)
        assert (one.need == BY_ITSELF) == field.derived
        assert not field.help or field.help in one.how
        assert bool(one.options) <= isinstance(field, Choice | Choices)
        if one.example:
            assert field.wrong(one.example) is None


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_type_tells_is_told_by_the_label(kind):
    for field in kind.kept.values():
        assert explain_type(field, PLAIN)


def test_types_whose_form_matters_show_an_example():
    told = [one for kind in ALL for one in explain(kind, PLAIN)]

    assert {one.example for one in told} >= set(EXAMPLES.values())
