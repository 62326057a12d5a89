"""Stands between the window and fcitx: keys out, text in, focus and cursor told."""

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ercheng_station.ui import ime
from ercheng_station.ui.fcitx.composer import Composer, cursor_on_screen, takes_chinese
from ercheng_station.ui.fcitx.context import InputContext
from ercheng_station.ui.fcitx.keys import Keys
from ercheng_station.ui.session_bus import SessionBus


class Bridge(QObject):
    """For the whole program, as long as it runs."""

    def __init__(self, app: QApplication, bus: SessionBus) -> None:
        super().__init__(app)
        bus.setParent(self)
        self._bus = bus
        self.context = InputContext(bus, self)
        self.composer = Composer(self)
        self.keys = Keys(self.context, self.composer, self)
        self._cursor = QRect()
        self._has_focus = False
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_cursor)
        self.context.committed.connect(self.composer.write)
        self.context.composing.connect(self.composer.show)
        self.context.came.connect(self._begin_anew)
        app.focusWindowChanged.connect(self._follow_focus)
        app.focusObjectChanged.connect(self._follow_focus)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._telling.start)
        ime.stand_beside(self.keys.settle)
        self._follow_focus()

    def end(self) -> None:
        self.keys.settle()
        ime.stand_beside(None)
        self.keys.watch(None, None)
        self._bus.close()

    def _begin_anew(self) -> None:
        self._has_focus, self._cursor = False, QRect()
        self._follow_focus()

    def _follow_focus(self, *_: object) -> None:
        self.keys.watch(QGuiApplication.focusWindow(), QGuiApplication.focusObject())
        comes = takes_chinese()
        if comes != self._has_focus:
            self._has_focus = comes
            self.context.focus(comes=comes)
        if comes:
            self._telling.start()

    def _tell_cursor(self) -> None:
        """Once the text stands as it is drawn."""
        if not (self._has_focus and self.context.ready):
            return
        place = cursor_on_screen()
        if place != self._cursor:
            self._cursor = place
            self.context.put_cursor(place)
