"""The window locks with the desktop's screen, on a real message bus; what Windows sends is read as it lies in memory."""

import ctypes
import subprocess
from ctypes import wintypes

import pytest

from ercheng_station.ui import preferences, session_lock
from ercheng_station.ui.accounts.login_page import LoginPage
from ercheng_station.ui.context import Place
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.session_lock import SessionLock
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.sitting import Sitting
from ercheng_station.ui.windows_session import WindowsSession
from tests.protecting import CODE, FIRST, QUICK


@pytest.fixture
def bus(tool, monkeypatch):
    """bus(interface, member, *words) is said by a program of the desktop."""
    send = tool("dbus-send")
    words = [tool("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as daemon:
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

        def say(interface, member, *words):
            path = f"/{interface.replace('.', '/')}"
            subprocess.run([send, "--session", path, f"{interface}.{member}", *words], check=True)

        yield say
        daemon.terminate()


@pytest.fixture
def lock(qapp, monkeypatch):
    monkeypatch.setattr(session_lock, "_LATER_MS", 0)
    made = SessionLock(qapp)
    yield made
    made.deleteLater()


@pytest.mark.parametrize(
    ("interface", "member", "words"),
    [
        ("org.freedesktop.ScreenSaver", "ActiveChanged", ["boolean:true"]),
        ("org.gnome.ScreenSaver", "ActiveChanged", ["boolean:true"]),
        ("org.ukui.ScreenSaver", "lock", []),
        ("com.deepin.dde.lockFront", "Visible", ["boolean:true"]),
    ],
)
def test_a_desktop_that_locks_its_screen_is_heard(bus, lock, qtbot, interface, member, words):
    qtbot.waitUntil(lambda: lock.listens)
    with qtbot.assertNotEmitted(lock.locked, wait=50):
        bus(interface, "ActiveChanged" if member == "lock" else member, "boolean:false")

    with qtbot.waitSignal(lock.locked):
        bus(interface, member, *words)


def test_the_open_window_is_locked_with_the_screen(bus, store, shown, qtbot, monkeypatch):
    monkeypatch.setattr(session_lock, "_LATER_MS", 0)
    store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
    frame = Frame()
    shell = Shell(frame.remembered)
    list(shell.build())
    frame.setCentralWidget(shell)
    shown(frame, 1280, 760)
    sitting = Sitting(frame)
    sitting.begin(shell, Opened(store, preferences.read(store, store.actor))).begin(Place("visit"))
    qtbot.waitUntil(lambda: sitting.session.listens)

    bus("org.freedesktop.ScreenSaver", "ActiveChanged", "boolean:true")

    qtbot.waitUntil(lambda: sitting.window is None)
    assert frame.findChild(LoginPage)
    frame.close()


def test_without_a_bus_nothing_comes_and_nothing_is_wrong(qapp, qtbot, lock, monkeypatch, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")

    with qtbot.assertNotEmitted(lock.locked, wait=100):
        pass
    assert not lock.listens


@pytest.mark.parametrize(
    ("message", "word", "leaves"),
    [
        (0x02B1, 7, True),
        (0x02B1, 8, False),
        (0x02B1, 2, True),
        (0x0218, 4, True),
        (0x0218, 18, False),
        (0x0100, 7, False),
    ],
)
def test_what_windows_says_of_its_session(qapp, message, word, leaves):
    session, told = WindowsSession(qapp), []
    session.locked.connect(lambda: told.append(word))
    said = wintypes.MSG(None, message, word, 0, 0, wintypes.POINT())

    session.messages.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(said))
    session.messages.nativeEventFilter(b"xcb_generic_event_t", 0)

    assert told == [word] * leaves
    session.end()
