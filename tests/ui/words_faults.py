"""Words that cannot be read where they stand: cut by an edge, shortened with no tooltip, over other words or under a widget."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QToolTip,
    QWidget,
)

from ercheng_station.ui.floating import Floating
from ercheng_station.ui.toast import Toast
from tests.ui.painted import Words, surfaces, words_of

SLACK = 1.5
"""Pixels: fonts are measured in fractions and drawn by hints."""
_NONE = "nothing"


def words_faults(window: QWidget) -> Iterator[str]:
    for surface in surfaces(window):
        painted = words_of(surface)
        yield from (f"cut: {told(one)}" for one in painted if is_cut(one))
        yield from (f"shortened, no tooltip: {told(one)}" for one in painted if is_untold(one, surface))
        yield from (f"covered: {told(one)} by {over}" for one in painted if (over := covering(one, surface)))
        yield from (f"over each other: {told(one)} and {told(two)}" for one, two in overlapping(painted))
        yield from (f"asked for in part: {told(one)}" for one in painted if is_half_asked(one))


def told(one: Words) -> str:
    box, room = ([round(side) for side in (of or QRectF()).getRect()] for of in (one.box, one.room))
    return f"“{one.text}” of {type(one.owner).__name__} {box} in {room}"


def is_cut(one: Words) -> bool:
    """On any side, by the edge of its own widget or of the painter's clip. What is scrolled half out of sight is not."""
    if one.room is None or is_long_value(one):
        return False
    if one.owner is None and is_scrolled(one.on):
        return not one.room.left() - SLACK <= one.box.left() <= one.box.right() <= one.room.right() + SLACK
    return not one.room.contains(one.box.adjusted(SLACK, SLACK, -SLACK, -SLACK))


def is_scrolled(surface: QWidget | None) -> bool:
    """Up and down, in itself or with what it stands in: its lines come and go at the edge."""
    if surface is None:
        return False
    area = surface.parentWidget()
    own = isinstance(area, QAbstractScrollArea) and area.verticalScrollBar().maximum() > 0
    return own or surface.visibleRegion().boundingRect() != surface.rect()


def is_long_value(one: Words) -> bool:
    """What somebody typed scrolls in its field; what the field asks for must be seen whole."""
    return isinstance(one.owner, QLineEdit) and bool(one.owner.text())


def is_untold(one: Words, surface: QWidget) -> bool:
    """Shortened by the program, and no tooltip tells the rest."""
    if not one.text.endswith("…") or isinstance(one.owner, QAbstractButton | QLabel | QLineEdit):
        return False  # what these are given they show whole; Eliding brings its tooltip
    place = one.box.center().toPoint()
    if not one.sight.toRect().contains(place):  # a row that is half scrolled in
        return False
    under = surface.childAt(place)
    if under is None or floats(under):
        return False
    return not has_tooltip(under, under.mapFrom(surface, place))


def is_half_asked(one: Words) -> bool:
    """Of an empty field, what it says of itself: shortened by Qt, and nothing tells the rest."""
    field = one.owner
    if not isinstance(field, QLineEdit) or field.text():
        return False
    return one.text.endswith("…") and one.text != field.placeholderText()


def has_tooltip(widget: QWidget, at: QPoint) -> bool:
    """Asked as by a mouse that rests there."""
    QToolTip.showText(QPoint(1, 1), _NONE, widget)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    return QToolTip.text() not in ("", _NONE)


def overlapping(painted: list[Words]) -> Iterator[tuple[Words, Words]]:
    """Pairs that share more than a hair's breadth of what can be seen."""
    boxes = sorted(((one.box & one.sight, one) for one in painted), key=lambda pair: pair[0].top())
    for at, (box, one) in enumerate(boxes):
        for other, two in boxes[at + 1 :]:
            if other.top() > box.bottom() - SLACK:
                break
            if is_more_than_slack(box & other) and not belong(one.on, two.on):
                yield one, two


def belong(one: QWidget | None, two: QWidget | None) -> bool:
    """What floats lies over other words, and a line paints its selection over its text."""
    return floats(one) or floats(two) or (one is two and isinstance(one, QLineEdit))


def is_more_than_slack(shared: QRectF) -> bool:
    return shared.width() > SLACK and shared.height() > SLACK


def covering(one: Words, surface: QWidget) -> str:
    """The kind of a widget that stands over these words and is not meant to float."""
    if one.owner is None or not one.sight.contains(one.box.center()):
        return ""
    over = surface.childAt(one.box.center().toPoint())
    related = over is None or one.owner.isAncestorOf(over) or over.isAncestorOf(one.owner)
    return "" if over is None or over is one.owner or related or floats(over) else type(over).__name__


def floats(widget: QWidget | None) -> bool:
    while widget is not None:
        if isinstance(widget, Floating | Toast):
            return True
        widget = widget.parentWidget()
    return False
