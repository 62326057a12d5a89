"""What can be wrong with a window as it stands on the screen; each fault in words, with the widget it is about."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QWidget

from ercheng_station.ui.form import Form
from tests.ui.words_faults import words_faults

_ROLE = QAccessible.Role
CONTROLS = {
    _ROLE.Button, _ROLE.ButtonMenu, _ROLE.CheckBox, _ROLE.RadioButton, _ROLE.EditableText, _ROLE.ComboBox, _ROLE.Table,
    _ROLE.List, _ROLE.Tree, _ROLE.PageTab, _ROLE.MenuItem, _ROLE.SpinBox, _ROLE.Slider, _ROLE.Splitter, _ROLE.ColumnHeader,
}  # fmt: skip
_OF_ROWS = {_ROLE.Table, _ROLE.List, _ROLE.Tree}
RING = 3
"""Pixels around a widget where its focus may show, and how many of them have to change for it."""
LEAST_RING = 12


def faults(frame: QWidget) -> list[str]:
    return [
        *_beyond_screen(frame),
        *_about_widgets(frame),
        *words_faults(frame),
    ]


def _beyond_screen(frame: QWidget) -> Iterator[str]:
    if QApplication.platformName() == "offscreen":  # its screen has a size of its own
        return
    screen = frame.screen().geometry()
    if not screen.contains(frame.frameGeometry()):
        yield f"the window {frame.frameGeometry()} does not fit the screen {screen}"


def too_large(over: QWidget, frame: QWidget) -> Iterator[str]:
    """A sheet that cannot be made small enough for a screen as large as the window below it."""
    least = over.minimumSizeHint().expandedTo(over.minimumSize())
    if over is not frame and not (least.width() <= frame.width() and least.height() <= frame.height()):
        yield f"larger than the screen: {described(over)} {least.toTuple()}"


def _about_widgets(frame: QWidget) -> Iterator[str]:
    for widget in frame.findChildren(QWidget):
        if not is_seen(widget):
            continue
        if isinstance(widget, QAbstractScrollArea) and scrolls_across(widget):
            yield f"scrolls across: {described(widget)}"
        if isinstance(widget, Form):
            yield from (f"not shown: {name}" for name, cell in widget.cells.items() if not cell.isVisible())


def is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def scrolls_across(area: QAbstractScrollArea) -> bool:
    """Also where no bar says so: then there is something that is never seen."""
    bar = area.horizontalScrollBar()
    hidden = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return (bar.isVisible() or hidden) and bar.maximum() > 0


# -- names


def controls(frame: QWidget) -> Iterator[QAccessibleInterface]:
    """Everything in sight that can be worked, as a screen reader walks through it; of rows the heads."""
    yield from _controls(QAccessible.queryAccessibleInterface(frame))


def _controls(above: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if above is None or above.state().invisible:
        return
    if above.role() in CONTROLS:
        yield above
    for at in range(above.childCount()):
        child = above.child(at)
        if above.role() in _OF_ROWS and (child is None or child.role() != _ROLE.ColumnHeader):
            return  # heads come first
        yield from _controls(child)


def name_of(one: QAccessibleInterface) -> str:
    return one.text(QAccessible.Text.Name).strip()


def is_tab_stop(widget: QWidget) -> bool:
    return (
        widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not widget.focusProxy()
    )


def stops(frame: QWidget) -> list[QWidget]:
    """What Tab reaches in sight.

    Not asked of `nextInFocusChain`: each widget that it gives becomes for PySide a child of the one before, so that the first
    that is deleted takes the actions in the fields of all others with it, and the next use of one ends the process.
    """
    inside: Iterable[QWidget] = frame.findChildren(QWidget)
    return [one for one in inside if is_seen(one) and is_tab_stop(one) and one.window() is frame]


# -- the focus


def unmarked(frame: QWidget) -> Iterator[str]:
    """Tab stops that look the same with the focus as without."""
    for widget in stops(frame):
        if widget.visibleRegion().boundingRect() != widget.rect():
            continue  # half scrolled away
        box = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size()).marginsAdded(
            QMargins(RING, RING, RING, RING)
        )
        frame.setFocus()
        before = _picture(frame, box)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if widget.hasFocus() and differing(before, _picture(frame, box)) < LEAST_RING:
            yield f"no focus to be seen: {described(widget)}"


def _picture(frame: QWidget, box: QRect) -> QImage:
    QApplication.processEvents()
    return frame.grab(box).toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def differing(one: QImage, two: QImage) -> int:
    """Pixels, in grey: a difference of colour alone is none."""
    pairs = zip(bytes(one.constBits()), bytes(two.constBits()), strict=True)
    return sum(abs(first - second) > LEAST_RING for first, second in pairs)


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
