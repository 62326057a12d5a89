"""An empty register says what belongs in it and offers the first step."""

import pytest

from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.first_words import first_words


@pytest.mark.parametrize(
    "kind", [kind for kind in CATALOGUE if kind.group], ids=lambda kind: kind.__tablename__
)
def test_every_register_says_in_its_own_words_what_belongs_here(kind):
    words, _ = first_words(kind)

    assert "现在还没有记录" not in words
    assert words.endswith("。")


def test_the_step_is_named_after_the_register():
    assert first_words(Visit)[1] == "新增企业走访"


def test_what_only_the_program_makes_offers_no_step():
    assert first_words(CATALOGUE["paper"])[1] == ""


def test_a_kind_nobody_wrote_a_sentence_for_has_one_all_the_same():
    made = type("Made", (), {"__tablename__": "made", "title": "新台账", "one": "新台账"})

    assert first_words(made) == ("这里登记新台账，现在还没有记录。", "新增新台账")
