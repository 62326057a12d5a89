"""Icons: the shipped SVG drawings in a colour of the look, sharp on every screen, drawn once."""

from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ercheng_station.paths import resources
from ercheng_station.ui import style


def icon(name: str, colour: str = "", pixels: int = 0, barred: str = "edge") -> QIcon:
    """`colour` is a field of `Colours` (`text` if empty), `barred` that of a disabled one."""
    now = style.current()
    pixels = pixels or now.sizes.icon
    made = QIcon(pixmap(name, colour, pixels))
    made.addPixmap(pixmap(name, barred, pixels), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str = "", pixels: int = 0, ratio: float = 0) -> QPixmap:
    """`ratio` is that of the sharpest screen if 0."""
    now = style.current()
    app = QGuiApplication.instance()
    ratio = ratio or (app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0)
    return _drawn(name, getattr(now.colours, colour or "text"), pixels or now.sizes.icon, ratio)


@cache
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    side = round(pixels * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(_source(name).replace(b"currentColor", QColor(colour).name().encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> bytes:
    return (resources() / "icons" / f"{name}.svg").read_bytes()
