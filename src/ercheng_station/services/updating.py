"""A newer version from a USB stick: believed only by its signature, its digests and its version, and run from a copy.

A release is a folder: the manifest, its detached signature, and the packages that it names. Nothing of the manifest
is read before the signature holds; a package is checked while it is copied to this computer, and only the copy is
handed to the system, so that nobody can exchange it on the stick meanwhile.
"""

import hashlib
import json
import platform
import re
import sys
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

import ercheng_station
from ercheng_station.db.backup import BackupMade
from ercheng_station.db.place import make_folder
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.late import Late
from ercheng_station.paths import resources
from ercheng_station.progress import Report, silent
from ercheng_station.services.backups import back_up_store

MANIFEST, SIGNATURE = "ercheng-update.json", "ercheng-update.sig"
PROGRAM = "ercheng-station"
BEFORE_UPDATE = "更新前"
_LARGEST = 1 << 20
_CHUNK = 1 << 20
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}")
_NAME = re.compile(r"[\w.+-]{1,200}")
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "aarch64", "aarch64": "aarch64"}
_UOS = "apps"
"""The folder in which the store of UOS puts programs."""
ed25519 = Late("cryptography.hazmat.primitives.asymmetric.ed25519")
exceptions = Late("cryptography.exceptions")


@dataclass(frozen=True)
class Kind:
    """What a package is for: `form` is deb, uos, setup or msi."""

    system: str
    machine: str
    form: str


@dataclass(frozen=True)
class Package:
    name: str
    kind: Kind
    size: int
    sha256: str


@dataclass(frozen=True)
class Update:
    """A release whose signature holds, and the package for this computer."""

    folder: Path
    version: str
    released_on: str
    notes: Sequence[str]
    package: Package


def pinned() -> list[bytes]:
    """The keys that this program believes."""
    lines = (resources() / "update" / "keys.txt").read_text(encoding="utf-8").splitlines()
    return [b64decode(line) for line in lines if line.strip() and not line.startswith("#")]


def this_computer() -> Kind:
    """As this program was installed here; from source it is taken for the common package."""
    system = platform.system().lower()
    machine = _MACHINES.get(platform.machine().lower(), platform.machine().lower())
    if system == "windows":
        return Kind(system, machine, "setup")
    return Kind(system, machine, "uos" if _UOS in Path(sys.executable).parts else "deb")


def release_on(places: Iterable[Path]) -> Path | None:
    """The first of the places, as drives are, that a release lies on; what cannot be looked at has none."""
    for place in places:
        with suppress(UserError, OSError):
            return _found(place)
    return None


def read_update(
    place: Path, keys: Iterable[bytes], here: Kind, version: str = ercheng_station.__version__
) -> Update:
    """The release in the folder or one below it. UserError update-missing, update-no-key, update-unsigned, update-older, update-foreign."""
    folder = _found(place)
    manifest = _signed(folder, list(keys))
    if manifest.get("program") != PROGRAM:
        raise UserError("update-unsigned", name=MANIFEST)
    new = str(manifest.get("version", ""))
    if not _VERSION.fullmatch(new) or _number(new) <= _number(version):
        raise UserError("update-older", version=new, now=version)
    package = next((one for one in _packages(manifest) if one.kind == here), None)
    if package is None:
        raise UserError("update-foreign", version=new, system=f"{here.system} {here.machine}")
    return Update(
        folder, new, str(manifest.get("released_on", "")), tuple(map(str, manifest.get("notes", ()))), package
    )


def take(update: Update, into: Path | None = None, report: Report = silent) -> Path:
    """A copy of the package on this computer whose digest holds; UserError update-damaged leaves nothing behind."""
    package = update.package
    home = into or platformdirs.user_cache_path("ErchengStation", appauthor=False) / "update"
    make_folder(home)
    digest, done = hashlib.sha256(), 0
    try:
        with (update.folder / package.name).open("rb") as source, atomic_write(home / package.name) as out:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                if done > package.size:
                    break
                out.write(chunk)
                report(done, package.size)
            if done != package.size or digest.hexdigest() != package.sha256:
                raise UserError("update-damaged", name=package.name)
    except OSError as error:
        raise UserError("update-damaged", name=package.name) from error
    return home / package.name


def prepare(
    store: Store, update: Update, into: Path | None = None, report: Report = silent
) -> tuple[Path, BackupMade]:
    """The verified copy, and a verified backup made before anything is installed. UserError right-missing."""
    store.accounts.demand("update")
    path = take(update, into, report)
    return path, back_up_store(store, reason=BEFORE_UPDATE)


def is_still(path: Path, package: Package) -> bool:
    """Whether the copy is what was checked: asked again right before it is handed over."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == package.sha256


# -- inside


def _found(place: Path) -> Path:
    for folder in (place, *sorted(path for path in place.glob("*") if path.is_dir())):
        if (folder / MANIFEST).is_file():
            return folder
    raise UserError("update-missing", path=str(place))


def _signed(folder: Path, keys: Sequence[bytes]) -> Mapping[str, Any]:
    if not keys:
        raise UserError("update-no-key")
    try:
        content, signature = (_read(folder / name) for name in (MANIFEST, SIGNATURE))
        signed = b64decode(signature, validate=True)
    except (OSError, NotBase64, ValueError) as error:
        raise UserError("update-unsigned", name=MANIFEST) from error
    if not any(_holds(key, signed, content) for key in keys):
        raise UserError("update-unsigned", name=MANIFEST)
    found: Mapping[str, Any] = json.loads(content)
    return found


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ValueError(path.name)
    return content.strip() if path.name == SIGNATURE else content


def _holds(key: bytes, signature: bytes, content: bytes) -> bool:
    try:
        ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except exceptions.InvalidSignature:
        return False
    return True


def _packages(manifest: Mapping[str, Any]) -> Iterable[Package]:
    for one in manifest["files"]:
        if not _NAME.fullmatch(one["name"]) or one["name"].startswith("."):
            raise UserError("update-damaged", name=str(one["name"]))
        yield Package(
            one["name"], Kind(one["system"], one["machine"], one["form"]), one["size"], one["sha256"]
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
