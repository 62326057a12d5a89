"""What fcitx composes and writes, put into the field that has the focus, and where on the screen its cursor stands."""

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QPalette,
    QTextCharFormat,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ercheng_station.ui.texts import units

_HIGHLIGHTED = 1 << 4
_SECRET = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
_Attribute = QInputMethodEvent.Attribute
_Kind = QInputMethodEvent.AttributeType


class Composer(QObject):
    """`preedit` stands in the focus object and is not yet of its text."""

    preedit = ""

    def write(self, text: str) -> None:
        """In the place of what was being composed."""
        if takes_chinese():
            done = QInputMethodEvent()
            done.setCommitString(text)
            self._send(done, "")

    def show(self, pieces: list[tuple[str, int]], cursor: int) -> None:
        """`cursor` in bytes of UTF-8; below 0 there is none."""
        text = "".join(piece for piece, _ in pieces)
        if (text or self.preedit) and takes_chinese():
            self._send(QInputMethodEvent(text, _attributes(pieces, text, cursor)), text)

    def commit(self) -> bool:
        """What is being composed becomes text as it stands; False if there was nothing."""
        left = self.preedit
        if left:
            self.write(left)
        self.preedit = ""
        return bool(left)

    def _send(self, event: QInputMethodEvent, preedit: str) -> None:
        self.preedit = preedit
        QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)


def takes_chinese() -> bool:
    """Whether the input method may see keys now: in a field to write in, never where a secret is typed, never in a menu."""
    target = QGuiApplication.focusObject()
    if target is None or _is_popup_of_another(target):
        return False
    asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled | Qt.InputMethodQuery.ImHints)
    QCoreApplication.sendEvent(target, asked)
    hints = Qt.InputMethodHint(asked.value(Qt.InputMethodQuery.ImHints) or 0)
    return bool(asked.value(Qt.InputMethodQuery.ImEnabled)) and not hints & _SECRET


def cursor_on_screen() -> QRect:
    """In the pixels of the screen itself, whatever the scale; empty without a field."""
    target = QGuiApplication.focusObject()
    if not isinstance(target, QWidget):
        return QRect()
    found = target.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    box = found.toRect() if isinstance(found, QRectF) else QRect(found)
    within = target.viewport() if isinstance(target, QAbstractScrollArea) else target
    scale, origin = target.devicePixelRatioF(), target.screen().geometry().topLeft()
    corner = (within.mapToGlobal(box.topLeft()) - origin) * scale + origin
    return QRect(QPoint(corner), QSize(box.size()) * scale)


def _is_popup_of_another(target: QObject) -> bool:
    popup = QApplication.activePopupWidget()
    return popup is not None and popup.focusProxy() is not target and QApplication.focusWidget() is not popup


def _attributes(pieces: list[tuple[str, int]], text: str, cursor: int) -> list[_Attribute]:
    """Lengths in UTF-16 units, as Qt counts."""
    made, start = [], 0
    for piece, look in pieces:
        length = units(piece)
        if length:
            made.append(_Attribute(_Kind.TextFormat, start, length, _format(look)))
        start += length
    before = text.encode()[: max(cursor, 0)].decode(errors="ignore")
    return [*made, _Attribute(_Kind.Cursor, units(before), int(cursor >= 0), QColor())]


def _format(look: int) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontUnderline(True)
    if look & _HIGHLIGHTED:
        palette = QApplication.palette()
        made.setBackground(palette.brush(QPalette.ColorRole.Highlight))
        made.setForeground(palette.brush(QPalette.ColorRole.HighlightedText))
    return made
