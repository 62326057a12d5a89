"""The table of a risk check: all questions with one button, each answered with one key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.protection import RiskCheck, RiskItem
from ercheng_station.services.risk_checklist import items_of
from ercheng_station.ui.record.reading import read_record
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.screens.risk_items import RiskItems
from tests.db.saving import made

KEYS = {"yes": Qt.Key.Key_1, "no": Qt.Key.Key_2, "na": Qt.Key.Key_3}


@pytest.fixture
def check(desk):
    store = desk.store
    made(store, Enterprise, name="甲某刀具公司", no_code_why="无")
    raw = {
        "checked_on": "今天",
        "way": "field",
        "checkers": "余慧敏",
        "topics": "展会、地理标志",
        "status": "checking",
    }
    return made(store, RiskCheck, enterprise="甲某刀具公司", **raw).uid


@pytest.fixture
def part(desk, check, qtbot):
    made_part = RiskItems(desk)
    qtbot.addWidget(made_part)
    made_part.resize(700, 400)
    made_part.show()
    desk.changed.connect(lambda *_: show(desk, made_part, check))
    show(desk, made_part, check)
    return made_part


def show(desk, part, uid):
    part.show_told(read_record(desk.store, RiskCheck, uid))


def test_all_questions_are_added_and_answered_with_one_key_each(part, check, desk, qtbot):
    qtbot.waitUntil(part.add.isEnabled)
    part.add.click()
    qtbot.waitUntil(lambda: len(part.table.shown.lines) == 5)
    part.table.setFocus()
    part.table.selectRow(0)

    for said in ("yes", "no", "na"):
        QTest.keyClick(part.table, KEYS[said])
    QTest.keyClick(part.table, Qt.Key.Key_H)

    def answered():
        return [(row.values["answer"], row.values["level"]) for row in items_of(desk.store, check)][:4]

    qtbot.waitUntil(lambda: answered() == [("yes", None), ("no", "medium"), ("na", None), ("no", "high")])
    qtbot.waitUntil(lambda: "否 2" in part.words.text())
    assert part.table.currentIndex().row() == 4


def test_a_wrong_answer_is_taken_back_with_backspace(part, check, desk, qtbot):
    qtbot.waitUntil(part.add.isEnabled)
    part.add.click()
    qtbot.waitUntil(lambda: len(part.table.shown.lines) == 5)
    part.table.selectRow(0)
    QTest.keyClick(part.table, KEYS["no"])
    part.table.selectRow(0)

    QTest.keyClick(part.table, Qt.Key.Key_Backspace)

    qtbot.waitUntil(lambda: items_of(desk.store, check)[0].values["answer"] is None)
    assert part.table.currentIndex().row() == 0


def test_what_the_part_shows_is_not_shown_again_below_the_fields(part, check, desk, qtbot):
    view = RecordView(RiskCheck, desk)
    qtbot.addWidget(view)
    view.put_above(RiskItems(desk))
    view.show_record(check, at_once=True)

    qtbot.waitUntil(lambda: view.told is not None)

    assert RiskItem in {one.kind for one in view.told.children}
    heads = {label.text() for label in view.children_view.findChildren(type(view._title))}
    assert "排查事项" not in heads
