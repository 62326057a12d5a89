"""Icons are the shipped drawings, tinted, sharp and drawn once."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon

from ercheng_station.paths import resources
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import icon, pixmap
from ercheng_station.ui.tokens import Look, Theme, tokens

DRAWINGS = sorted((resources() / "icons").glob("*.svg"))
SOURCES = sorted((Path(style.__file__).parent).rglob("*.py"))


def colours_of(picture):
    image = picture.toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {spot.name() for spot in spots if spot.alpha() == 255}


@pytest.mark.parametrize("theme", Theme)
def test_an_icon_has_the_colour_of_the_look(qapp, theme):
    style.apply(qapp, Look(theme))

    assert colours_of(pixmap("walk", "bad", 24, 4)) == {QColor(tokens(Look(theme)).colours.bad).name()}


def test_an_icon_has_the_pixels_of_the_screen(qapp):
    picture = pixmap("plus", "text", 20, 1.25)

    assert (picture.width(), picture.devicePixelRatio()) == (25, 1.25)


def test_an_icon_is_drawn_once(qapp):
    assert pixmap("plus").cacheKey() == pixmap("plus").cacheKey()


def test_a_disabled_icon_is_paler(qapp):
    made = icon("plus")

    assert made.pixmap(20, QIcon.Mode.Disabled).toImage() != made.pixmap(20, QIcon.Mode.Normal).toImage()


@pytest.mark.parametrize("theme", Theme)
def test_the_icon_of_a_disabled_primary_button_stands_out_from_its_ground(qapp, theme):
    style.apply(qapp, Look(theme))
    button = Button("取回", "primary", "download")
    button.setEnabled(False)

    seen = colours_of(button.icon().pixmap(button.iconSize(), 4, QIcon.Mode.Disabled))

    assert seen == {QColor(tokens(Look(theme)).colours.card).name()}


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.stem)
def test_a_drawing_is_a_plain_tintable_svg(qapp, drawing):
    text = drawing.read_text(encoding="utf-8")

    assert 'viewBox="0 0 24 24"' in text
    assert (
        re.findall(r"#[0-9a-fA-F]{3,8}|https?://(?!www\.w3\.org/2000/svg)|<script|<image|<style", text) == []
    )
    assert not pixmap(drawing.stem).toImage().allGray() or colours_of(pixmap(drawing.stem, "text", 24, 4))


def test_no_drawing_is_shipped_that_no_screen_uses():
    words = {
        node.value
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {drawing.stem for drawing in DRAWINGS} <= words


def test_the_licence_comes_along():
    assert "MIT License" in (resources() / "icons" / "LICENSE").read_text(encoding="utf-8")
