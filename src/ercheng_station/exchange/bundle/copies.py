"""Pictures as they leave the unit: upright small copies without place, owner or time. The originals stay."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.travelling import Kind
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.records.fields import Field, Files
from ercheng_station.services.pictures import copy_to_send, is_picture

_JPEG = "image/jpeg"


class Copies:
    """`sources`: of each copy's SHA-256 the original's. The same picture always gives the same copy."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[str, dict[str, Any]] = {}
        self.sources: dict[str, str] = {}

    def in_place(
        self, versions: Iterable[Version], fields: Mapping[Kind, Mapping[str, Field]]
    ) -> list[Version]:
        """The versions with the copies where the originals stood, in what they were before too."""
        named = {
            kind.__tablename__: {name for name, one in those.items() if isinstance(one, Files)}
            for kind, those in fields.items()
        }
        return [self._of_version(one, named.get(one.kind, set())) for one in versions]

    def _of_version(self, version: Version, names: set[str]) -> Version:
        if not any(version.content.get(name) for name in names):
            return version
        then = tuple((revision, self._of_content(was, names)) for revision, was in version.then)
        return replace(version, content=self._of_content(version.content, names), then=then)

    def _of_content(self, content: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
        copied = {name: [self._copy(one) for one in content[name]] for name in names if content.get(name)}
        return {**content, **copied}

    def _copy(self, file: dict[str, Any]) -> dict[str, Any]:
        sha256 = file["sha256"]
        if sha256 not in self._made:
            self._made[sha256] = self._make(file)
        return {**file, **self._made[sha256]}

    def _make(self, file: Mapping[str, Any]) -> dict[str, Any]:
        """What is different about the copy; nothing for what is no whole picture, or not here."""
        name = str(file["name"])
        try:
            content = self._store.attachments.read(file["sha256"])
            if not is_picture(content):
                return {}
            copy = copy_to_send(content, name)
        except UserError:
            return {}
        sha256 = hashlib.sha256(copy).hexdigest()
        self.sources[sha256] = file["sha256"]
        shown = str(PurePath(name).with_suffix(".jpg"))
        return {"sha256": sha256, "size": len(copy), "mime": _JPEG, "name": shown, "taken_at": ""}


def content_of(store: Store, sha256: str, sources: Mapping[str, str]) -> bytes:
    """What goes under that SHA-256; UserError if it is not here."""
    source = sources.get(sha256)
    return copy_to_send(store.attachments.read(source), source) if source else store.attachments.read(sha256)
