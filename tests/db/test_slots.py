"""Slots: who has the password gets the key, and nothing else does."""

import time
from uuid import uuid4

import pytest

from ercheng_station.db import slots
from ercheng_station.db.slots import LEAST_KIB, LEAST_PASSES, Cost, cost_of, fitting_cost, stretch
from tests.protecting import QUICK

KEY = bytes(range(32))
DATABASE, USER = uuid4(), uuid4()


@pytest.fixture(scope="module")
def made():
    kek = stretch(QUICK, "余慧敏", "口令")
    return slots.password_slot(DATABASE, USER, QUICK, kek, KEY), kek


def test_only_the_name_with_the_password_opens(made):
    slot, kek = made

    assert slots.unwrap(DATABASE, slot, kek) == KEY
    for name, password in (("余慧敏", "口令 "), ("余慧", "敏口令"), ("", "余慧敏口令")):
        assert slots.unwrap(DATABASE, slot, stretch(QUICK, name, password)) is None


@pytest.mark.parametrize("field", ["id", "user", "kib", "passes", "salt", "kind", "nonce", "wrapped", "kdf"])
def test_no_part_of_a_slot_can_be_changed_or_exchanged(made, field):
    slot, kek = made
    other = slots.password_slot(DATABASE, uuid4(), Cost(128, 2, b"another salt 16b"), kek, KEY)
    changed = {**slot, field: other[field] if other[field] != slot[field] else "x"}

    assert slots.unwrap(DATABASE, changed, kek) is None
    assert slots.unwrap(uuid4(), slot, kek) is None
    assert slots.unwrap(DATABASE, {name: value for name, value in slot.items() if name != field}, kek) is None


@pytest.mark.parametrize("kib", [0, -1, 1 << 40, "viel"])
def test_a_slot_that_asks_for_too_much_is_none_of_ours(made, kib):
    assert cost_of({**made[0], "kib": kib}) is None
    assert cost_of(made[0]) == QUICK


@pytest.mark.faults
def test_what_protects_takes_a_quarter_second_and_64_mib_at_least(full, figure):
    cost = fitting_cost()

    assert cost.kib == LEAST_KIB == 64 << 10
    assert cost.passes >= LEAST_PASSES
    assert len(cost.salt) == 16
    assert cost.salt != fitting_cost().salt
    if full:
        began = time.thread_time()
        slots.stretch(cost, "", "")
        took = time.thread_time() - began
        assert took >= 0.2, "measured twice on one computer it differs by a few hundredths"
        figure("N17", "one check of a password with 64 MiB, seconds, 0.25 aimed at", f"{took:.2f}")


def test_the_recovery_slot_opens_by_its_secret_alone():
    slot = slots.recovery_slot(DATABASE, b"s" * 20, KEY)

    assert slots.unwrap_recovery(DATABASE, slot, b"s" * 20) == KEY
    assert slots.unwrap_recovery(DATABASE, slot, b"t" * 20) is None
    assert slots.unwrap_recovery(DATABASE, {**slot, "salt": "zz"}, b"s" * 20) is None


def test_what_is_sealed_comes_back_unchanged_or_not_at_all():
    sealed = slots.seal(KEY, DATABASE, "people", {"name": "余慧敏"})

    assert slots.unseal(KEY, DATABASE, "people", sealed) == {"name": "余慧敏"}
    for at in range(0, len(sealed), 7):
        changed = sealed[:at] + ("0" if sealed[at] != "0" else "1") + sealed[at + 1 :]
        with pytest.raises(ValueError, match="people"):
            slots.unseal(KEY, DATABASE, "people", changed)
    with pytest.raises(ValueError, match="other"):
        slots.unseal(KEY, DATABASE, "other", sealed)
