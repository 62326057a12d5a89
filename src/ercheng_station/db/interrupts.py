"""Stops a running statement: by `interrupt()` from another thread, or by a clock."""

import contextlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ercheng_station.db.connection import Connection, Error
from ercheng_station.errors import Cancelled

CLOCK_STEPS = 1_000
"""SQLite looks at the clock after so many steps of its machine: about 0.5 ms of search."""

_INTERRUPTED = 9


@contextmanager
def cancellable() -> Iterator[None]:
    """A statement that was interrupted raises Cancelled."""
    try:
        yield
    except Error as error:
        if is_interrupt(error):
            raise Cancelled from error
        raise


@contextmanager
def stopping_when(connection: Connection, stop: Callable[[], bool], steps: int) -> Iterator[None]:
    """Statements within are interrupted once `stop` says so, asked every so many steps; one test a connection."""
    connection.set_progress_handler(stop, steps)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def stopping_at(connection: Connection, end: float | None) -> Iterator[Callable[[], bool]]:
    """Ends the statements within at a moment of `time.perf_counter`; the value tells whether that happened."""
    stopped = False

    def late() -> bool:
        nonlocal stopped
        stopped = end is not None and time.perf_counter() > end
        return stopped

    try:
        with contextlib.nullcontext() if end is None else stopping_when(connection, late, CLOCK_STEPS):
            yield lambda: stopped
    except Error as error:
        if not (stopped and is_interrupt(error)):
            raise


def is_interrupt(error: Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) == _INTERRUPTED or str(error) == "interrupted"
