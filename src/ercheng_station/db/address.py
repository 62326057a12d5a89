"""Where a district's records are: `server.json` in a data folder stands in the place of the file `station.db`.

{"format": 1, "url": "postgresql+psycopg://user@host/database", "attachments": a folder that all share, or null}
"""

import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write

NAME = "server.json"
SCHEME = "postgresql+psycopg://"
_FORMAT = 1


@dataclass(frozen=True)
class Address:
    """`attachments`: the folder that holds their `files`; None = the data folder itself."""

    url: str
    attachments: Path | None = None


def is_on_server(folder: Path) -> bool:
    return (folder / NAME).exists()


def on_server(part: str) -> Any:
    """A module of `db/server`, loaded for a district only: a station's own process has nothing that reaches a network."""
    try:
        return import_module(f"ercheng_station.db.server.{part}")
    except ImportError as error:
        raise UserError("server-no-driver") from error


def read_address(folder: Path) -> Address:
    """Raises UserError server-no-address for a file that cannot be read, store-newer for a later form."""
    path = folder / NAME
    try:
        written = json.loads(path.read_bytes())
        later = written["format"] > _FORMAT
        url, attachments = str(written["url"]), written.get("attachments")
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise UserError("server-no-address", path=str(path)) from error
    if later:
        raise UserError("store-newer", path=str(path), name=NAME)
    if not url.startswith(SCHEME):
        raise UserError("server-no-address", path=str(path))
    return Address(url, Path(attachments) if attachments else None)


def write_address(folder: Path, address: Address) -> None:
    """For nobody else to read: it may hold a password."""
    place = address.attachments
    written = {"format": _FORMAT, "url": address.url, "attachments": str(place) if place else None}
    with atomic_write(folder / NAME) as out:
        out.write(json.dumps(written, ensure_ascii=False, indent=1).encode())
    (folder / NAME).chmod(0o600)
