"""Debian's own PostgreSQL for a test run: a server in a folder of its own, reached by a socket there alone."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import psycopg

from ercheng_station.db.address import SCHEME, Address, write_address
from ercheng_station.db.server.store import ServerStore
from ercheng_station.records import CATALOGUE
from ercheng_station.services import practice
from tests.founding import NOW

_USER = "ercheng"
_numbers = count(1)


def programs():
    """Where initdb and pg_ctl are; None where no server is installed."""
    found = [Path(name) for name in filter(None, [shutil.which("initdb")])]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Server:
    """Each store has a database of its own, copied from one that was founded, or filled, once."""

    def __init__(self, folder):
        self._folder = folder
        self._copies = []

    def url(self, database):
        return f"{SCHEME}{_USER}@/{database}?host={self._folder}"

    def run(self, statement):
        with psycopg.connect(
            f"host={self._folder} user={_USER} dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def new(self):
        """The address of an empty database."""
        name = f"new{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return Address(self.url(name))

    def founded(self, folder, unit, now=NOW, *, filled=False):
        """A data folder whose store is a new copy; closed."""
        original, database = self._once(tuple(unit.items()), now, filled)
        name = f"copy{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {database} STRATEGY file_copy")
        self._copies.append(name)
        shutil.copytree(original, folder)
        write_address(folder, Address(self.url(name)))
        return folder

    def clear(self):
        """Fifteen hundred files a store would fill the disk."""
        while self._copies:
            self.run(f"DROP DATABASE {self._copies.pop()} WITH (FORCE)")

    @cache  # noqa: B019  it lives as long as the run
    def _once(self, unit, now, filled):
        folder, address = self._folder / f"first{next(_numbers)}", self.new()
        with ServerStore.found(folder, CATALOGUE, dict(unit), address, now=lambda: now) as store:
            if filled:
                practice.fill(store, visits=60, seed=1)
        return folder, _named(address)


def _named(address):
    return address.url.split("/")[3].split("?")[0]


@contextmanager
def started(folder):
    """`folder` has to have a short name: sockets do."""
    user = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody", "nogroup")
    options = f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=50"

    def run(program, *words):
        subprocess.run([programs() / program, "-D", folder / "data", *words], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, **user)  # fmt: skip

    run("initdb", "-A", "trust", "-U", _USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-w", "-o", options, "-l", folder / "log", "start")
    try:
        yield folder
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
