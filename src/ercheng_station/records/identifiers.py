"""Numbers and names that others issue: each is folded to one form and checked as its issuer checks it."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from ercheng_station.errors import Fault
from ercheng_station.records.characters import fold, refuse_turned, trim
from ercheng_station.records.fields import Choice, Context, Text
from ercheng_station.records.raw import as_text

_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+")
_LONGEST = 64


@dataclass(frozen=True, kw_only=True)
class Identifier(Text):
    """Text folded to half-width capitals without spaces before it is checked."""

    def read(self, raw: object, context: Context, /) -> str:
        text = fold(as_text(raw)).upper()
        if _ROUNDED.fullmatch(text):
            raise Fault("Excel 已把后几位变成 0，请把这一格设为文本后重新填写")
        if len(text) > _LONGEST:
            raise Fault(f"有 {len(text)} 个字符，太长了")
        return self.check(text, context.today)

    def check(self, text: str, today: date, /) -> str:
        """The canonical form, or Fault."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class CreditCode(Identifier):
    """统一社会信用代码 (GB 32100—2015), with the organisation code inside it (GB 11714)."""

    width: int = 20

    def check(self, text: str, _today: date, /) -> str:
        if len(text) == 15 and text.isdecimal():
            raise Fault("这是 15 位的旧注册号，请填 18 位统一社会信用代码")
        if len(text) != 18:
            raise Fault(f"有 {len(text)} 位，应为 18 位")
        for place, char in enumerate(text, 1):
            if char not in _LETTERS:
                raise Fault(f"第 {place} 位“{char}”不对，信用代码不用字母 I、O、S、V、Z{_likely(text)}")
            if 3 <= place <= 8 and not char.isdecimal():
                raise Fault(f"第 {place} 位“{char}”不对，第 3 至 8 位是登记地代码，应是数字{_likely(text)}")
        if text[0] not in _REGISTRARS:
            raise Fault(f"第 1 位“{text[0]}”不对，没有这个登记管理部门{_likely(text)}")
        if not _passes(text):
            raise Fault(f"校验位不对，请逐位核对{_likely(text)}")
        return text


_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = [pow(3, place, 31) for place in range(17)] + [1]
_REGISTRARS = "123456789ANY"
_MISTYPED = str.maketrans("IOSVZ", "105U2")
_ALIKE = frozenset(
    "".join(pair)
    for group in ("8B3", "0DQ", "1L7", "27", "56G", "CG", "UW", "MNH", "PR", "EF", "KXY", "869")
    for pair in permutations(group, 2)
)


def organisation_check(body: str) -> str:
    """The check character of the eight characters of an organisation code (GB 11714)."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0123456789X0"[11 - total % 11]


def complete_credit_code(body: str) -> str:
    """Both check characters added to the first 16 characters."""
    code = body + organisation_check(body[8:16])
    return code + credit_check(code)


def credit_check(body: str) -> str:
    """The check character of the first 17 characters (GB 32100)."""
    total = sum(_LETTERS.index(char) * weight for char, weight in zip(body, _WEIGHTS[:17], strict=True))
    return _LETTERS[-total % 31]


def _passes(code: str) -> bool:
    return organisation_check(code[8:16]) == code[16] and credit_check(code[:17]) == code[17]


def _likely(code: str) -> str:
    """The right codes that one slip of the hand turns into this one, the likeliest first, three at most."""
    read = code.translate(_MISTYPED)
    near = [read] if read != code else _one_slip_away(code)
    right = [one for one in dict.fromkeys(near) if _well_formed(one) and _passes(one)]
    return f"；可能是 {'、'.join(right[:3])}，请对照执照" if right else ""


def _well_formed(code: str) -> bool:
    return (
        set(code) <= set(_LETTERS)
        and code[0] in _REGISTRARS
        and code[2:8].isdecimal()
        and code[2:4] in _PROVINCES
    )


def _one_slip_away(code: str) -> list[str]:
    """Two neighbours changed places, or one character wrong: at each place just one mends the last check."""
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(17)]
    values = [max(_LETTERS.find(char), 0) for char in code]
    excess = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True))
    mended = [
        (place, _LETTERS[(values[place] - excess * pow(_WEIGHTS[place], -1, 31)) % 31])
        for place in range(17, -1, -1)
    ]
    mended.sort(key=lambda change: code[change[0]] + change[1] not in _ALIKE)
    return swaps + [code[:i] + char + code[i + 1 :] for i, char in mended]


_CENTRE = "10"
"""Registered with an authority of the state, in credit codes only."""
_PROVINCES = frozenset(
    str(code)
    for region in ((10, 16), (21, 24), (31, 38), (41, 47), (50, 55), (61, 66), (71, 72), (81, 84))
    for code in range(*region)
)
_WHOLE_PROVINCE = frozenset({"71", "81", "82", "83"})


@dataclass(frozen=True, kw_only=True)
class IdNumber(Identifier):
    """公民身份号码 (GB 11643—1999). Its messages never repeat the number."""

    width: int = 20
    private: bool = True

    def check(self, text: str, today: date, /) -> str:
        if len(text) == 15 and text.isdecimal():
            raise Fault("这是 15 位的旧身份证号，请填 18 位")
        if len(text) != 18:
            raise Fault(f"有 {len(text)} 位，应为 18 位")
        if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
            raise Fault("前 17 位应是数字，最后一位是数字或 X")
        if text[:2] not in _PROVINCES - {_CENTRE} or (
            text[2:6] == "0000" and text[:2] not in _WHOLE_PROVINCE
        ):
            raise Fault("前 6 位不是真实的地区代码")
        if not date(1900, 1, 1) <= birth_date(text) <= today:
            raise Fault("第 7 至 14 位的出生日期不合理")
        if citizen_check(text[:17]) != text[17]:
            raise Fault("校验位不对，请逐位核对")
        return text


def citizen_check(body: str) -> str:
    """The check character of the first 17 digits (ISO 7064, MOD 11-2)."""
    return "0123456789X"[(1 - 2 * int(body, 13)) % 11]


def birth_date(number: str) -> date:
    """The birth date in a citizen's number; Fault if there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Fault("第 7 至 14 位的出生日期不存在") from None


def sex(number: str) -> str:
    """男 or 女, from the seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"


_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(
    r"(010|02\d(?=-?\d{8}(?!\d))|0[3-9]\d{2})-?(\d{7,8})(?:(?:-|转|分机|EXT\.?|#)(\d{1,6}))?"
)
_SERVICE = re.compile(r"[48]00\d{7}")
_HOTLINE = re.compile(r"1[12]\d{3}|9[56]\d{3,4}")
_ABROAD = re.compile(r"\+(?!86)\d{7,15}")
_CHINA = re.compile(r"(?:\+86|0086|86(?=-?1[3-9]\d{9}$))-?")
_MOST_DIGITS = 18
"""A landline with its area code and the longest extension."""
_SEVERAL = re.compile(r"[、,;/|]|或|和|及")


@dataclass(frozen=True, kw_only=True)
class Phone(Identifier):
    """Mobile 13812345678, landline 0711-3851234(-802), 4001234567, hotline 12345, abroad +85255512345."""

    width: int = 16

    def check(self, text: str, _today: date, /) -> str:
        parts = [len(re.sub(r"\D", "", part)) for part in _SEVERAL.split(text)]
        if sum(digits >= 7 for digits in parts) > 1 or sum(parts) > _MOST_DIGITS:
            raise Fault("这里有几个号码，一栏只填一个，其余写在备注里")
        text = re.sub(r"[()-]+", "-", text).strip("-")
        home = _CHINA.match(text)
        if home:
            text = text[home.end() :]
            text = text if text.startswith(("0", "1", "400", "800")) else f"0{text}"
        digits = text.replace("-", "")
        for whole in (_MOBILE, _SERVICE, _HOTLINE, _ABROAD):
            if whole.fullmatch(digits):
                return digits
        line = _LANDLINE.fullmatch(text)
        if line:
            return "-".join(part for part in line.groups() if part)
        raise Fault(_why_no_phone(digits))


def _why_no_phone(digits: str) -> str:
    if not digits.removeprefix("+").isdecimal():
        return "里面有不是号码的字，请只填号码"
    if re.match("1[3-9]", digits):
        return f"手机号应为 11 位，这里有 {len(digits)} 位"
    if len(digits) in (7, 8) and digits[0] != "0":
        return "固定电话缺少区号，请写成 0711-1234567 的样子"
    return "不是电话号码，可填手机号、0711-1234567 或 4001234567"


_PATENT = re.compile(r"(ZL|CN)?(\d{12}|\d{8})\.?([\dX])")
_CHANGEOVER = 2003
"""On 1 October 2003 numbers grew from eight to twelve digits."""
_PUBLICATION = re.compile(r"CN\d{7,9}[A-Z]\d?")


@dataclass(frozen=True, kw_only=True)
class PatentNumber(Identifier):
    """专利(申请)号: ZL/CN, year, type, serial, check (ZC 0006—2003); before October 2003 two digits of the year."""

    width: int = 20

    def check(self, text: str, today: date, /) -> str:
        found = _PATENT.fullmatch(text)
        if not found:
            raise Fault(_why_no_patent(text))
        prefix, body, check = found.groups()
        kind = _kind(body, today)
        if kind not in "12389":
            raise Fault(f"专利类型“{kind}”不存在：1 发明、2 实用新型、3 外观设计、8 和 9 为国际申请")
        if patent_check(body) != check:
            raise Fault(f"校验位是 {check}，按前面的数字应为 {patent_check(body)}，请逐位核对")
        return f"{prefix or ''}{body}.{check}"


def _kind(body: str, today: date) -> str:
    if len(body) == 12:
        year, kind, first, last = int(body[:4]), body[4], _CHANGEOVER, today.year
    else:
        year, kind, first, last = 1900 + int(body[:2]), body[2], 1985, _CHANGEOVER
        year += 100 if year < first else 0
    if not first <= year <= last:
        raise Fault(f"申请年份 {year} 不合理")
    return kind


def patent_check(body: str) -> str:
    """The check character of the 8 or 12 digits before it."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    return "0123456789X"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=False)) % 11]


def complete_patent_number(body: str) -> str:
    return f"ZL{body}.{patent_check(body)}"


def _why_no_patent(text: str) -> str:
    if _PUBLICATION.fullmatch(text):
        return "这是公开（公告）号，请填申请号或专利号，如 ZL202310123456.X"
    body = re.sub(r"^(ZL|CN)", "", text)
    if re.fullmatch(r"\d{12}|\d{8}", body):
        return f"缺少校验位，按前面的数字应为 {body}.{patent_check(body)}"
    return "应为 12 位数字加校验位（旧号 8 位），如 ZL202310123456.X"


_TRADEMARK = re.compile(r"(?:第)?(\d{1,8}[A-Z]?|G\d{5,8}[A-Z]?)(?:号)?")


@dataclass(frozen=True, kw_only=True)
class TrademarkNumber(Identifier):
    """商标注册号: one to eight digits, a letter for a split; Madrid: G and digits. 第…号 around it is dropped."""

    width: int = 14

    def check(self, text: str, _today: date, /) -> str:
        found = _TRADEMARK.fullmatch(text)
        if not found:
            raise Fault("应为 1 至 8 位数字（可带一个字母），马德里注册为 G 加数字")
        return found.group(1)


@dataclass(frozen=True, kw_only=True)
class AreaCode(Choice):
    """A nine-digit statistics code of the list "area", shown as the name of the town."""

    codes: str = "area"


_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･᛫⸱●", "·"))


@dataclass(frozen=True, kw_only=True)
class PersonName(Text):
    """A name as its bearer writes it, any length that occurs, parted by U+00B7 (twelve ministries' notice of 2016: 50 and more)."""

    longest: int = 100

    def read(self, raw: object, context: Context, /) -> str:
        text = refuse_turned(trim(super().read(raw, context))).translate(_DOTS)
        if "\n" in text or "\t" in text:
            raise Fault("姓名里不能有换行或制表符")
        return text
