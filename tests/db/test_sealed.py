"""Sealed files."""

import hashlib
import random
import zipfile

import pytest

from ercheng_station.db.sealed import Broken, extract_member, read_member, refuse_broken, write_sealed


@pytest.fixture
def sealed(tmp_path):
    (tmp_path / "large").write_bytes(random.Random(1).randbytes(3_000_000))
    path = tmp_path / "备份.ecbak"
    write_sealed(path, {"manifest.json": b"{}", "large": tmp_path / "large"})
    return path


def test_it_is_an_ordinary_zip(sealed, tmp_path):
    with zipfile.ZipFile(sealed) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "large"]

    extract_member(sealed, "large", tmp_path / "out")

    assert (tmp_path / "out").read_bytes() == (tmp_path / "large").read_bytes()
    assert read_member(sealed, "manifest.json") == b"{}"


def test_its_digest_is_that_of_the_whole_file(tmp_path):
    digest = write_sealed(tmp_path / "a", {"b": b"c"})

    assert digest == hashlib.sha256((tmp_path / "a").read_bytes()).hexdigest()


def test_every_changed_bit_and_every_cut_is_found(tmp_path, full):
    path = tmp_path / "a"
    write_sealed(path, {"manifest.json": b"{}", "b": b"content" * 50})
    held = path.read_bytes()
    bits = range(len(held) * 8) if full else random.Random(2).sample(range(len(held) * 8), 500)
    refuse_broken(path)

    for bit in bits:
        changed = bytearray(held)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        with pytest.raises(Broken):
            refuse_broken(path)
    for length in [0, 10, 63, 64, 65, len(held) // 2, len(held) - 1]:
        path.write_bytes(held[:length])
        with pytest.raises(Broken):
            refuse_broken(path)
    path.write_bytes(held + b"x")
    with pytest.raises(Broken):
        refuse_broken(path)


@pytest.mark.parametrize("held", [b"", b"PK\x03\x04", b"random" * 100])
def test_what_is_no_zip_has_no_members(tmp_path, held):
    (tmp_path / "a").write_bytes(held)

    with pytest.raises(Broken):
        read_member(tmp_path / "a", "manifest.json")


def test_a_member_that_is_not_there_is_broken(sealed):
    with pytest.raises(Broken):
        read_member(sealed, "keys.json")


def test_reading_it_can_be_stopped(sealed):
    def stop():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        refuse_broken(sealed, stop)
