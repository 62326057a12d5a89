"""Names written nearly, but not quite, as they are known: one sign wrong, missing or too many."""

import re
from collections.abc import Collection, Iterator

_SHORTEST_PERSON, _SHORTEST_BODY = 3, 6
_NO_NAME = frozenset("的了与和及在是等有向对就于为同把被从到将已未不也先")
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")
_BETWEEN = frozenset("，。、；：（）“”\"'()《》,;:")


def near_misses(name: str, text: str, known: Collection[str], *, is_person: bool) -> Iterator[str]:
    """Stretches of the text that can only mean the name; `known` are other names that may well look alike.

    The first sign is never the wrong one: a person's surname stands there.
    """
    if len(name) < (_SHORTEST_PERSON if is_person else _SHORTEST_BODY):
        return
    if name[: len(name) // 2] not in text and name[len(name) // 2 :] not in text:
        return
    others = [one for one in known if one != name]
    stretches = dict.fromkeys(_stretches(name, text, (name, *others), (0,) if is_person else (1, 0, -1)))
    slips = filter(None, (next((one for one in ways if _is_slip(name, one)), "") for ways in stretches))
    for found in dict.fromkeys(slips):
        if not any(found in one for one in others) and not (is_person and not _may_be_name(name, found)):
            yield found


def _stretches(
    name: str, text: str, known: tuple[str, ...], longer: Collection[int]
) -> Iterator[tuple[str, ...]]:
    """With one slip one half of the name is still whole: where that stands, what might be meant by the name."""
    half = len(name) // 2
    for start in _places(name[:half], text):
        if not text.startswith(known, start):
            yield tuple(text[start : start + len(name) + more] for more in longer)
    for place in _places(name[half:], text):
        end = place + len(name) - half
        if not text.endswith(known, 0, end):
            yield tuple(text[max(0, end - len(name) - more) : end] for more in longer)


def _is_slip(name: str, other: str) -> bool:
    """Alike but for one sign behind the first, which is no mark of punctuation."""
    shorter, longest = sorted((len(name), len(other)))
    front = 0
    while front < shorter and name[front] == other[front]:
        front += 1
    back = 0
    while back < shorter - front and name[-1 - back] == other[-1 - back]:
        back += 1
    odd = other[front : len(other) - back]
    return front > 0 and longest - front - back == 1 and not (set(odd) & _BETWEEN or odd.isspace())


def _places(part: str, text: str) -> Iterator[int]:
    place = text.find(part)
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _may_be_name(name: str, found: str) -> bool:
    """The sign that differs could stand in a name."""
    if len(found) != len(name):
        return False
    (other,) = (new for old, new in zip(name, found, strict=True) if old != new)
    return bool(_HANZI.fullmatch(other)) and other not in _NO_NAME
