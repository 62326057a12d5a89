"""A connection to a PostgreSQL server that is used like one to a file, and says in Chinese why it cannot be."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from ercheng_station.db.address import SCHEME
from ercheng_station.db.connection import BUSY_SECONDS, Connection, Error
from ercheng_station.db.server.speech import said
from ercheng_station.errors import UserError

if TYPE_CHECKING:
    from typing import TypeVar

    from psycopg.abc import PQGen

    T = TypeVar("T")


BEGIN = "BEGIN IMMEDIATE"
_INTERRUPTED = 9  # as SQLite numbers it
_LOOK = 0.01
"""Seconds between two looks at whether a statement is still wanted."""
_SET_UP = (
    f"SET lock_timeout = {BUSY_SECONDS * 1000:.0f}; SET client_min_messages = warning; SET jit = off;"
    " SET default_transaction_isolation = 'read committed'; SET standard_conforming_strings = on"
)


class ServerError(Error):
    """A fault of a statement; with `sqlite_errorcode` where SQLite has the same."""

    def __init__(self, error: psycopg.Error) -> None:
        super().__init__(str(error))
        self.sqlstate = error.sqlstate
        if isinstance(error, errors.QueryCanceled):
            self.sqlite_errorcode = _INTERRUPTED


class _Watched(psycopg.Connection[Any]):
    """While a statement runs, `stop` is asked whether to end it."""

    stop: Callable[[], bool] | None = None

    def wait(self, gen: "PQGen[T]", *args: Any, **named: Any) -> "T":
        if self.stop is None:
            return super().wait(gen, *args, **named)
        return super().wait(self._looking(gen, self.stop), interval=_LOOK)

    def _looking(self, gen: "PQGen[T]", stop: Callable[[], bool]) -> "PQGen[T]":
        try:
            wish = next(gen)
            while True:
                ready = yield wish
                if not ready and stop():
                    self.cancel_safe(timeout=BUSY_SECONDS)
                wish = gen.send(ready)
        except StopIteration as done:
            result: T = done.value
            return result


class ServerConnection:
    """Of one thread at a time, but for `interrupt`. Autocommit; lost, it is made anew by the next statement."""

    def __init__(self, url: str) -> None:
        """Raises UserError server-unreachable or server-refused."""
        self._url = url
        self._raw = _opened(url)
        self._has_begun = self._is_done = False

    def execute(self, statement: str, values: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        words = said(statement)
        with _told(self._url):
            raw = self._live(statement)
            try:
                # without values also several statements at once, which cannot be prepared
                return raw.execute(
                    words.text.encode(), words.values(values) or None, prepare=bool(values) and None
                )
            except psycopg.Error:
                if statement == BEGIN and not raw.closed:
                    raw.execute(b"ROLLBACK")  # begun, and then not let in
                raise
            finally:
                self._has_begun = self.in_transaction

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        words = said(statement)
        with _told(self._url), self._live(statement).cursor() as cursor:
            cursor.executemany(words.text.encode(), [words.values(row) for row in rows])

    def _live(self, statement: str) -> "_Watched":
        """Nothing of a transaction that was lost is done by itself, outside of any."""
        if self._is_done:
            raise Error("the connection is closed")
        if self._raw.closed and (not self._has_begun or statement == "ROLLBACK"):
            self._has_begun = False
            self._raw = _opened(self._url)
        return self._raw

    @property
    def in_transaction(self) -> bool:
        """Also of one that was lost, until it is rolled back."""
        if self._raw.closed:
            return self._has_begun
        return self._raw.info.transaction_status != TransactionStatus.IDLE

    def interrupt(self) -> None:
        """From any thread: a running statement raises, an idle connection takes no harm."""
        with suppress(psycopg.Error):
            self._raw.cancel_safe(timeout=BUSY_SECONDS)

    def set_progress_handler(self, stop: Callable[[], bool] | None, _: int) -> None:
        self._raw.stop = stop

    def create_function(self, *_: Any, **__: Any) -> None:
        """None of ours runs on the server; see `speech`."""

    def close(self) -> None:
        self._is_done = True
        self._raw.close()


def connect(url: str) -> Connection:
    """As far as the store uses it, it is a connection to a file."""
    return ServerConnection(url)  # type: ignore[return-value]


def open_raw(url: str) -> psycopg.Connection[Any]:
    """For the migrations, which have a transaction of their own and bring their own words."""
    with _told(url):
        return psycopg.connect(plain(url))


def place_of(url: str) -> str:
    """Where it is, without name and password, to be shown."""
    try:
        parts = psycopg.conninfo.conninfo_to_dict(plain(url))
    except psycopg.Error:
        return SCHEME
    host, port = parts.get("host") or parts.get("hostaddr") or "localhost", parts.get("port") or 5432
    return f"{host}:{port}/{parts.get('dbname') or ''}"


def plain(url: str) -> str:
    """As the driver takes it."""
    return url.replace(SCHEME, "postgresql://", 1)


def _opened(url: str) -> _Watched:
    with _told(url):
        connection = _Watched.connect(
            plain(url), autocommit=True, cursor_factory=psycopg.RawCursor, connect_timeout=int(BUSY_SECONDS)
        )
        connection.execute(_SET_UP.encode())
        return connection


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        code = _code_of(error)
        if code is None:
            raise ServerError(error) from error
        raise UserError(code, path=place_of(url), who="另一个人", name=place_of(url)) from error


def _code_of(error: psycopg.Error) -> str | None:
    """None = a fault of ours, or an interrupt."""
    refused = (
        errors.InvalidAuthorizationSpecification,
        errors.InvalidPassword,
        errors.InvalidCatalogName,
        errors.InsufficientPrivilege,
        errors.ReadOnlySqlTransaction,
    )
    if isinstance(error, errors.LockNotAvailable | errors.DeadlockDetected):
        return "store-locked"
    if isinstance(error, errors.DiskFull):
        return "server-full"
    if isinstance(error, refused):
        return "server-refused"
    gone = isinstance(error, psycopg.OperationalError) and not isinstance(error, errors.QueryCanceled)
    return "server-unreachable" if gone else None
