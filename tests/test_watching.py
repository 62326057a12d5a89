"""The two laws that conftest holds the program to: seen broken here by code that stands where the program's does."""

import socket

import pytest

import ercheng_station
from tests.watching import Broken


def as_program(source, **names):
    """Runs it as if it stood in the program."""
    exec(compile(source, f"{ercheng_station.__file__}", "exec"), names)


@pytest.mark.parametrize("name", ["station.db", "drafts.db"])
def test_the_program_opens_no_live_data_file_past_sqlite(store, name):
    path = store.folder / name
    with pytest.raises(Broken):
        as_program("path.open('rb')", path=path)


def test_the_program_calls_no_network():
    for call in ("socket.create_connection(('localhost', 9))", "socket.getaddrinfo('localhost', 9)"):
        with pytest.raises(Broken):
            as_program(call, socket=socket)


def test_a_test_may(store):
    assert (store.folder / "station.db").read_bytes()
