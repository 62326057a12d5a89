"""What can be wrong with the way of the Tab key through a window: pressed as by a person, once round and back again."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QRadioButton, QWidget

from tests.ui.words_faults import floats

SLACK = 4
_SPARE = 5
_FORTH, _BACK = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def way_faults(window: QWidget) -> Iterator[str]:
    """Leaves the focus where it was."""
    before = QApplication.focusWidget()
    wanted = to_reach(window)
    forth = walked(window, len(wanted) + _SPARE, _FORTH)
    back = walked(window, len(wanted) + _SPARE, _BACK)
    yield from (f"Tab never comes to {named(one)}" for one in wanted if one not in forth)
    yield from (
        f"Tab comes to what should not be reached: {named(one)}" for one in forth if not one.isVisible()
    )
    yield from (
        f"Tab goes back: {named(one)} to {named(two)}" for one, two in pairwise(forth) if _is_back(one, two)
    )
    if back != forth[::-1]:
        astray = next((one for one, two in zip(back, forth[::-1], strict=False) if one is not two), None)
        yield f"Shift+Tab is not the mirror of Tab at {named(astray) if astray else 'its end'}"
    if before is not None:
        before.setFocus()


def to_reach(window: QWidget) -> list[QWidget]:
    """What floats closes when the focus leaves it. Of a group of radio buttons one is enough, and which one it lets Tab come to changes on the way."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.window() is window and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, QRadioButton) and not _is_inside(one) and not floats(one)
    ]  # fmt: skip


def _is_inside(one: QWidget) -> bool:
    """The line of a box, which hands the focus on to it."""
    return isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)


def walked(window: QWidget, at_most: int, way: Qt.KeyboardModifier) -> list[QWidget]:
    """From the window itself until a part is met again; at most so many."""
    window.activateWindow()
    window.setFocus()
    QApplication.processEvents()
    found: list[QWidget] = []
    enough = at_most + len(window.findChildren(QRadioButton))
    while len(found) < enough:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab, way)
        here = QApplication.focusWidget()
        if here is None or here is window or here in found:
            break
        found.append(here)
    return found


def _is_back(one: QWidget, two: QWidget) -> bool:
    return is_before(two, one) and not (floats(one) or floats(two))


def is_before(one: QWidget, two: QWidget) -> bool:
    """Of the parts of the page that they stand in, where these are not the same. Another column at the right comes after."""
    above = one
    while not above.isAncestorOf(two):
        above = above.parentWidget()
    first, second = (_part(above, widget) for widget in (one, two))
    if first.left() >= second.right() - SLACK:
        return False
    if first.bottom() <= second.top() + SLACK:
        return True
    in_line = first.top() < second.bottom() - SLACK and second.top() < first.bottom() - SLACK
    return in_line and first.right() <= second.left() + SLACK


def _part(above: QWidget, widget: QWidget) -> QRect:
    """The child of `above` that holds the widget."""
    while widget.parentWidget() is not above and widget is not above:
        widget = widget.parentWidget()
    return widget.geometry() if widget is not above else widget.rect()


def named(widget: QWidget) -> str:
    above = widget.parentWidget()
    return f"{type(widget).__name__} “{widget.accessibleName()[:40]}” in {type(above).__name__}"
