"""Read-only connections for callers that come and go: each has one for itself, and a store at rest keeps them."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ercheng_station.db.connection import Connection, explained


class Readers:
    """Safe from any thread. What is still read when it is closed is read to its end."""

    def __init__(self, path: Path, connect: Callable[[], Connection]) -> None:
        self._path = path
        self._connect = connect
        self._idle: deque[Connection] = deque()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Faults of SQLite that the person can mend come out as UserError."""
        connection = self._take()
        try:
            with explained(self._path):
                yield connection
        finally:
            self._idle.append(connection)
            if self._closed:
                self._let_go()

    def close(self) -> None:
        self._closed = True
        self._let_go()

    def _take(self) -> Connection:
        if self._closed:
            raise RuntimeError("the store is closed")
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def _let_go(self) -> None:
        while self._idle:
            try:
                self._idle.pop().close()
            except IndexError:  # another thread was quicker
                return
