"""The recovery code as it is printed and typed: 160 random bits in eight groups of five signs.

The last sign of a group checks the four before it and says which group it is, so that a slip, a missing group and two
exchanged ones are pointed at. No sign is O, I, L or U; those typed for 0 and 1 are understood.
"""

import re
import secrets
import unicodedata

from ercheng_station.errors import Fault

GROUPS, DATA = 8, 4
_SIZE = DATA + 1
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_BYTES = GROUPS * DATA * _BITS // 8
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
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
    groups = _groups(typed)
    _refuse_missing(groups)
    wrong = [place for place, group in enumerate(groups, start=1) if _place(group) != place]
    if wrong:
        told = "、".join(map(str, wrong))
        raise Fault(f"第 {told} 组不对，请对照纸上的{'这一组' if len(wrong) == 1 else '这几组'}")
    number = 0
    for digit in (one for group in groups for one in group[:DATA]):
        number = number << _BITS | digit
    return number.to_bytes(_BYTES)


def _groups(typed: str) -> list[list[int]]:
    """As they were parted, or by fives where they were typed in one go."""
    parts = [_signs(part) for part in re.split(r"[\W_]+", typed) if part]
    if len(parts) > 1 and all(len(part) <= _SIZE for part in parts):
        return parts
    signs = [sign for part in parts for sign in part]
    return [signs[at : at + _SIZE] for at in range(0, len(signs), _SIZE)]


def _signs(part: str) -> list[int]:
    signs = []
    for char in unicodedata.normalize("NFKC", part).upper().translate(_MEANT):
        if char not in _SIGNS:
            raise Fault(f"恢复码里没有“{char}”这个字")
        signs.append(_SIGNS.index(char))
    return signs


def _refuse_missing(groups: list[list[int]]) -> None:
    """A short group is named; of too few groups those that none of the others says it is."""
    form = f"恢复码一共 {GROUPS} 组，每组 {_SIZE} 个字"
    short = [str(place) for place, group in enumerate(groups, start=1) if len(group) < _SIZE]
    if len(groups) == GROUPS and short:
        raise Fault(f"第 {'、'.join(short)} 组少了字，{form}")
    if len(groups) > GROUPS:
        raise Fault(f"多了字，{form}")
    if len(groups) < GROUPS:
        said = {_place(group) for group in groups if len(group) == _SIZE}
        missing = [str(place) for place in range(1, GROUPS + 1) if place not in said]
        raise Fault(f"少了第 {'、'.join(missing)} 组，{form}" if said else f"不全，{form}")


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
