"""There is always a typeface with Chinese characters."""

from PySide6.QtGui import QFont, QRawFont

from ercheng_station.ui.fonts import FAMILIES, load_bundled, window_font


def test_the_window_font_knows_chinese(qapp):
    font = window_font(14)

    assert font.pixelSize() == 14
    assert QRawFont.fromFont(font).supportsCharacter(ord("鄂"))


def test_the_families_come_in_the_order_of_preference(qapp):
    known = [family for family in window_font(14).families() if family in FAMILIES]

    assert known == sorted(known, key=FAMILIES.index)


def test_the_bundled_typeface_stands_in_where_the_system_has_none(qapp):
    families = load_bundled()

    font = QRawFont.fromFont(QFont(families[0], 14))
    assert font.supportsCharacter(ord("鄂"))
    assert font.glyphIndexesForString("鄂") != font.glyphIndexesForString("城")
