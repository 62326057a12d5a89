"""Amounts of money: whole fen inside, yuan for people, 大写 on papers."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from ercheng_station.errors import Fault
from ercheng_station.records.numbers import LIMIT, read_number

_CURRENCY = re.compile(r"^(人民币|rmb|cny|￥|¥)\s*|\s*(元整|元|圆|块)$")
_FOREIGN = re.compile(r"usd|eur|hkd|jpy|gbp|\$|€|£|美元|欧元|港币|港元|日元|英镑")
_POWERS = {"亿": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿", "万亿")


def read_fen(raw: object) -> int:
    """Fen from "1,234.50", "￥500", "5万", "1.2万元" or a number of yuan; Fault if it is not exact."""
    power = 0
    if isinstance(raw, str):
        raw, power = _without_words(raw)
    fen = read_number(raw).scaleb(power + 2)
    if isinstance(raw, float):
        fen = _without_noise(fen)
    if fen != fen.to_integral_value():
        raise Fault("最多到分，小数点后不超过两位")
    if abs(fen) > LIMIT:
        raise Fault("金额太大，请核对单位是不是元")
    return int(fen)


def yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def in_ten_thousands(fen: int) -> str:
    """万元 with two decimals, as reports have it; a half rounds up, as in a clerk's hand."""
    return f"{yuan(fen).scaleb(-4).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def capital(fen: int) -> str:
    """大写 for papers, after 《支付结算办法》 annex 1 (银发〔1997〕393号)."""
    if fen == 0:
        return "人民币零元整"
    whole, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = "人民币" + ("负" if fen < 0 else "")
    if whole:
        words += _whole(whole) + "元"
    if not rest:
        return words + "整"
    if jiao:
        words += _DIGITS[jiao] + "角"
    elif whole:
        words += "零"
    return words + (_DIGITS[cents] + "分" if cents else "整")


def _whole(number: int) -> str:
    words = ""
    gap = False
    for place in range((len(str(number)) - 1) // 4, -1, -1):
        section = number // 10 ** (4 * place) % 10**4
        if not section:
            gap = bool(words)
            continue
        if words and (gap or section < 1000):
            words += "零"
        words += _section(section) + _SECTIONS[place]
        gap = False
    return words


def _section(number: int) -> str:
    words = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += _DIGITS[digit] + _UNITS[place]
        elif words and number % 10**place and not words.endswith("零"):
            words += "零"
    return words


def _without_words(raw: str) -> tuple[str, int]:
    text = unicodedata.normalize("NFKC", raw).strip().casefold()
    if _FOREIGN.search(text):
        raise Fault("请折算成人民币填写")
    text = _CURRENCY.sub("", _CURRENCY.sub("", text))
    for word, power in _POWERS.items():
        if text.endswith(word):
            return text.removesuffix(word).strip(), power
    return text, 0


def _without_noise(fen: Decimal) -> Decimal:
    """Sums in Excel are binary: 0.1 + 0.2 comes as 0.30000000000000004."""
    near = fen.to_integral_value()
    return near if abs(fen - near) < Decimal("0.0001") else fen
