"""从 U 盘更新: only what was signed, is whole, newer and meant for this computer is ever laid ready."""

import json
from base64 import b64encode

import pytest

from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.errors import UserError
from ercheng_station.paths import resources
from ercheng_station.services.backups import backup_folder
from ercheng_station.services.updating import (
    BEFORE_UPDATE,
    MANIFEST,
    SIGNATURE,
    Kind,
    is_still,
    pinned,
    prepare,
    read_update,
    take,
)
from tests.releases import CONTENT, HERE, PASSPHRASE, key_in, release, signer


@pytest.fixture
def key(tmp_path):
    return key_in(tmp_path)


@pytest.fixture
def stick(tmp_path, key):
    return release(tmp_path / "U盘", key[0])


def refused(job):
    with pytest.raises(UserError) as error:
        job()
    return error.value.code


def test_a_signed_release_is_taken_after_a_verified_backup(store, stick, key, tmp_path):
    found = read_update(stick, [key[1]], HERE)

    path, backup = prepare(store, found, tmp_path / "本机")

    assert (found.version, found.notes) == ("9.0.0", ("新增年度结转",))
    assert path.read_bytes() == CONTENT
    assert path.parent == tmp_path / "本机"
    assert read_backups(backup_folder(store.folder))[0].occasion.reason == BEFORE_UPDATE
    verify_backup(backup.path)


def test_the_release_may_lie_in_a_folder_of_the_stick(tmp_path, key):
    (tmp_path / "U盘").mkdir()
    release(tmp_path / "U盘" / "更新", key[0])

    assert read_update(tmp_path / "U盘", [key[1]], HERE).folder == tmp_path / "U盘" / "更新"
    assert refused(lambda: read_update(tmp_path / "本机", [key[1]], HERE)) == "update-missing"


@pytest.mark.parametrize("way", ["manifest", "signature", "no signature", "another key", "short", "huge"])
def test_what_is_not_signed_by_a_pinned_key_is_not_believed(stick, key, tmp_path, way):
    manifest, signature = stick / MANIFEST, stick / SIGNATURE
    if way == "manifest":
        manifest.write_bytes(manifest.read_bytes().replace(b"9.0.0", b"9.0.1"))
    elif way == "signature":
        signature.write_bytes(b64encode(bytes(64)))
    elif way == "no signature":
        signature.unlink()
    elif way == "short":
        signature.write_bytes(b"AAAA")
    elif way == "huge":
        manifest.write_bytes(manifest.read_bytes() + b" " * (2 << 20))
    keys = [key[1]]
    if way == "another key":
        (tmp_path / "2").mkdir()
        keys = [key_in(tmp_path / "2")[1]]

    assert refused(lambda: read_update(stick, keys, HERE)) == "update-unsigned"


@pytest.mark.parametrize("way", ["changed", "cut", "longer", "gone"])
def test_a_package_that_is_not_what_was_signed_leaves_nothing_behind(stick, key, tmp_path, way):
    found = read_update(stick, [key[1]], HERE)
    package = stick / found.package.name
    if way == "gone":
        package.unlink()
    else:
        package.write_bytes(
            {"changed": b"x" + CONTENT[1:], "cut": CONTENT[:-1], "longer": CONTENT + b"x"}[way]
        )

    assert refused(lambda: take(found, tmp_path / "本机")) == "update-damaged"
    assert list((tmp_path / "本机").iterdir()) == []


@pytest.mark.parametrize(
    ("now", "code"), [("9.0.0", "update-older"), ("10.0.0", "update-older"), ("8.99.99", "")]
)
def test_only_a_newer_version_is_taken(stick, key, now, code):
    if code:
        assert refused(lambda: read_update(stick, [key[1]], HERE, now)) == code
    else:
        assert read_update(stick, [key[1]], HERE, now).version == "9.0.0"


@pytest.mark.parametrize(
    "here",
    [Kind("linux", "aarch64", "deb"), Kind("windows", "x86_64", "setup"), Kind("linux", "x86_64", "uos")],
)
def test_only_a_package_for_this_computer_is_taken(stick, key, here):
    assert refused(lambda: read_update(stick, [key[1]], here)) == "update-foreign"


def test_what_another_program_signed_with_the_key_is_not_believed(stick, key):
    told = json.loads((stick / MANIFEST).read_bytes())
    told["program"] = "something-else"
    _sign_anew(stick, key[0], told)

    assert refused(lambda: read_update(stick, [key[1]], HERE)) == "update-unsigned"


@pytest.mark.parametrize("name", ["../../x.deb", "/x.deb", ".x.deb", "a\\b.deb"])
def test_a_package_lies_beside_its_manifest(stick, key, name):
    told = json.loads((stick / MANIFEST).read_bytes())
    told["files"][0]["name"] = name
    _sign_anew(stick, key[0], told)

    assert refused(lambda: read_update(stick, [key[1]], HERE)) == "update-damaged"


def test_the_copy_is_looked_at_again_before_it_is_handed_over(stick, key, tmp_path):
    found = read_update(stick, [key[1]], HERE)
    path = take(found, tmp_path / "本机")
    assert is_still(path, found.package)

    path.write_bytes(CONTENT[:-1] + b"!")

    assert not is_still(path, found.package)


def test_without_a_pinned_key_nothing_is_believed(stick):
    assert refused(lambda: read_update(stick, [], HERE)) == "update-no-key"
    assert all(len(one) == 32 for one in pinned())


def test_a_private_key_never_lies_in_the_tree_nor_without_a_passphrase(tmp_path):
    for place, passphrase in ((resources() / "update" / "key.pem", b"x"), (tmp_path / "key.pem", b"")):
        with pytest.raises(SystemExit):
            signer().new_key(place, passphrase)
        assert not place.exists()
    signer().new_key(tmp_path / "key.pem", PASSPHRASE)
    assert b"ENCRYPTED" in (tmp_path / "key.pem").read_bytes()


def _sign_anew(stick, key, told):
    private = signer().serialization.load_pem_private_key(key.read_bytes(), PASSPHRASE)
    content = json.dumps(told).encode()
    (stick / MANIFEST).write_bytes(content)
    (stick / SIGNATURE).write_bytes(b64encode(private.sign(content)))
