"""One write after the other, and none any more once the disk fails again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from ercheng_station.errors import UserError

LASTING = 2
"""So many failures of the disk in a row are no chance: what was written after them might be lost, or spoil more."""
_FAILED = "disk I/O error"
"""As SQLite calls a read, write or sync that the system has refused."""


class WriteLock:
    """Held around each write, outside of `explained`. UserError store-disk-failing until the program starts anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = RLock()
        self._failures = 0

    def __enter__(self) -> Self:
        self._lock.acquire()
        if self._failures >= LASTING:
            self._lock.release()
            raise UserError("store-disk-failing", path=str(self._path))
        return self

    @contextmanager
    def if_free(self) -> Iterator[bool]:
        """Held within unless another thread holds it; whether it is."""
        held = self._lock.acquire(blocking=False)
        try:
            yield held
        finally:
            if held:
                self._lock.release()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._failures = 0
        elif isinstance(error, UserError) and _is_of_disk(error):
            self._failures += 1
        self._lock.release()


def _is_of_disk(error: UserError) -> bool:
    """A disk without room fails alike, and writing goes on as soon as there is some."""
    return error.code == "store-read-only" and error.facts.get("reason") == _FAILED
