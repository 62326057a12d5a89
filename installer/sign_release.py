"""Makes the key that releases are signed with, and signs a folder of packages for the update from a USB stick.

.venv/bin/python installer/sign_release.py new-key KEY.pem         asks for a passphrase; prints the line for resources/update/keys.txt
.venv/bin/python installer/sign_release.py sign KEY.pem FOLDER [NOTE …]
"""

import getpass
import hashlib
import json
import re
import sys
from base64 import b64encode
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ercheng_station import __version__
from ercheng_station.services.updating import MANIFEST, PROGRAM, SIGNATURE

ROOT = Path(__file__).resolve().parent.parent
RAW, PUBLIC_RAW = serialization.Encoding.Raw, serialization.PublicFormat.Raw
FORMS = (
    (re.compile(r"cn\..*_(amd64|arm64)\.deb"), "linux", "uos"),
    (re.compile(r".*_(amd64|arm64)\.deb"), "linux", "deb"),
    (re.compile(r".*setup.*\.exe"), "windows", "setup"),
    (re.compile(r".*\.msi"), "windows", "msi"),
)
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def new_key(path: Path, passphrase: bytes) -> str:
    """The public line. A private key never lies in the tree, nor without a passphrase."""
    if path.resolve().is_relative_to(ROOT) or not passphrase:
        raise SystemExit("a private key needs a passphrase and a place outside the tree")
    key = Ed25519PrivateKey.generate()
    locked = serialization.BestAvailableEncryption(passphrase)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    path.touch(0o600, exist_ok=False)
    path.write_bytes(pem)
    return b64encode(key.public_key().public_bytes(RAW, PUBLIC_RAW)).decode()


def sign(path: Path, passphrase: bytes, folder: Path, notes: list[str], version: str = __version__) -> None:
    """Writes manifest and signature beside the packages."""
    key = serialization.load_pem_private_key(path.read_bytes(), passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit("not an Ed25519 key")
    files = [told for one in sorted(folder.iterdir()) if (told := described(one))]
    manifest = {
        "program": PROGRAM, "version": version, "released_on": date.today().isoformat(), "notes": notes, "files": files,
    }  # fmt: skip
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    (folder / MANIFEST).write_bytes(content)
    (folder / SIGNATURE).write_bytes(b64encode(key.sign(content)) + b"\n")


def described(path: Path) -> dict[str, object] | None:
    """A package by its name; None for what is none."""
    for pattern, system, form in FORMS:
        if found := pattern.fullmatch(path.name):
            machine = MACHINES[found[1]] if found.groups() else "x86_64"
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
            return {
                "name": path.name,
                "system": system,
                "machine": machine,
                "form": form,
                "size": size,
                "sha256": sha256,
            }
    return None


def main(words: list[str]) -> None:
    passphrase = getpass.getpass("passphrase of the signing key: ").encode()
    match words:
        case ["new-key", path]:
            sys.stdout.write(new_key(Path(path), passphrase) + "\n")
        case ["sign", path, folder, *notes]:
            sign(Path(path), passphrase, Path(folder), notes)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
