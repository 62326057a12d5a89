"""Releases for the tests of the update, made and signed with the maintainer's own program."""

import importlib.util
from base64 import b64decode
from pathlib import Path

from ercheng_station.paths import resources
from ercheng_station.services.updating import Kind

HERE = Kind("linux", "x86_64", "deb")
PASSPHRASE = b"tests only"
CONTENT = b"!<arch>\n" + bytes(range(256)) * 400


def signer():
    path = resources().parent / "installer" / "sign_release.py"
    spec = importlib.util.spec_from_file_location("sign_release", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def key_in(folder: Path) -> tuple[Path, bytes]:
    """A new private key, and the public one."""
    path = folder / "key.pem"
    return path, b64decode(signer().new_key(path, PASSPHRASE))


def release(
    folder: Path, key: Path, version: str = "9.0.0", name: str = "ercheng-station_9.0.0_amd64.deb"
) -> Path:
    folder.mkdir()
    (folder / name).write_bytes(CONTENT)
    (folder / "说明.txt").write_text("不在清单里", encoding="utf-8")
    signer().sign(key, PASSPHRASE, folder, ["新增年度结转"], version)
    return folder
