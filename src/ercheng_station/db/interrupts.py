"""Stops a running statement: by `interrupt()` from another thread, or by a clock."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ercheng_station.db.connection import Connection, Error
from ercheng_station.errors import Cancelled

STEPS = 200
"""SQLite looks at the clock after so many steps of its machine: about 0.1 ms of search."""

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
def stopping_at(connection: Connection, end: float | None) -> Iterator[Callable[[], bool]]:
    """Ends the statements within at a moment of `time.perf_counter`; the value tells whether that happened."""
    stopped = False

    def late() -> bool:
        nonlocal stopped
        stopped = end is not None and time.perf_counter() > end
        return stopped

    if end is not None:
        connection.set_progress_handler(late, STEPS)
    try:
        yield lambda: stopped
    except Error as error:
        if not (stopped and is_interrupt(error)):
            raise
    finally:
        if end is not None:
            connection.set_progress_handler(None, 0)


def is_interrupt(error: Error) -> bool:
    return getattr(error, "sqlite_errorcode", None) == _INTERRUPTED or str(error) == "interrupted"
