"""Numbers and names that others issue: each is folded to one form and checked as its issuer checks it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from stdnum.cn import ric, uscc

from ercheng_station.errors import Fault
from ercheng_station.records.characters import fold
from ercheng_station.records.fields import Choice, Context, Text, as_text

_ROUNDED = re.compile(r"\d(\.\d+)?E\+\d+")
_EXACT_TO = 10**15


@dataclass(frozen=True, kw_only=True)
class Identifier(Text):
    """Text folded to half-width capitals without spaces before it is checked."""

    def read(self, raw: object, context: Context) -> Any:
        return self.check(self._folded(raw), context.today)

    def check(self, text: str, today: date) -> str:
        """The canonical form, or Fault."""
        raise NotImplementedError

    def _folded(self, raw: object) -> str:
        text = fold(as_text(raw)).upper()
        number = isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= _EXACT_TO
        if number and (isinstance(raw, float) or text[15:].strip("0") == "") or _ROUNDED.fullmatch(text):
            raise Fault("Excel 已把后几位变成 0，请把这一格设为文本后重新填写")
        return text


@dataclass(frozen=True, kw_only=True)
class CreditCode(Identifier):
    """统一社会信用代码 (GB 32100—2015), with the organisation code inside it (GB 11714)."""

    width: int = 20

    LETTERS: ClassVar = "0123456789ABCDEFGHJKLMNPQRTUWXY"

    def check(self, text: str, today: date) -> str:
        if len(text) == 15 and text.isdigit():
            raise Fault("这是 15 位的旧注册号，请填 18 位统一社会信用代码")
        if len(text) != 18:
            raise Fault(f"有 {len(text)} 位，应为 18 位")
        for place, char in enumerate(text, 1):
            if char not in self.LETTERS:
                raise Fault(f"第 {place} 位是“{char}”，信用代码里没有这个字符（不用 I O S V Z）{_likely(text)}")
            if 3 <= place <= 8 and not char.isdigit():
                raise Fault(f"第 {place} 位是“{char}”，登记地代码应是数字")
        if not _valid(text):
            raise Fault(f"校验位不对，请逐位核对{_likely(text)}")
        return text


def organisation_check(body: str) -> str:
    """The check character of the eight characters of an organisation code (GB 11714)."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0123456789X0"[11 - total % 11]


def _valid(code: str) -> bool:
    return organisation_check(code[8:16]) == code[16] and uscc.calc_check_digit(code[:17]) == code[17]


_ALIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


def _likely(code: str) -> str:
    """The codes one character or one swap away that pass, if there are few."""
    if any(char in _ALIKE for char in code):
        repaired = "".join(_ALIKE.get(char, char) for char in code)
        return f"，是不是 {repaired}" if uscc.is_valid(repaired) and _valid(repaired) else ""
    near = sorted(set(_neighbours(code)))
    return f"，是不是 {' 或 '.join(near)}" if 1 <= len(near) <= 3 else ""


def _neighbours(code: str) -> list[str]:
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(17)]
    changes = [code[:i] + char + code[i + 1 :] for i in range(18) for char in CreditCode.LETTERS]
    return [one for one in swaps + changes if one[2:8].isdigit() and _valid(one)]


_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)


@dataclass(frozen=True, kw_only=True)
class IdNumber(Identifier):
    """公民身份号码 (GB 11643—1999). Its messages never repeat the number."""

    width: int = 20
    private: bool = True

    def check(self, text: str, today: date) -> str:
        if len(text) == 15 and text.isdigit():
            raise Fault("这是 15 位的旧身份证号，请填 18 位")
        if len(text) != 18:
            raise Fault(f"有 {len(text)} 位，应为 18 位")
        if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
            raise Fault("前 17 位应是数字，最后一位是数字或 X")
        if text[:2] not in _PROVINCES or text[2:6] == "0000" and text[0] != "8":
            raise Fault("前 6 位不是真实的地区代码")
        if not date(1900, 1, 1) <= birth_date(text) <= today:
            raise Fault("第 7 至 14 位的出生日期不合理")
        if ric.calc_check_digit(text) != text[17]:
            raise Fault("校验位不对，请逐位核对")
        return text


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
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})-?(\d{7,8})(?:(?:-|转|分机|EXT\.?|#)(\d{1,6}))?")
_SERVICE = re.compile(r"[48]00\d{7}")
_HOTLINE = re.compile(r"1[12]\d{3}|9[56]\d{3,4}")
_ABROAD = re.compile(r"\+(?!86)\d{7,15}")
_SEVERAL = re.compile(r"[、,;/\n|]|或|和|及")


@dataclass(frozen=True, kw_only=True)
class Phone(Identifier):
    """Mobile 13812345678, landline 0711-3851234(-802), 4001234567, hotline 12345, abroad +8525551234."""

    width: int = 16

    def check(self, text: str, today: date) -> str:
        parts = [part for part in _SEVERAL.split(text) if sum(map(str.isdigit, part)) >= 7]
        if len(parts) > 1 or len(text) > 26:
            raise Fault("这里有几个号码，一栏只填一个，其余写在备注里")
        text = re.sub(r"[()]", "-", text).strip("-")
        text = re.sub(r"^(\+86|0086|86(?=1[3-9]\d{9}$))-?(?=[1-9])", lambda found: "", text)
        digits = text.replace("-", "")
        for whole in (_MOBILE, _SERVICE, _HOTLINE, _ABROAD):
            if whole.fullmatch(digits):
                return digits
        line = _LANDLINE.fullmatch(re.sub("-+", "-", text))
        if line:
            return "-".join(part for part in line.groups() if part)
        raise Fault(_why_no_phone(digits))


def _why_no_phone(digits: str) -> str:
    if not digits.removeprefix("+").isdigit():
        return "不是电话号码"
    if digits.startswith("1"):
        return f"手机号应为 11 位，这里有 {len(digits)} 位" if len(digits) != 11 else "没有这样的手机号段"
    if len(digits) in (7, 8):
        return "固定电话缺少区号，请写成 0711-1234567 的样子"
    return "不是电话号码，可填手机号、0711-1234567 或 4001234567"


_PATENT = re.compile(r"(ZL|CN)?(\d{12}|\d{8})\.?([\dX])")
_PUBLICATION = re.compile(r"CN\d{7,9}[A-Z]\d?")


@dataclass(frozen=True, kw_only=True)
class PatentNumber(Identifier):
    """专利(申请)号: ZL/CN, year, type, serial, check (ZC 0006—2003); before October 2003 two digits of the year."""

    width: int = 20

    def check(self, text: str, today: date) -> str:
        found = _PATENT.fullmatch(text)
        if not found:
            raise Fault(_why_no_patent(text))
        prefix, body, check = found.groups()
        year, kind = (int(body[:4]), body[4]) if len(body) == 12 else (_old_year(body), body[2])
        if not (2003 if len(body) == 12 else 1985) <= year <= (today.year if len(body) == 12 else 2003):
            raise Fault(f"申请年份 {year} 不合理")
        if kind not in "12389":
            raise Fault(f"专利类型“{kind}”不存在（1 发明、2 实用新型、3 外观设计、8 和 9 为国际申请）")
        if patent_check(body) != check:
            raise Fault(f"校验位是 {check}，按前面的数字应为 {patent_check(body)}，请逐位核对")
        return f"{prefix or ''}{body}.{check}"


def patent_check(body: str) -> str:
    """The check character of the 8 or 12 digits before it."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    return "0123456789X"[sum(int(digit) * weight for digit, weight in zip(body, weights, strict=False)) % 11]


def _old_year(body: str) -> int:
    short = int(body[:2])
    return 1900 + short if short >= 85 else 2000 + short


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

    def check(self, text: str, today: date) -> str:
        found = _TRADEMARK.fullmatch(text)
        if not found:
            raise Fault("应为 1 至 8 位数字（可带一个字母），马德里注册为 G 加数字")
        return found.group(1)


@dataclass(frozen=True, kw_only=True)
class AreaCode(Choice):
    """A nine-digit statistics code of the list "area", shown as the name of the town."""

    codes: str = "area"


_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･·᛫⸱", "·"))


@dataclass(frozen=True, kw_only=True)
class PersonName(Text):
    """A person's name as its bearer writes it, with the interpunct U+00B7 (GB 18030 rule on names: 50 characters at least)."""

    longest: int = 100

    def read(self, raw: object, context: Context) -> str:
        text = super().read(raw, context).translate(_DOTS).strip()
        if "\n" in text or "\t" in text:
            raise Fault("姓名里不能有换行或制表符")
        return text
