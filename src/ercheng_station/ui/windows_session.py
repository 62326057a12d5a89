"""What Windows tells a window of its session: that it is locked, left, or that the computer goes to sleep."""

import ctypes
import sys
from ctypes import wintypes

import shiboken6
from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

_SESSION_CHANGE, _POWER = 0x02B1, 0x0218
_GONE = frozenset(
    (
        (_SESSION_CHANGE, 0x2),  # WTS_CONSOLE_DISCONNECT: another user
        (_SESSION_CHANGE, 0x4),  # WTS_REMOTE_DISCONNECT
        (_SESSION_CHANGE, 0x7),  # WTS_SESSION_LOCK
        (_POWER, 0x4),  # PBT_APMSUSPEND
    )
)
_THIS_SESSION = 0


class WindowsSession(QObject):
    """WM_WTSSESSION_CHANGE and WM_POWERBROADCAST; Windows sends the former to windows that asked for it."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.messages = _Messages(self)
        app = QCoreApplication.instance()
        assert app
        app.installNativeEventFilter(self.messages)
        if sys.platform == "win32":
            tell = ctypes.windll.wtsapi32.WTSRegisterSessionNotification
            for window in QGuiApplication.topLevelWindows():
                tell(wintypes.HWND(int(window.winId())), _THIS_SESSION)

    def end(self) -> None:
        app = QCoreApplication.instance()
        if app:
            app.removeNativeEventFilter(self.messages)


class _Messages(QAbstractNativeEventFilter):
    def __init__(self, told: WindowsSession) -> None:
        super().__init__()
        self._told = told

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        is_told = QByteArray(kind).startsWith(b"windows_") and _is_farewell(int(message))
        if is_told and shiboken6.isValid(self._told):
            self._told.locked.emit()
        return False, 0


def _is_farewell(message: int) -> bool:
    """Of the MSG at that address."""
    found = wintypes.MSG.from_address(message)
    return (found.message, found.wParam) in _GONE
