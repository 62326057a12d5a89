"""Puts a look on the whole program: Fusion underneath, one palette, one short style sheet, one font."""

from functools import cache
from string import Template

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ercheng_station.paths import resources
from ercheng_station.ui.fonts import window_font
from ercheng_station.ui.tokens import Colours, Look, Tokens, tokens

_PROPERTY = "look"


def apply(app: QApplication, look: Look) -> None:
    """Every open window takes the look at once."""
    if app.property(_PROPERTY) == look.written():
        return
    now = tokens(look)
    app.setProperty(_PROPERTY, look.written())
    if app.styleSheet():
        app.setStyleSheet("")  # under a style sheet Qt does not hand a new font on to open widgets
    else:
        app.setStyle("Fusion")
    app.setPalette(palette(now.colours))
    app.setFont(window_font(now.sizes.text))
    app.setStyleSheet(sheet(now))


def current() -> Tokens:
    """The tokens of the look the program wears; the plain look before `apply`."""
    app = QCoreApplication.instance()
    return _tokens(app.property(_PROPERTY) if app else None)


@cache
def _tokens(written: str | None) -> Tokens:
    return tokens(Look.read(written or ""))


def palette(colours: Colours) -> QPalette:
    role, made = QPalette.ColorRole, QPalette()
    for roles, colour in (
        ((role.Window, role.Button), colours.page),
        ((role.Base, role.ToolTipBase, role.Light), colours.card),
        ((role.AlternateBase, role.Midlight), colours.raised),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), colours.text),
        ((role.PlaceholderText,), colours.quiet),
        ((role.Highlight, role.Accent), colours.fill),
        ((role.HighlightedText, role.BrightText), colours.on_fill),
        ((role.Link, role.LinkVisited), colours.accent),
        ((role.Mid, role.Dark), colours.edge),
    ):
        for one in roles:
            made.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(colours.edge))
    return made


def sheet(now: Tokens) -> str:
    written = (resources() / "style" / "kit.qss").read_text(encoding="utf-8")
    sizes = {f"{name}_size": f"{size}px" for name, size in now.sizes._asdict().items()}
    inner = {"control_inner": f"{now.sizes.control - 2}px", "control_focus": f"{now.sizes.control - 4}px"}
    return Template(written).substitute(now.colours._asdict() | sizes | inner)
