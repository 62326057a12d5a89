"""Threads beside the window's own. Python's, not Qt's: Qt deletes a QRunnable behind its wrapper's back, and PySide then
takes the wrapper for whatever comes to stand at the same address.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait


class Beside:
    """Work is done in the order it was asked for; what goes wrong in it goes to `threading.excepthook`."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, name)
        self._asked: set[Future[object]] = set()

    def start(self, work: Callable[[], object]) -> None:
        future = self._pool.submit(work)
        self._asked.add(future)
        future.add_done_callback(self._settle)

    def clear(self) -> None:
        """Forget what has not begun."""
        for future in tuple(self._asked):
            future.cancel()

    def wait(self) -> None:
        """Until nothing is left to do."""
        while self._asked:
            wait(tuple(self._asked))

    def _settle(self, future: Future[object]) -> None:
        error = None if future.cancelled() else future.exception()
        if error is not None and not isinstance(error, SystemExit):
            told = (type(error), error, error.__traceback__, threading.current_thread())
            threading.excepthook(threading.ExceptHookArgs(told))
        self._asked.discard(future)
