"""A field says what may be typed, whole, and the key only where there is room for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.ui.search_field import SearchField


def test_the_key_is_said_where_there_is_room(shown):
    field = SearchField("查找全部", "查找企业、走访、诉求…", "Ctrl+K", "查找")
    page = QWidget()
    QVBoxLayout(page).addWidget(field)
    shown(page, 400, 60)
    assert field.placeholderText() == "查找企业、走访、诉求…  Ctrl+K"

    field.setFixedWidth(field.sizeHint().width() - 20)

    assert field.placeholderText() == "查找企业、走访、诉求…"
    assert "Ctrl+K" in field.toolTip()
