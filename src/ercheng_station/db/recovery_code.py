"""The recovery code as it is printed and typed: 160 random bits in eight groups of five signs.

The last sign of a group checks the four before it and says which group it is, so that a slip, a missing group and two
exchanged ones are pointed at. No sign is O, I, L or U; those typed for 0 and 1 are understood.
"""

import secrets

from ercheng_station.errors import Fault

GROUPS, DATA = 8, 4
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_BYTES = GROUPS * DATA * _BITS // 8
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "Ｏ": "0"})
_POLYNOMIAL = 0b100101
"""x⁵ + x² + 1: arithmetic in the field of 32 elements, where every sign weighs differently."""


def new_code() -> str:
    return written(secrets.token_bytes(_BYTES))


def written(secret: bytes) -> str:
    """XXXXX-XXXXX-…, eight groups."""
    number = int.from_bytes(secret)
    digits = [number >> _BITS * at & 31 for at in reversed(range(GROUPS * DATA))]
    groups = [digits[at : at + DATA] for at in range(0, len(digits), DATA)]
    return "-".join(
        "".join(_SIGNS[one] for one in (*group, _check(group) ^ place))
        for place, group in enumerate(groups, start=1)
    )


def read(typed: str) -> bytes:
    """The secret; Fault says in Chinese which group is not right."""
    signs = _signs(typed)
    size = DATA + 1
    groups = [signs[at : at + size] for at in range(0, len(signs), size)]
    _refuse_missing(groups)
    wrong = [place for place, group in enumerate(groups[:GROUPS], start=1) if _place(group) != place]
    if wrong:
        raise Fault(
            f"第 {'、'.join(map(str, wrong))} 组不对，请对照纸上的这{'一' if len(wrong) == 1 else '几'}组"
        )
    number = 0
    for digit in (one for group in groups for one in group[:DATA]):
        number = number << _BITS | digit
    return number.to_bytes(_BYTES)


def _signs(typed: str) -> list[int]:
    signs = []
    for char in typed.upper().translate(_MEANT):
        if char in _SIGNS:
            signs.append(_SIGNS.index(char))
        elif char.isalnum():
            raise Fault(f"恢复码里没有“{char}”这个字")
    return signs


def _refuse_missing(groups: list[list[int]]) -> None:
    """Of too few signs those groups are named that no group says it is."""
    count = sum(map(len, groups))
    if count == GROUPS * (DATA + 1):
        return
    said = [_place(group) for group in groups if len(group) == DATA + 1]
    missing = [str(place) for place in range(1, GROUPS + 1) if place not in said]
    if count > GROUPS * (DATA + 1):
        raise Fault(f"多了 {count - GROUPS * (DATA + 1)} 个字，恢复码一共 {GROUPS} 组，每组 {DATA + 1} 个")
    told = f"，缺的可能是第 {'、'.join(missing)} 组" if missing and len(missing) < GROUPS else ""
    raise Fault(f"少了 {GROUPS * (DATA + 1) - count} 个字，恢复码一共 {GROUPS} 组，每组 {DATA + 1} 个{told}")


def _place(group: list[int]) -> int:
    """Which group it says it is; of one with a slip in it something else."""
    return _check(group[:DATA]) ^ group[-1]


def _check(group: list[int]) -> int:
    total = 0
    for weight, digit in enumerate(group, start=2):
        total ^= _times(weight, digit)
    return total


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one > 31:
            one ^= _POLYNOMIAL
        other >>= 1
    return product
