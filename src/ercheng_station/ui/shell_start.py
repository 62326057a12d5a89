"""Dresses the program and builds the shell. Imported by the opening thread first, then used on the window's."""

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ercheng_station.paths import resources
from ercheng_station.ui import chinese, ime, still, style
from ercheng_station.ui.apology import Apology
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.wheel import WheelGuard


class ShellStart:
    """`build` in slices, each short enough for the window to go on answering; then `shell` stands in the frame."""

    def __init__(self, app: QApplication, frame: Frame) -> None:
        self._app, self._frame = app, frame
        self.shell = Shell(frame.remembered)
        self.shell.resize(frame.size())
        self.apology = Apology(frame)

    def build(self) -> Iterator[None]:
        self.apology.install()
        self._app.setWindowIcon(QIcon(str(resources() / "brand" / "app.svg")))
        chinese.speak_chinese(self._app)
        WheelGuard(self._app)
        ime.Leaving(self._app)
        yield
        style.apply(self._app, self._frame.look)
        yield
        yield from self.shell.build()
        self.shell.status.say("正在打开…")
        self._frame.setCentralWidget(self.shell)

    def show_still(self, taken: Mapping[str, Any]) -> still.Still | None:
        if not still.fits(taken, self.shell.pages):
            return None
        self.shell.navigation.mark(taken["name"])
        return still.Still(self.shell.pages, taken)
