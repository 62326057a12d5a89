"""The keys of the program stand in one table and do not collide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ercheng_station.ui.shortcuts import TABLE, bind, key


def test_no_key_means_two_things():
    keys = [QKeySequence(one).toString() for entry in TABLE for one in entry.keys]

    assert len(set(keys)) == len(keys)
    assert "" not in keys


@pytest.mark.parametrize("taken", ["Ctrl+Z", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Y"])
def test_no_key_of_text_editing_is_taken(taken):
    assert taken not in {one for entry in TABLE for one in entry.keys}


def test_a_key_works_only_where_it_is_bound(shown, qtbot):
    pressed, window, inside = [], QWidget(), QWidget()
    line, outside = QLineEdit(), QLineEdit()
    QVBoxLayout(inside).addWidget(line)
    box = QVBoxLayout(window)
    box.addWidget(inside)
    box.addWidget(outside)
    bind(inside, "save", lambda: pressed.append("here"))
    bind(inside, "find", lambda: pressed.append("everywhere"), everywhere=True)
    shown(window)
    for where in (line, outside):
        where.setFocus()
        qtbot.keyClick(where, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(where, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)

    assert pressed == ["here", "everywhere", "everywhere"]


def test_enter_is_shown_by_its_usual_name():
    assert key("save_next").shown == "Ctrl+Enter"
