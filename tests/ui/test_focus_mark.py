"""Where Tab has led is seen, also in lists and pages that draw no focus of their own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ercheng_station.ui.scrolled import Scrolled


def test_a_scrolled_page_is_ringed_while_tab_has_led_into_it(shown):
    area = Scrolled(QWidget(), "备份检查")
    shown(area)
    (mark,) = (one for one in area.findChildren(QWidget) if one.property("surface") == "focus")

    area.setFocus(Qt.FocusReason.MouseFocusReason)
    assert mark.isHidden()
    area.clearFocus()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    assert mark.isVisible()
    assert mark.size() == area.size()
    area.clearFocus()
    assert mark.isHidden()
