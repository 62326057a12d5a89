"""The key file and its copy."""

import hashlib
import json
import random
from dataclasses import replace

import pytest

from ercheng_station.db.vault import (
    NAMES,
    Keys,
    mend_keys,
    new_keys,
    parse_keys,
    read_keys,
    weak_copies,
    write_keys,
)

LATER_SLOT = {"id": "2", "kind": "argon2id", "user": "u", "m": 65536, "wrapped": "00"}


def test_the_key_is_random_and_comes_back(data):
    keys = read_keys(data)

    assert len(keys.key) == 32
    assert keys.key != new_keys().key
    assert (data / NAMES[0]).read_bytes() == (data / NAMES[1]).read_bytes() == keys.to_bytes()


def test_nobody_else_on_the_machine_may_read_it(data):
    assert [(data / name).stat().st_mode & 0o777 for name in NAMES] == [0o600, 0o600]


@pytest.mark.parametrize("lost", NAMES)
@pytest.mark.parametrize("how", ["missing", "empty", "cut", "text"])
def test_either_copy_is_enough(data, lost, how):
    keys, path = read_keys(data), data / lost
    held = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": held[:-5], "text": "钥匙".encode()}[how])

    assert read_keys(data) == keys
    assert weak_copies(data) == [lost]


def test_any_changed_bit_is_found(data):
    held = read_keys(data).to_bytes()
    chosen = random.Random(8).sample(range(len(held) * 8), 400)

    for bit in chosen:
        changed = bytearray(held)
        changed[bit // 8] ^= 1 << bit % 8
        assert parse_keys(bytes(changed)) in (None, read_keys(data)), bit  # a changed blank changes nothing


def test_both_missing_and_both_damaged_are_told_apart(data, refused):
    for name in NAMES:
        (data / name).write_bytes(b"{}")
    with refused("key-damaged"):
        read_keys(data)
    for name in NAMES:
        (data / name).unlink()
    with refused("key-missing"):
        read_keys(data)


def test_of_two_readable_copies_the_later_counts(data):
    keys = read_keys(data)
    later = replace(keys, slots=(*keys.slots, LATER_SLOT), sequence=2)
    (data / NAMES[1]).write_bytes(later.to_bytes())  # as after a crash between the two writes

    assert read_keys(data) == later
    assert weak_copies(data) == [NAMES[0]]


def test_slots_of_kinds_not_known_yet_are_kept(data):
    keys = read_keys(data)
    more = replace(keys, slots=(LATER_SLOT, *keys.slots), sequence=2)

    write_keys(data, more)

    assert read_keys(data) == more
    assert read_keys(data).key == keys.key
    assert weak_copies(data) == []


def test_a_store_that_only_a_password_opens_asks_for_a_newer_program(data, refused):
    protected = replace(read_keys(data), slots=(LATER_SLOT,))

    with refused("store-newer"):
        assert protected.key


def test_a_later_format_is_refused_and_not_taken_for_damage(data, refused):
    written = json.loads(read_keys(data).to_bytes()) | {"format": 4}
    del written["sha256"]
    plain = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    written["sha256"] = hashlib.sha256(plain.encode()).hexdigest()
    for name in NAMES:
        (data / name).write_text(json.dumps(written), encoding="utf-8")

    with refused("store-newer"):
        read_keys(data)


@pytest.mark.parametrize("held", [new_keys().to_bytes(), b"damaged"], ids=["of another", "unreadable"])
@pytest.mark.parametrize("name", NAMES)
def test_other_keys_are_never_overwritten(data, refused, name, held):
    keys = read_keys(data)
    (data / name).write_bytes(held)
    before = {name: (data / name).read_bytes() for name in NAMES}

    with refused("key-damaged"):
        write_keys(data, keys)

    assert {name: (data / name).read_bytes() for name in NAMES} == before


def test_mending_keeps_the_damaged_copy_aside(data):
    keys = read_keys(data)
    for turn in (1, 2):
        (data / NAMES[0]).write_bytes(b"damaged")

        assert mend_keys(data) == [NAMES[0]]
        assert weak_copies(data) == []
        assert (data / f"keys.json.损坏-{turn}").read_bytes() == b"damaged"
    (data / NAMES[1]).unlink()
    assert mend_keys(data) == [NAMES[1]]
    assert read_keys(data) == keys
    assert mend_keys(data) == []


def test_a_full_disk_leaves_both_copies_as_they_were(data, refused, file_limit):
    keys = read_keys(data)

    with file_limit(50), refused("file-no-room"):
        write_keys(data, replace(keys, sequence=2))

    assert read_keys(data) == keys
    assert {path.name for path in data.iterdir()} == set(NAMES)


def test_keys_are_values():
    keys = new_keys()

    assert Keys(keys.database, keys.slots) == keys
