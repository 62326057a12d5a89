"""Opens a keyed SQLite file the one safe way, and says in Chinese why it could not be used."""

import codecs
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from ercheng_station.db.log_file import PAGE, is_foreign
from ercheng_station.db.place import FULL
from ercheng_station.errors import UserError

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:  # the same interface, and typed; at run time there is one SQLite in the process
    from sqlite3 import Connection, Error
else:
    Connection, Error = dbapi2.Connection, dbapi2.Error

__all__ = [
    "BUSY_SECONDS",
    "PAGE",
    "Connection",
    "Error",
    "attached",
    "connect",
    "explain",
    "explained",
    "in_memory",
    "open_keyed",
    "writing",
]

BUSY_SECONDS = 10.0
# as they are; for a NULL or key that it was not told of, the driver raises and catches two exceptions: most of a row's binding
dbapi2.register_adapter(bytes, bytes)
dbapi2.register_adapter(type(None), lambda nothing: nothing)

_MEMORY = "file:/{}?vfs=memdb"
_WITHOUT_LOG = "ro&immutable=1"

_HARDENED = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
_FOREIGN = (b"SQLite format 3", b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")
_PROBE = 1 << 16
_IOERR, _CANTOPEN, _NOTADB = 10, 14, 26
_CODES = {
    5: "store-locked",
    6: "store-locked",
    8: "store-read-only",
    _IOERR: "store-read-only",
    11: "store-damaged",
    13: "file-no-room",
    _CANTOPEN: "store-read-only",
    15: "store-locked",
    _NOTADB: "key-wrong",
}
"""By the result codes of SQLite: busy, locked, readonly, ioerr, corrupt, full, cantopen, protocol, notadb."""
_BY_TEXT = {"disk I/O error": _IOERR, "database or disk is full": 13, "database disk image is malformed": 11}
"""For what `backup` raises, which carries no code."""


def connect(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    readonly: bool = False,
    check_same_thread: bool = False,
    cache_kib: int = 8192,
) -> Connection:
    """A connection in autocommit mode: every write survives a power cut, every flipped bit is found.

    Raises UserError for whatever the person can mend. A missing file is made only with `create`.
    """
    connection = open_keyed(
        path, key, mode="ro" if readonly else "rwc" if create else "rw", check_same_thread=check_same_thread
    )
    try:
        connection.execute(f"PRAGMA cache_size = -{cache_kib:d}")
        _be_durable(connection, path, readonly)
    except Error as error:
        connection.close()
        raise explain(error, path) or error from error
    except UserError:
        connection.close()
        raise
    return connection


def open_keyed(path: Path, key: bytes, *, mode: str, check_same_thread: bool = False) -> Connection:
    """The file opened with its key and hardened, its journal left as it is; `mode` is ro, rw or rwc."""
    if mode != "rwc":
        _refuse_absent(path)
    if mode in {"rw", "rwc"} and _log_size(path):
        _refuse_foreign_log(path, key)
    try:
        connection = _raw(path, key, mode, check_same_thread)
    except Error as error:
        raise explain(error, path) or error from error
    try:
        for pragma in _HARDENED:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except Error as error:
        connection.close()
        raise explain(error, path) or error from error
    return connection


def in_memory(name: str) -> Connection:
    """A database that lies nowhere else and goes with its last connection; another one of the process may have it `attached`."""
    made: Connection = dbapi2.connect(
        _MEMORY.format(name), uri=True, isolation_level=None, check_same_thread=False
    )
    return made


@contextlib.contextmanager
def attached(connection: Connection, name: str, schema: str) -> Iterator[None]:
    """The database `in_memory` is within reach of a connection to a file as `schema`; one to a server cannot reach it."""
    if not isinstance(connection, Connection):
        yield
        return
    connection.execute(f"ATTACH DATABASE ? AS {schema} KEY ''", (_MEMORY.format(name),))
    try:
        yield
    finally:
        connection.execute(f"DETACH DATABASE {schema}")


@contextlib.contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction, begun IMMEDIATE because a reader that turns writer is refused whatever the timeout."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # after a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def explain(error: BaseException, path: Path) -> UserError | None:
    """The Chinese refusal behind an error of SQLite (also wrapped by SQLAlchemy); None = a fault of ours."""
    cause = getattr(error, "orig", None) or error
    fault = getattr(cause, "sqlite_errorcode", _BY_TEXT.get(str(cause), 0)) & 0xFF
    code = _CODES.get(fault)
    if fault in {_IOERR, _CANTOPEN} and _out_of_room(path):
        code = "file-no-room"
    elif fault == _NOTADB and path.exists():
        code = _why_unreadable(path)
    return (
        None
        if code is None
        else UserError(code, name=path.name, path=str(path), who="另一个程序", reason=str(error))
    )


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Faults of SQLite that the person can mend come out as UserError."""
    try:
        yield
    except Error as error:
        raise explain(error, path) or error from error


def _raw(path: Path, key: bytes, mode: str, check_same_thread: bool) -> Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection: Connection = dbapi2.connect(
        uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=check_same_thread
    )
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    return connection


def _refuse_absent(path: Path) -> None:
    if not path.exists():
        raise UserError("store-missing", name=path.name, path=str(path))
    if path.stat().st_size == 0:
        raise UserError("store-empty-file", name=path.name, path=str(path))


def _refuse_foreign_log(path: Path, key: bytes) -> None:
    """SQLite writes a log left beside the file into it, also one of another database; a reader never does."""
    foreign = UserError("store-foreign-log", path=str(_log(path)), name=path.name)
    if not path.exists() or path.stat().st_size == 0:
        raise foreign
    if is_foreign(_log(path), key, _head(path)):
        open_keyed(path, key, mode=_WITHOUT_LOG).close()  # raises if the file itself is bad or the key wrong
        raise foreign
    try:
        open_keyed(path, key, mode="ro").close()
    except UserError as refusal:
        if refusal.code not in {"key-wrong", "store-damaged"}:
            raise
        open_keyed(path, key, mode=_WITHOUT_LOG).close()
        raise foreign from refusal


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _log_size(path: Path) -> int:
    return _log(path).stat().st_size if _log(path).is_file() else 0


def _be_durable(connection: Connection, path: Path, readonly: bool) -> None:
    if not readonly:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()  # it says "wal" first and may fail then
        connection.execute("PRAGMA synchronous = FULL")
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        raise UserError("store-not-durable", name=path.name, path=str(path), journal=journal)


def _why_unreadable(path: Path) -> str:
    """Told by the first 16 bytes."""
    head = _head(path)
    if head.startswith(_FOREIGN) or _is_text(head):
        return "store-not-ours"
    return "store-damaged" if path.stat().st_size % PAGE else "key-wrong"


def _head(path: Path) -> bytes:
    """The first 16 bytes, the salt of a keyed file, read through SQLite: opening the live file would drop its locks."""
    with (
        explained(path),
        contextlib.closing(_raw(path, bytes(32), "ro", check_same_thread=True)) as connection,
    ):
        salt = connection.execute("PRAGMA cipher_salt").fetchone()[0]
    return bytes.fromhex(salt)


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters, which the random start of a keyed file never is."""
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return False
    return "".join(text.split()).isprintable()


def _out_of_room(path: Path) -> bool:
    """Whether a fault of input or output means a full disk, quota or size limit; SQLite does not tell."""
    try:
        with tempfile.TemporaryFile(dir=path.parent) as probe:
            probe.write(bytes(_PROBE))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno in FULL
    size = path.stat().st_size if path.exists() else 0
    return max(size, _log_size(path)) + _PROBE > _longest_file()


def _longest_file() -> int:
    if sys.platform == "win32":
        return sys.maxsize
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit
