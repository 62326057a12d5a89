"""What text may be kept, and how identifiers and hidden values are written."""

import re
import unicodedata

from ercheng_station.errors import TURNING, Fault, printable

INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Format characters that show nothing; they come along when text is copied from web pages."""
_SPACES = " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_UNSEEN = "".join(INVISIBLE) + _SPACES
_WITHOUT_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
_NONCHARACTERS = "".join(
    chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)
)
_REFUSED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_MASKED = re.compile(r".{0,3}\*{3,}.{0,4}", re.DOTALL)


def clean(text: str) -> str:
    """The text with every line end as \\n and nothing else changed; Fault names what cannot be kept."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _REFUSED.search(text)
    if found:
        raise Fault(
            f"第 {found.start() + 1} 个字是{_kind(found.group())} {code_point(found.group())}，请删去"
        )
    return text


def refuse_turned(text: str) -> str:
    """The text, unless a character turns the direction of writing, so that it reads as something else."""
    if TURNING.isdisjoint(text):
        return text
    place, char = next((place, char) for place, char in enumerate(text, 1) if char in TURNING)
    raise Fault(f"第 {place} 个字是改变文字方向的控制符 {code_point(char)}，请删去")


def fold(text: str) -> str:
    """An identifier as machines compare it: half-width, no spaces, nothing invisible."""
    text = unicodedata.normalize("NFKC", refuse_turned(clean(text)))
    return "".join(text.split()).translate(_WITHOUT_INVISIBLE)


def is_blank(text: str) -> bool:
    """Nothing that a person could see."""
    return not text or all(char.isspace() or char in INVISIBLE for char in text)


def trim(text: str) -> str:
    """Without what cannot be seen at either end."""
    return text.strip(_UNSEEN)


def shorten(text: str, most: int = 16) -> str:
    """For repeating in a message."""
    text = printable(text)
    return text if len(text) <= most else text[:most] + "…"


def code_point(char: str) -> str:
    return f"U+{ord(char):04X}"


def mask(text: str) -> str:
    """The first three and last four characters (个人信息保护法 51: de-identification); short texts keep one."""
    if not text:
        return ""
    if len(text) < 11:
        return text[0] + "***"
    return text[:3] + "*" * (len(text) - 7) + text[-4:]


def is_masked(raw: object) -> bool:
    """Whether this is what `mask` gives; such a value coming in means "unchanged"."""
    return isinstance(raw, str) and bool(_MASKED.fullmatch(raw.strip().replace("＊", "*")))


def _kind(char: str) -> str:
    point = ord(char)
    if point == 0:
        return "空字符"
    if point < 0xA0:
        return "控制字符"
    return "不成对的代理字符" if point < 0xE000 else "非字符"
