"""Names written nearly, but not quite, as they are known: one sign wrong, missing or too many."""

import re
from collections.abc import Collection, Iterator
from functools import cache

_SHORTEST_PERSON, _SHORTEST_BODY = 3, 6
_NO_NAME = frozenset("的了与和及在是等有向对就于为同把被从到将已未不也先")
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")


def near_misses(name: str, text: str, known: Collection[str], *, is_person: bool) -> Iterator[str]:
    """Stretches of the text that can only mean the name; `known` are other names that may well look alike."""
    if len(name) < (_SHORTEST_PERSON if is_person else _SHORTEST_BODY):
        return
    pattern = _other_person(name) if is_person else _other_body(name)
    for found in dict.fromkeys(pattern.findall(text)):
        if not any(found in one for one in known) and not (is_person and not _may_be_name(name, found)):
            yield found


def _may_be_name(name: str, found: str) -> bool:
    """The sign that differs could stand in a name."""
    (other,) = (new for old, new in zip(name, found, strict=True) if old != new)
    return bool(_HANZI.fullmatch(other)) and other not in _NO_NAME


@cache
def _other_person(name: str) -> re.Pattern[str]:
    """The surname stands as it is, one sign behind it is another one."""
    ways = [
        f"{re.escape(name[:place])}[^{re.escape(name[place])}\\s]{re.escape(name[place + 1 :])}"
        for place in range(1, len(name))
    ]
    return re.compile("|".join(ways))


@cache
def _other_body(name: str) -> re.Pattern[str]:
    """One sign is missing, one too many, or another one; the first stands as it is."""
    ways = []
    for place in range(1, len(name)):
        before, here, after = re.escape(name[:place]), re.escape(name[place]), re.escape(name[place + 1 :])
        ways.append(
            f"{before}[^{here}\\s，。、；：]{after}" if after else f"{before}(?!{here})(?=[，。、；：\\s]|$)"
        )
        ways.append(f"{before}{after}" if after else "")
        ways.append(f"{before}[^\\s，。、；：（）]{here}{after}")
    return re.compile("|".join(filter(None, ways)))
