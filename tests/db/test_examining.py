"""Thousands of rows examined one by one leave nothing behind but what was read."""

from traceback import walk_tb

import pytest

from ercheng_station.db.examining import Examiner
from ercheng_station.errors import Fault
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import PLAIN


def refused(examiner, word):
    with pytest.raises(Fault) as told:
        examiner.parse("credit_code", word)
    return told.value


def test_a_word_that_comes_again_is_refused_again_and_keeps_no_frames_of_the_rows_before():
    examiner = Examiner(Enterprise, PLAIN, lambda *_: (None, None))

    first = len(list(walk_tb(refused(examiner, "甲").__traceback__)))
    again = [refused(examiner, "甲") for _ in range(3)]

    assert {one.why for one in again} == {Enterprise.kept["credit_code"].wrong("甲")}
    assert len(list(walk_tb(again[-1].__traceback__))) == first
