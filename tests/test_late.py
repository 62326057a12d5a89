"""What a day needs nothing of is not loaded."""

import sys

from ercheng_station.late import Late


def test_a_library_is_loaded_by_the_first_call_into_it_and_prepared_once(monkeypatch):
    monkeypatch.delitem(sys.modules, "this", raising=False)
    prepared = []
    late = Late("this", prepared.append)
    before = "this" in sys.modules

    words, again = late.s, late.d

    assert not before
    assert words.startswith("Gur Mra")
    assert again["A"] == "N"
    assert prepared == [sys.modules["this"]]
