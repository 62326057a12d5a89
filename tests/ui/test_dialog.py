"""No word of a dialog is cut, however narrow the screen makes it."""

from string import Formatter

import pytest
from PySide6.QtWidgets import QWidget

from ercheng_station.errors import UserError, messages
from ercheng_station.ui import style
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.messages import Message, Question
from ercheng_station.ui.tokens import Look
from tests.ui.screen_faults import faults, too_large

LONG = "给本单位另一台电脑的：全部登记簿、附件和个人信息（举报人和各台电脑自己的参数除外）。" * 3
FACT = r"C:\Users\zhangjianjun\Documents\WeChat Files\wxid_8x0q1l2m3n4o21\FileStorage\File\2026-11\鄂州市鄂城区泽林镇.xlsx"
HUGE = Look("light", "huge", "roomy")


@pytest.fixture
def frame(shown, qapp):
    """As large as a screen of 1920×1080 at twice the scale, with the largest letters."""
    style.apply(qapp, HUGE)
    return shown(QWidget(), 960, 540)


def opened(dialog, qtbot):
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.mark.parametrize(
    "make",
    [
        lambda frame: Question(frame, "卷宗还不齐，先生成草稿？", LONG, "生成草稿"),
        lambda frame: Asked(frame, "给另一台电脑的交换包", [LONG, LONG], "选择位置…"),
    ],
    ids=["question", "asked"],
)
def test_long_words_are_seen_whole(frame, qtbot, make):
    over = opened(make(frame), qtbot)

    assert faults(over) == []


def test_the_longest_messages_are_seen_whole(frame, qtbot, full):
    """Their facts as long as they come."""
    codes = sorted(messages(), key=lambda code: -sum(map(len, messages()[code].values())))
    for code in codes if full else codes[:3]:
        over = opened(Message(frame, "未能完成", parts_of(code), ""), qtbot)
        assert [*faults(over), *too_large(over, frame)] == [], code
        over.close()


def parts_of(code):
    named = {
        field
        for part in messages()[code].values()
        for _, field, _, _ in Formatter().parse(str(part))
        if field
    }
    error = UserError(code, **dict.fromkeys(named, FACT))
    return error.what, error.safe, error.do
