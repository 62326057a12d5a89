"""The bus of the desktop session: a unix socket or nothing; whoever waits is always answered."""

import pytest

from ercheng_station.ui import session_bus
from ercheng_station.ui.session_bus import BUS, Place, SessionBus
from tests.ui.fcitx.desktop import Desktop

FCITX = Place("org.fcitx.Fcitx5", "/ic/1", "org.fcitx.Fcitx.InputContext1")


@pytest.fixture
def there(tmp_path, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'},guid=00")
    made = Desktop(tmp_path / "bus")
    yield made
    made.close()


@pytest.fixture
def bus(there, qapp):
    made = SessionBus(session_bus.connect())
    yield made
    made.close()


@pytest.mark.parametrize(
    "address", ["tcp:host=localhost,port=9", "unix:tmpdir=x", "nonsense", "", "unix:path=/dev/null"]
)
def test_what_is_no_unix_socket_with_a_bus_behind_is_not_used(monkeypatch, address):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(OSError):  # noqa: PT011  that is all that is promised
        session_bus.connect()


def test_calls_are_answered_in_their_order_and_a_refusal_with_nothing(bus):
    answers = []
    bus.call(FCITX, "FocusIn", answered=lambda answer: answers.append(("FocusIn", answer)))
    bus.call(
        FCITX._replace(service="org.nobody"),
        "FocusIn",
        answered=lambda answer: answers.append(("nobody", answer)),
    )
    last = bus.call(
        BUS, "GetNameOwner", "s", (FCITX.service,), lambda answer: answers.append(("owner", answer))
    )

    assert bus.wait(last, 5)
    assert answers == [("FocusIn", ()), ("nobody", None), ("owner", (":1.5",))]


def test_who_waits_too_long_goes_on_and_is_answered_later(there, bus, qtbot):
    answers = []
    there.hang()
    serial = bus.call(FCITX, "FocusIn", answered=answers.append)
    assert not bus.wait(serial, 0)
    there.go_on()

    qtbot.waitUntil(lambda: answers == [()])


def test_when_the_bus_goes_everybody_is_answered(there, bus, qtbot):
    answers = []
    there.hang()
    bus.call(FCITX, "FocusIn", answered=answers.append)
    with qtbot.waitSignal(bus.lost):
        there.cut()

    assert answers == [None]
    bus.call(FCITX, "FocusIn", answered=answers.append)
    assert answers == [None, None]
