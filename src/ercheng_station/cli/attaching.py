"""Attachments on the command line: `{"path": "照片.jpg"}` takes a file in, an object with a SHA-256 names one kept."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ercheng_station.db.content import display_name
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.plain import Kind
from ercheng_station.home import expanded
from ercheng_station.records.fields import Files, plain_files
from ercheng_station.services.filing import keep_file

_PATH = "path"


def take_files(store: Store, kind: Kind, raw: dict[str, object]) -> dict[str, str]:
    """Puts the files of a row into the store and their descriptions in the place of their paths; the faults."""
    faults = {}
    for name, value in raw.items():
        if isinstance(kind.kept[name], Files) and isinstance(value, list):
            try:
                raw[name] = list(_taken(store, value))
            except UserError as error:
                faults[name] = error.what.rstrip("。")
    return faults


def _taken(store: Store, given: list[object]) -> Iterator[object]:
    for one in given:
        if isinstance(one, Mapping) and one.keys() == {_PATH}:
            file = keep_file(store, expanded(Path(str(one[_PATH]))))
            yield from plain_files([file])
            continue
        if isinstance(one, Mapping) and not _is_kept(store, one.get("sha256")):
            raise UserError("attachment-gone", name=str(one.get("name", "")))
        yield _shown(one)


def _shown(one: object) -> object:
    """With the name as a file taken in would have got it: without tricks."""
    name = one.get("name") if isinstance(one, Mapping) else None
    return {**one, "name": display_name(name)} if isinstance(one, Mapping) and isinstance(name, str) else one


def _is_kept(store: Store, sha256: object) -> bool:
    """True also for what is no SHA-256: the field tells that."""
    try:
        return store.attachments.path(str(sha256)).exists()
    except ValueError:
        return True
