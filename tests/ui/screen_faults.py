"""What can be wrong with a window as it stands on the screen; each fault in words, with the widget it is about."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QToolButton,
    QWidget,
)

from ercheng_station.ui.form import Form
from ercheng_station.ui.topbar import Eliding

WIDER = 2
"""Pixels by which a hint may exceed the widget: fonts are measured in fractions."""


def faults(frame: QWidget) -> list[str]:
    return [*_beyond_screen(frame), *_about_widgets(frame)]


def _beyond_screen(frame: QWidget) -> Iterator[str]:
    if QApplication.platformName() == "offscreen":  # its screen has a size of its own
        return
    screen = frame.screen().geometry()
    if not screen.contains(frame.frameGeometry()):
        yield f"the window {frame.frameGeometry()} does not fit the screen {screen}"


def _about_widgets(frame: QWidget) -> Iterator[str]:
    for widget in frame.findChildren(QWidget):
        if not is_seen(widget):
            continue
        if is_tab_stop(widget) and not name_of(widget):
            yield f"no accessible name: {described(widget)}"
        if isinstance(widget, QAbstractScrollArea) and scrolls_across(widget):
            yield f"scrolls across: {described(widget)}"
        if isinstance(widget, QLabel | QAbstractButton) and is_cut(widget):
            yield f"cut: {described(widget)} {widget.size().toTuple()} < {widget.sizeHint().toTuple()}"
        if isinstance(widget, Form):
            yield from (f"not shown: {name}" for name, cell in widget.cells.items() if not cell.isVisible())


def is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def is_tab_stop(widget: QWidget) -> bool:
    return (
        widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not widget.focusProxy()
    )


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def scrolls_across(area: QAbstractScrollArea) -> bool:
    bar = area.horizontalScrollBar()
    return bar.isVisible() and bar.maximum() > 0


def is_cut(widget: QLabel | QAbstractButton) -> bool:
    """Whether there is no room for the words. What is scrolled half out of sight is not
    cut, and what elides by itself has a tooltip."""
    if (
        isinstance(widget, Eliding)
        or not widget.text()
        or (isinstance(widget, QToolButton) and widget.toolButtonStyle() == _ICON_ONLY)
    ):
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + WIDER
    return widget.sizeHint().width() > widget.width() + WIDER


_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly


def described(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    above = widget.parentWidget()
    return f"{type(widget).__name__} “{words[:40]}” in {type(above).__name__}"


def hanzi_differ() -> bool:
    """Whether the font of the program has hanzi: two that are missing look alike."""
    return len({bytes(drawn(char).constBits()) for char in "企业"}) == 2


def drawn(char: str) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(QApplication.font())
    painter.drawText(QRect(QPoint(0, 0), image.size()), Qt.AlignmentFlag.AlignCenter, char)
    painter.end()
    return image
