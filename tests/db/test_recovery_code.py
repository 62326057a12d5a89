"""The recovery code on paper and under somebody's fingers."""

import random

import pytest

from ercheng_station.db import recovery_code
from ercheng_station.db.recovery_code import new_code, read, written
from ercheng_station.errors import Fault

SECRET = bytes(range(200, 220))
CODE = written(SECRET)


def test_it_has_a_hundred_and_sixty_bits_in_eight_groups_and_comes_back():
    assert [len(group) for group in CODE.split("-")] == [5] * 8
    assert read(CODE) == SECRET
    assert len({new_code() for _ in range(50)}) == 50
    assert not set("OILU") & set("".join(new_code() for _ in range(50)))


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', '－')}  ",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I"),
        "".join(chr(ord(char) + 0xFEE0) for char in CODE),
        CODE.replace("-", "\n"),
    ],
)
def test_how_people_type_it_makes_no_difference(typed):
    assert read(typed) == SECRET


def test_any_slip_of_one_sign_and_any_exchange_is_pointed_at():
    """Every sign of the code replaced by every other one; every two neighbours exchanged."""
    groups = CODE.split("-")
    for place, group in enumerate(groups, start=1):
        slips = {group[:at] + sign + group[at + 1 :] for at in range(5) for sign in recovery_code._SIGNS}
        slips |= {group[:at] + group[at + 1] + group[at] + group[at + 2 :] for at in range(3)}
        for slip in slips - {group}:
            with pytest.raises(Fault) as caught:
                read("-".join([*groups[: place - 1], slip, *groups[place:]]))
            assert caught.value.why.startswith(f"第 {place} 组不对")


def test_a_missing_group_is_named():
    groups = CODE.split("-")
    for place in range(1, 9):
        left = groups[: place - 1] + groups[place:]
        for typed in ("-".join(left), "".join(left)):
            with pytest.raises(Fault) as caught:
                read(typed)
            assert caught.value.why.startswith(f"少了第 {place} 组")


def test_a_missing_sign_and_exchanged_groups_are_named():
    groups = CODE.split("-")
    for typed, why in [
        ("-".join([*groups[:2], groups[2][1:], *groups[3:]]), "第 3 组少了字"),
        ("-".join([groups[1], groups[0], *groups[2:]]), "第 1、2 组不对"),
        (f"{CODE}-ABCDE", "多了字"),
        ("", "不全"),
        (CODE.replace(CODE[0], "密", 1), "没有“密”"),
        (CODE[:-1] + "U", "没有“U”"),
    ]:
        with pytest.raises(Fault, match=why):
            read(typed)


def test_what_is_typed_at_random_is_never_taken():
    chance = random.Random(7)
    for _ in range(300):
        with pytest.raises(Fault):
            read("".join(chance.choices(recovery_code._SIGNS, k=40)))
