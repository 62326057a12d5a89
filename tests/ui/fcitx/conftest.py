"""A window with fields on a desktop that types through fcitx."""

from contextlib import contextmanager
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.ui import session_bus
from ercheng_station.ui.accounts.lines import PasswordLine
from ercheng_station.ui.fcitx import keys
from ercheng_station.ui.fcitx.bridge import Bridge
from ercheng_station.ui.texts import TextLine, TextLines
from tests.ui.fcitx.desktop import BACKSPACE, ENTER, ESCAPE, SPACE, Desktop

_times = count(1)
_NAMED = {
    SPACE: (Qt.Key.Key_Space, " "), ENTER: (Qt.Key.Key_Return, "\r"), ESCAPE: (Qt.Key.Key_Escape, "\x1b"),
    BACKSPACE: (Qt.Key.Key_Backspace, "\b"),
}  # fmt: skip


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """desktop(5) begins a session with fcitx 5 in it; None: without any, as yet."""
    monkeypatch.setenv("DISPLAY", ":0.0")
    begun = []

    def begin(fcitx=5):
        path = tmp_path / "bus"
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={path}")
        begun.append(Desktop(path, fcitx))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """However busy the machine, a key is answered before the next one."""
    monkeypatch.setattr(keys, "_PATIENCE", 5)


@pytest.fixture
def impatient(monkeypatch):
    """Keys that are not answered at once are kept."""
    monkeypatch.setattr(keys, "_PATIENCE", 0.01)


@contextmanager
def bridged(qapp):
    bridge = Bridge(qapp, session_bus.SessionBus(session_bus.connect()))
    try:
        yield bridge
    finally:
        bridge.end()
        bridge.deleteLater()


@pytest.fixture
def window(shown):
    """Its `line` has the focus."""
    made = QWidget()
    made.line, made.lines, made.password = TextLine("甲"), TextLines("乙"), PasswordLine("丙")
    box = QVBoxLayout(made)
    for one in (made.line, made.lines, made.password):
        box.addWidget(one)
    shown(made, 400, 300)
    made.line.setFocus()
    return made


@pytest.fixture
def typed(desktop, window, qapp, qtbot):
    """typed(fcitx) gives the desktop and the bridge to it, once fcitx is ready."""
    kept = []

    def begin(fcitx=5):
        there = desktop(fcitx)
        manager = bridged(qapp)
        bridge = manager.__enter__()
        kept.append(manager)
        qtbot.waitUntil(lambda: bridge.context.ready)
        return there, bridge

    yield begin
    for manager in kept:
        manager.__exit__(None, None, None)


def press(*typed, modifiers=Qt.KeyboardModifier.NoModifier):
    """Letters in a row, or a keysym. As a keyboard does it: Qt first asks whether the key is a shortcut. Whether the last one was taken."""
    syms = [sym for one in typed for sym in ([one] if isinstance(one, int) else map(ord, one))]
    return [_press(sym, modifiers) for sym in syms][-1]


def _press(sym, modifiers):
    window = QGuiApplication.focusWindow()
    key, text = _NAMED.get(sym) or (ord(chr(sym).upper()), chr(sym))
    state = 4 if modifiers & Qt.KeyboardModifier.ControlModifier else 0
    now = next(_times)
    override, *rest = (
        QKeyEvent(kind, key, modifiers, 38, sym, state, "" if state else text)
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
    )
    override.ignore()
    for event in (override, *rest):
        event.setTimestamp(now)
        QCoreApplication.sendEvent(window, event)
    return override.isAccepted()
