"""The two laws that conftest holds the program to: seen broken here by code that stands where the program's does."""

import socket
from pathlib import Path

import pytest

import ercheng_station
from tests.watching import Broken


def as_program(source, module="__init__.py", **names):
    """Runs it as if it stood in the program."""
    exec(compile(source, str(Path(ercheng_station.__file__).parent / module), "exec"), names)


@pytest.mark.parametrize("name", ["station.db", "drafts.db"])
def test_the_program_opens_no_live_data_file_past_sqlite(store, name):
    path = store.folder / name
    with pytest.raises(Broken):
        as_program("path.open('rb')", path=path)


@pytest.mark.faults
def test_the_program_calls_no_network(figure):
    for call in ("socket.create_connection(('localhost', 9))", "socket.getaddrinfo('localhost', 9)"):
        with pytest.raises(Broken):
            as_program(call, socket=socket)
    figure(
        "N26", "calls of a network by the program in any test of the suite, each of which would fail it", "0"
    )


@pytest.mark.parametrize(
    "call", ["connect(bus)", "connect(other)", "bind(bus)", "internet.connect(('localhost', 9))"]
)
@pytest.mark.parametrize("module", ["__init__.py", "ui/session_bus.py"])
def test_the_one_socket_it_may_connect_is_the_session_s_bus(tmp_path, monkeypatch, module, call):
    bus, other = str(tmp_path / "bus"), str(tmp_path / "other")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={bus}")
    may = (module, call) == ("ui/session_bus.py", "connect(bus)")
    source = call if call.startswith("internet") else f"unix.{call}"
    with (
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket() as internet,
        pytest.raises(OSError if may else Broken),
    ):  # nobody is there to connect to
        as_program(source, module, unix=unix, internet=internet, bus=bus, other=other)


def test_a_test_may(store):
    assert (store.folder / "station.db").read_bytes()
