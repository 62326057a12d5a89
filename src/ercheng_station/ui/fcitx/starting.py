"""Whether this desktop types Chinese through fcitx and Qt needs help with it; then the way there is opened."""

import logging
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QObject, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from ercheng_station.ui.fcitx.bridge import Bridge

_log = logging.getLogger(__name__)
_NAMES = ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")
"""The first that says anything counts, as it does for Qt."""


class Starting(QObject):
    """Off the window's thread until there is somebody to speak with; without a bus nothing comes of it."""

    _connected = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.bridge: Bridge | None = None
        self._connected.connect(self._build)
        threading.Thread(target=self._connect, name="typing", daemon=True).start()

    def end(self) -> None:
        if self.bridge:
            self.bridge.end()

    def _connect(self) -> None:
        from ercheng_station.ui import session_bus  # noqa: PLC0415
        from ercheng_station.ui.fcitx import bridge  # noqa: F401, PLC0415  the window's thread finds it loaded

        try:
            self._connected.emit(session_bus.connect())
        except OSError as error:
            _log.info("no input method: %s", error)

    def _build(self, connected: Any) -> None:
        from ercheng_station.ui.fcitx.bridge import Bridge  # noqa: PLC0415
        from ercheng_station.ui.session_bus import SessionBus  # noqa: PLC0415

        self.bridge = Bridge(self._app, SessionBus(connected))


def begin(app: QApplication, environment: Mapping[str, str]) -> Starting | None:
    """After the first paint. IBus, and fcitx where Qt has a plug-in for it, are left to Qt."""
    if sys.platform != "linux" or app.platformName() != "xcb" or not is_wanted(environment):
        return None
    return Starting(app)


def is_wanted(environment: Mapping[str, str], plugins: Path | None = None) -> bool:
    """Where the environment names no input method, fcitx is looked for on the bus."""
    folder = plugins or Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    named = next((environment[name] for name in _NAMES if environment.get(name)), "")
    names = named.removeprefix("@im=").split(";")
    own = any((folder / "platforminputcontexts").glob("*fcitx*"))
    return not named or (any(one.startswith("fcitx") for one in names) and not own)
