"""A zip with some of its parts replaced; every other one keeps its bytes, its place and its date."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from ercheng_station.files import atomic_write

_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def copy_with(source: Path, target: Path, changed: Mapping[str, bytes]) -> None:
    """Whole or not at all."""
    with (
        zipfile.ZipFile(source) as packed,
        atomic_write(target) as out,
        zipfile.ZipFile(out, "w") as copy,
    ):
        for entry in packed.infolist():
            content = changed.get(entry.filename)
            copy.writestr(_like(entry), packed.read(entry) if content is None else content)


def _like(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = entry.compress_type if entry.compress_type in _KNOWN else zipfile.ZIP_DEFLATED
    made.external_attr, made.create_system = entry.external_attr, entry.create_system
    return made
