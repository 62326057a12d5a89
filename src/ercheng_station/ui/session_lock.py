"""Tells when the desktop locks its screen, or the session is left to somebody else: whoever comes next may be another person."""

import logging
import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ercheng_station.ui.session_bus import Heard, SessionBus

_log = logging.getLogger(__name__)
_LATER_MS = 1_000
"""The window opens first."""
_SIGNALS = (
    {"member": "ActiveChanged"},  # of the screen savers of freedesktop, GNOME, KDE, MATE, Cinnamon, Xfce
    {"interface": "org.ukui.ScreenSaver", "member": "lock"},
    {"interface": "com.deepin.dde.lockFront", "member": "Visible"},
    {"interface": "org.deepin.dde.LockFront1", "member": "Visible"},
)


class SessionLock(QObject):
    """`locked` comes on the window's thread. Where nobody tells of it, nothing comes; the idle lock stays."""

    locked = Signal()
    _connected = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._bus: SessionBus | None = None
        self.listens = False
        self._connected.connect(self._listen)
        QTimer.singleShot(_LATER_MS, self, self._begin)

    def _begin(self) -> None:
        if sys.platform == "win32":
            from ercheng_station.ui.windows_session import WindowsSession  # noqa: PLC0415

            WindowsSession(self).locked.connect(self.locked)
        elif sys.platform == "linux":
            threading.Thread(target=self._connect, name="screen lock", daemon=True).start()

    def _connect(self) -> None:
        from ercheng_station.ui import session_bus  # noqa: PLC0415

        try:
            self._connected.emit(session_bus.connect())
        except OSError as error:
            _log.info("nobody tells of the screen lock: %s", error)
        except RuntimeError:  # the window is gone meanwhile
            return

    def _listen(self, connected: Any) -> None:
        from ercheng_station.ui.session_bus import BUS, SessionBus  # noqa: PLC0415

        self._bus = SessionBus(connected, self)
        self._bus.heard.connect(self._hear)
        for rule in _SIGNALS:
            self._bus.listen(**rule)
        self._bus.call(BUS, "GetId", answered=self._be_ready)

    def _be_ready(self, answer: object) -> None:
        self.listens = answer is not None

    def _hear(self, heard: "Heard") -> None:
        """A screen saver that goes says so too."""
        if heard.member == "lock" or (
            heard.member in {"ActiveChanged", "Visible"} and heard.body[:1] == (True,)
        ):
            self.locked.emit()
