"""Brings a store to the schema this program knows; alembic is imported only when there is something to do."""

import logging
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from ercheng_station.db.connection import Connection, Error, connect, explain
from ercheng_station.errors import UserError

HEAD = "0021"
KNOWN = tuple(f"{number:04}" for number in range(1, int(HEAD) + 1))
_logger = logging.getLogger(__name__)


def revision_of(connection: Connection) -> str:
    """The schema revision stored in the file; "" before the first."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='alembic_version'").fetchone():
        return ""
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def upgrade(path: Path, key: bytes, copy_first: Callable[[], object]) -> bool:
    """Whether anything had to be done. `copy_first` makes a verified copy and raises if it cannot.

    All steps are one transaction: a failure (migration-failed) or a power cut leaves the old schema with the old data.
    """
    connection = connect(path, key)
    try:
        found = revision_of(connection)
    finally:
        connection.close()
    if found == HEAD:
        return False
    if found and found not in KNOWN:
        raise UserError("store-newer", path=str(path), name=path.name)
    if found:
        copy_first()
    _migrate(path, key)
    return True


def _migrate(path: Path, key: bytes) -> None:
    from alembic import command  # noqa: PLC0415  slow to import and needed once a release
    from alembic.config import Config  # noqa: PLC0415
    from sqlalchemy import create_engine, event  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connect(path, key), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
    except (SQLAlchemyError, Error) as error:
        _logger.exception("cannot upgrade")
        raise explain(error, path) or UserError("migration-failed", path=str(path)) from error
    finally:
        engine.dispose()
