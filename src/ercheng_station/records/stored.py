"""How the values of a field lie in the file: the type of the column, what the driver is given and what it gives back."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from ercheng_station.records.fields import FileRef, plain_files, read_files

INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True)
class Form:
    """`bind` and `load` never get None, which lies in the file as NULL; without them a value lies there as it is."""

    sql: str
    bind: Callable[[Any], Any] | None = None
    load: Callable[[Any], Any] | None = None


@lru_cache(maxsize=256)
def _instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime(INSTANT)


def _codes(value: tuple[str, ...]) -> str | None:
    return f",{','.join(value)}," if value else None


def _files(value: tuple[FileRef, ...]) -> str | None:
    return json.dumps(plain_files(value), ensure_ascii=False) if value else None


TEXT = Form("VARCHAR")
WHOLE = Form("BIGINT")
ROW = Form("INTEGER")
"""The `n` of a record."""
FLAG = Form("BOOLEAN", int, bool)
DAY = Form("DATE", date.isoformat, date.fromisoformat)
UID = Form("BLOB", lambda value: value.bytes, lambda kept: UUID(bytes=kept))
MOMENT = Form("VARCHAR", _instant, datetime.fromisoformat)
"""An aware moment as UTC text of one width, so that text order is time order."""
CODES = Form("VARCHAR", _codes, lambda kept: tuple(kept.strip(",").split(",")))
"""Several codes as `,a,b,`: one code is found by `LIKE '%,a,%'`."""
FILES = Form("VARCHAR", _files, lambda kept: read_files(json.loads(kept)))
"""Attachments by their SHA-256, in the order given, as JSON."""
