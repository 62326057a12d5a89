"""Brings the tables on a server to the schema this program knows, by the same migrations as those of a file."""

import logging
from pathlib import Path

from ercheng_station.db import migrations
from ercheng_station.db.address import SCHEME
from ercheng_station.db.connection import Error
from ercheng_station.db.server.connection import connect, open_raw, place_of
from ercheng_station.db.server.tables import REFUSE_CHANGE, Made
from ercheng_station.db.upgrade import HEAD, KNOWN
from ercheng_station.errors import UserError

_logger = logging.getLogger(__name__)
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' ercheng'))"


def revision_of(url: str) -> str:
    """The schema revision there; "" before the first. UserError server-encoding where not every character can be kept."""
    connection = connect(url)
    try:
        if connection.execute("SHOW server_encoding").fetchone()[0] != "UTF8":
            raise UserError("server-encoding", path=place_of(url))
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone()[0] is None:
            return ""
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found[0]) if found else ""
    finally:
        connection.close()


def upgrade(url: str) -> bool:
    """Whether anything had to be done. All steps are one transaction; a second program waits and finds it done."""
    found = revision_of(url)
    if found == HEAD:
        return False
    if found and found not in KNOWN:
        raise UserError("store-newer", path=place_of(url), name=place_of(url))
    _migrate(url)
    return True


def _migrate(url: str) -> None:
    from alembic import command  # noqa: PLC0415  slow to import and needed once a release
    from alembic.config import Config  # noqa: PLC0415
    from sqlalchemy import create_engine, event  # noqa: PLC0415
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine(SCHEME, creator=lambda: open_raw(url), poolclass=NullPool)
    config = Config()
    place = Path(migrations.__file__).parent
    config.set_main_option("script_location", str(place).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(_ONE_AT_A_TIME)
            connection.exec_driver_sql(REFUSE_CHANGE)
            making = Made()
            event.listen(
                connection,
                "before_cursor_execute",
                lambda _, __, statement, values, *___: (making.say(statement), values),
                retval=True,
            )
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            for statement in making.owed:
                connection.exec_driver_sql(statement)
    except (SQLAlchemyError, Error) as error:
        _logger.exception("cannot upgrade")
        raise UserError("migration-failed", path=place_of(url)) from error
    finally:
        engine.dispose()
