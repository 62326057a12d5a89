"""Wavy lines stand under the words they were given for, and leave the text alone."""

import pytest

from ercheng_station.records.fields import PLAIN, Text
from ercheng_station.ui.inputs import input_for
from ercheng_station.ui.inputs.underlines import underlined
from tests.ui.typing_in import write


@pytest.fixture
def made(shown):
    made = shown(input_for(Text(label="内容", lines=4, longest=100), PLAIN), 500, 200)
    made.focus_first()
    return made


def test_the_words_are_underlined_and_the_reason_told(made):
    told = []
    made.hinted.connect(told.append)
    made.show_value("𠮷野家与王小明")

    made.mark([(4, 7)], "疑似串名")

    assert underlined(made.lines) == ["王小明"]
    assert told[-1] == "疑似串名"
    assert not made.lines.document().isUndoAvailable()
    assert made.raw() == "𠮷野家与王小明"


def test_they_go_along_with_what_is_typed_before_them(made):
    made.show_value("王小明")
    made.mark([(0, 3)], "疑似串名")

    write("甲方")

    assert made.raw() == "甲方王小明"
    assert underlined(made.lines) == ["王小明"]


def test_the_reason_stands_beside_the_count_of_a_long_text(made):
    told = []
    made.hinted.connect(told.append)
    made.show_value("甲" * 95)

    made.mark([(0, 2)], "疑似串名")
    made.mark([], "")

    assert told[-2:] == ["疑似串名　95 / 100 字", "95 / 100 字"]
    assert underlined(made.lines) == []
