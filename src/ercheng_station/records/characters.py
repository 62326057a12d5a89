"""What text may be kept, and how identifiers and hidden values are written."""

import re
import unicodedata

from ercheng_station.errors import Fault

INVISIBLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")
"""Format characters that show nothing; they come along when text is copied from web pages."""
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\U0000fffe\U0000ffff]")
_PLANES = re.compile("[" + "".join(f"{chr(p + 0xFFFE)}{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000)) + "]")
_MASKED = re.compile(r".{0,3}\*{3,}.{0,4}", re.DOTALL)


def clean(text: str) -> str:
    """The text with every line end as \\n and nothing else changed; Fault names what cannot be kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _REFUSED.search(text) or _PLANES.search(text)
    if found:
        raise Fault(f"第 {found.start() + 1} 个字是{_kind(found.group())} {code_point(found.group())}，请删去")
    return text


def fold(text: str) -> str:
    """An identifier as machines compare it: half-width, no spaces, nothing invisible."""
    text = unicodedata.normalize("NFKC", clean(text))
    for place, char in enumerate(text, 1):
        if char in _BIDI:
            raise Fault(f"第 {place} 个字是改变文字方向的控制符 {code_point(char)}，请删去")
    return "".join(char for char in text if not char.isspace() and char not in INVISIBLE)


def is_blank(text: str) -> bool:
    """Nothing that a person could see."""
    return not text or all(char.isspace() or char in INVISIBLE for char in text)


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
