"""Keys that fcitx hands back: a keysym of X as the key event that Qt would have made of it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_Key = Qt.Key
_NAMED: dict[int, tuple[Qt.Key, str]] = {
    0xFF08: (_Key.Key_Backspace, "\b"), 0xFF09: (_Key.Key_Tab, "\t"), 0xFF0D: (_Key.Key_Return, "\r"),
    0xFF8D: (_Key.Key_Enter, "\r"), 0xFF1B: (_Key.Key_Escape, "\x1b"), 0xFFFF: (_Key.Key_Delete, "\x7f"),
    0xFF50: (_Key.Key_Home, ""), 0xFF51: (_Key.Key_Left, ""), 0xFF52: (_Key.Key_Up, ""), 0xFF53: (_Key.Key_Right, ""),
    0xFF54: (_Key.Key_Down, ""), 0xFF55: (_Key.Key_PageUp, ""), 0xFF56: (_Key.Key_PageDown, ""), 0xFF57: (_Key.Key_End, ""),
}  # fmt: skip
_MODIFIERS = {
    1: Qt.KeyboardModifier.ShiftModifier,
    4: Qt.KeyboardModifier.ControlModifier,
    8: Qt.KeyboardModifier.AltModifier,
    64: Qt.KeyboardModifier.MetaModifier,
}
_UNICODE = 0x0100_0000
_KEYPAD = range(0xFFAA, 0xFFBA)
_KEYPAD_SIGNS = "*+,-./0123456789"


def key_event(sym: int, state: int, *, is_release: bool) -> QKeyEvent | None:
    """None for a key that types nothing and moves nothing."""
    key, text = _NAMED.get(sym) or _typed(sym)
    if not key:
        return None
    modifiers = Qt.KeyboardModifier.NoModifier
    for bit, modifier in _MODIFIERS.items():
        if state & bit:
            modifiers |= modifier
    kind = QEvent.Type.KeyRelease if is_release else QEvent.Type.KeyPress
    return QKeyEvent(kind, key, modifiers, 0, sym, state, text)


def _typed(sym: int) -> tuple[int, str]:
    if sym in _KEYPAD:
        text = _KEYPAD_SIGNS[sym - _KEYPAD.start]
    elif sym > _UNICODE:
        text = chr(sym - _UNICODE)
    elif 0x20 <= sym <= 0xFF:
        text = chr(sym)
    else:
        return 0, ""
    return ord(text.upper()[0]), text
