"""Stores of test units: founding one takes a second, so each is founded once in a run, and copied."""

import atexit
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ercheng_station.db import upgrade as upgrading
from ercheng_station.db.history import History
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)  # Friday morning in Beijing
STATION = {"name": "泽林市场监管所知识产权工作站", "short_name": "泽林", "kind": "office"}


def founded(folder, unit, now=NOW, practice=False):
    """A store in `folder`, which is new. In one run the same unit has the same identity wherever it is founded."""
    shutil.copytree(_founded_once(tuple(unit.items()), now, practice), folder)
    return Store.open(folder, CATALOGUE, now=lambda: now)


def as_released(patch, head):
    """Stores are made as a program did that knew the schema up to `head`, which is before 0020."""
    begin = History.begin

    def begin_apart(history, *act):
        *said, add = act

        def add_apart(statement, row):
            if not statement.startswith("INSERT INTO history "):
                return add(statement, row)
            *envelope, salt, details = row
            add(f"INSERT INTO history VALUES ({','.join('?' * len(envelope))})", envelope)
            return add("INSERT INTO history_detail VALUES (?,?,?)", (envelope[0], salt, details))

        return begin(history, *said, add_apart)

    patch.setattr(History, "begin", begin_apart)
    patch.setattr(upgrading, "HEAD", head)


@cache
def _founded_once(unit, now, practice):
    folder = _shelf() / str(_founded_once.cache_info().misses) / "数据"
    Store.create(folder, CATALOGUE, dict(unit), practice=practice, now=lambda: now).close()
    return folder


@cache
def _shelf():
    kept = TemporaryDirectory()
    atexit.register(kept.cleanup)
    return Path(kept.name)
