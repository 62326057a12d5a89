"""Words that find no room break, or are shortened with a tooltip; whoever copies them gets them as they were."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import LinkButton
from ercheng_station.ui.labels import Label, at_hyphens
from tests.ui.screen_faults import faults

PATH = r"C:\Users\zhangjianjun\Documents\WeChat Files\wxid_8x0q1l2m3n4o21\FileStorage\2026-11\交换包.xlsx"
TITLE = "鄂州市纤体机械制造有限公司与鄂州市奥洛菲蔬菜种植经营部专利实施许可合同纠纷"


@pytest.fixture
def narrow(shown):
    def show(widget):
        page = QWidget()
        QVBoxLayout(page).addWidget(widget)
        return shown(page, 220, 240)

    return show


def test_a_path_breaks_where_its_room_ends_and_is_copied_whole(narrow):
    label = Label(f"文件在{PATH}。", wraps=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    assert faults(narrow(label)) == []
    assert label.text() == f"文件在{PATH}。"

    label.setSelection(0, len(QLabel.text(label)))
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == f"文件在{PATH}。"


def test_a_long_link_is_shortened_and_whole_in_its_tooltip_and_its_name(narrow):
    button = LinkButton()
    button.say(TITLE, f"案件：{TITLE}，打开")
    page = narrow(button)
    assert faults(page) == []
    assert button.text().endswith("…")
    assert TITLE in button.toolTip()
    assert TITLE in button.accessibleName()

    page.resize(button.sizeHint().width() + 60, 240)

    assert (button.text(), button.toolTip()) == (TITLE, "")


def test_a_number_breaks_at_its_hyphen_where_a_line_has_no_room(narrow):
    words = "泽林XS2026-0009"
    label = Label(at_hyphens(words), "heading", wraps=True)
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("XS2026-00"))

    assert faults(narrow(label)) == []
    assert label.text() == words
