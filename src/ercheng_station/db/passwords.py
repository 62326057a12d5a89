"""Which passwords are taken: ten characters of three kinds, or fourteen of any, that rest on no word people guess."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ercheng_station.db.pinyin import syllables
from ercheng_station.paths import resources

SHORT, LONG, KINDS = 10, 14, 3
LONGEST = 1000
KEPT = 5
"""Of a person's last passwords none is taken again."""
REMIND_DAYS = 180
_DISTINCT, _LEFT = 5, 5
"""How many different characters there must be, and how many must be left without the words that people guess."""
_SHORTEST_WORD = 3
_LONGEST_PERSON, _READINGS = 4, 4
_SHORTEST_HANZI = 2
_RUN = 3
_LIKE_LETTERS = str.maketrans("@430157$!", "aaeolstsi")
_NUMBERS = re.compile(r"1[3-9]\d{9}|(?:19|20)\d\d(?:[01]\d(?:[0-3]\d)?)?")
"""Mobile phones, years and birthdays."""
_CLASSES = (str.islower, str.isupper, str.isdecimal)
_RUNS = "口令是连着的或重复的字，请换一个"


def fault_of(password: str, own: Iterable[str] = ()) -> str | None:
    """Why it is not taken, in Chinese; `own`: names of the person, the station and its people."""
    if len(password) > LONGEST:
        return f"口令最多 {LONGEST} 个字"
    if len(password) < SHORT:
        return f"口令太短，只有 {len(password)} 个字，至少要 {SHORT} 个"
    if len(password) < LONG and _kinds(password) < KINDS:
        return (
            f"{SHORT} 到 {LONG - 1} 个字的口令要有大写字母、小写字母、数字、其他字符里的 {KINDS} 种，"
            f"或者改用 {LONG} 个字以上的一句话"
        )
    if len(set(password)) < _DISTINCT:
        return "口令里重复的字太多"
    return _guessed(password, own)


def _kinds(password: str) -> int:
    found = {next((at for at, of in enumerate(_CLASSES) if of(char)), len(_CLASSES)) for char in password}
    return len(found)


def _guessed(password: str, own: Iterable[str]) -> str | None:
    """The words are looked for as typed, without signs between, and with signs read as letters that they look like."""
    mine = sorted({word for name in own for word in _forms(name)}, key=len, reverse=True)
    typed = password.lower()
    for text in (typed, _bare(typed), typed.translate(_LIKE_LETTERS)):
        left, found = _without(text, mine)
        if len(set(left)) < _LEFT and found:
            return f"口令里是姓名或单位名“{found}”，去掉它剩下的太少"
        left = _without_runs(_NUMBERS.sub("", left))
        left, found = _without(left, _words())
        if len(set(left)) < _LEFT:
            return f"口令里是别人容易猜到的“{found}”，去掉它剩下的太少" if found else _RUNS
    return None


def _without(text: str, words: Iterable[str]) -> tuple[str, str]:
    """What is left of it, bare, and the first word that was found."""
    first = ""
    for word in words:
        if word in text:
            first = first or word
            text = text.replace(word, "")
    return _bare(text), first


def _bare(text: str) -> str:
    """Without the signs of the keyboard."""
    return "".join(char for char in text if char.isalnum() or not char.isascii())


def _without_runs(text: str) -> str:
    """Without three signs or more that are the same or follow each other: 111, 987, abcd."""
    for step in (0, 1, -1):
        kept = ""
        run = ""
        for char in [*text, ""]:
            if run and char and ord(char) - ord(run[-1]) == step:
                run += char
                continue
            kept += "" if len(run) >= _RUN else run
            run = char
        text = kept
    return text


def _forms(name: str) -> Iterator[str]:
    """As it is written, without the family name or after its first word, and how both sound."""
    whole = "".join(name.lower().split())
    part = whole[1:] if len(whole) <= _LONGEST_PERSON else whole[:2]
    for word in dict.fromkeys((whole, part)):
        if _telling(word):
            yield word
        sounds = syllables(word, person=len(whole) <= _LONGEST_PERSON, limit=_READINGS)
        yield from filter(_telling, map("".join, sounds))


@cache
def _words() -> tuple[str, ...]:
    """The longest first."""
    folder = resources() / "passwords"
    found: set[str] = set()
    for name in ("common.txt", "local.txt"):
        found |= set((folder / name).read_text(encoding="utf-8").split())
    return tuple(sorted((word for word in found if _telling(word)), key=lambda word: (-len(word), word)))


def _telling(word: str) -> bool:
    return len(word) >= (_SHORTEST_WORD if word.isascii() else _SHORTEST_HANZI)
