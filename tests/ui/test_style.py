"""One look for the whole program, changed at once."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton

from ercheng_station.ui import style
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.tokens import Look, TextSize, Theme, tokens


@pytest.mark.parametrize("theme", Theme)
def test_every_open_window_takes_the_look_at_once(qapp, shown, theme):
    line = shown(QLineEdit())

    style.apply(qapp, Look(theme, TextSize.LARGE))

    now = tokens(Look(theme, TextSize.LARGE))
    assert style.current() == now
    assert line.palette().color(QPalette.ColorRole.Base) == QColor(now.colours.card)
    assert line.font().pixelSize() == 16
    assert line.sizeHint().height() == now.sizes.control


@pytest.mark.parametrize("theme", Theme)
def test_the_style_sheet_leaves_no_token_open(theme):
    sheet = style.sheet(tokens(Look(theme)))

    assert "$" not in sheet
    assert f"color: {tokens(Look(theme)).colours.text};" in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_style_sheet_addresses_no_plain_widget():
    selectors = [part.rsplit("}", 1)[-1] for part in style.sheet(tokens(Look())).split("{")]

    assert not [each for each in selectors for one in each.split(",") if one.strip() in ("*", "QWidget")]


@pytest.mark.parametrize("kind", [QLineEdit, QPushButton, DropDown])
def test_what_is_disabled_looks_so(qapp, shown, kind):
    style.apply(qapp, Look())
    one = shown(kind("本期"))
    before = one.grab().toImage()

    one.setEnabled(False)

    ground = QColor(tokens(Look()).colours.page)
    assert before.pixelColor(8, 4) != ground
    assert one.grab().toImage().pixelColor(8, 4) == ground


def test_qts_own_dialogs_have_no_bitmaps_on_their_buttons(qapp, shown):
    style.apply(qapp, Look())
    box = QDialogButtonBox.StandardButton

    row = shown(QDialogButtonBox(box.Ok | box.Cancel))

    assert all(button.icon().isNull() for button in row.buttons())


def test_disabled_words_are_paler():
    made = style.palette(tokens(Look()).colours)

    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) != made.color(
        QPalette.ColorRole.Text
    )


def test_two_hanzi_are_not_the_same_box(qapp):
    assert drawn(qapp.font(), "鄂") != drawn(qapp.font(), "城")
    assert drawn(qapp.font(), "鄂") != drawn(qapp.font(), " ")


def drawn(font, char):
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    painter.setFont(font)
    painter.drawText(4, 24, char)
    painter.end()
    return bytes(picture.constBits())
