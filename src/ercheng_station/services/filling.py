"""填写说明: what each field of a register takes, told from its description."""

from collections.abc import Callable
from dataclasses import dataclass

from ercheng_station.records.base import Record
from ercheng_station.records.fields import (
    Choice,
    Choices,
    Context,
    Day,
    Field,
    Files,
    Flag,
    Moment,
    Money,
    Ref,
    Text,
    Whole,
)
from ercheng_station.records.identifiers import (
    AreaCode,
    CreditCode,
    IdNumber,
    PatentNumber,
    PersonName,
    Phone,
    TrademarkNumber,
)

MUST, SHOULD, MAY, BY_ITSELF = "必填", "建议填", "可不填", "自动"
_MANY = 12
EXAMPLES: dict[type[Field], str] = {
    Day: "2026-3-5",
    Moment: "2026-3-5 9:30",
    Money: "1.2万",
    Flag: "是",
    Phone: "13812345678",
}
"""Of types whose form matters; every one can be read as it stands."""


@dataclass(frozen=True)
class Explained:
    """One field: under which heading, whether it must be filled, how; what may be chosen, or an example."""

    name: str
    section: str
    label: str
    need: str
    how: str
    options: str = ""
    example: str = ""

    @property
    def sample(self) -> str:
        if self.options:
            return f"可选：{self.options}"
        return f"如 {self.example}" if self.example else ""


def explain(kind: type[Record], context: Context) -> list[Explained]:
    return [
        Explained(
            name,
            field.section,
            field.caption,
            _need(field),
            _how(field, context),
            _options(field, context),
            _example(field, context),
        )
        for name, field in kind.kept.items()
    ]


def explain_type(field: Field, context: Context) -> str:
    """What such a field takes, whatever it is about."""
    return next(_TYPES[one] for one in type(field).__mro__ if one in _TYPES)(field, context)


def _need(field: Field) -> str:
    if field.derived:
        return BY_ITSELF
    if field.required:
        return MUST
    return SHOULD if field.wanted else MAY


def _how(field: Field, context: Context) -> str:
    if field.derived:
        return "；".join(one for one in (field.help, "由程序得出，不用填") if one)
    told = [field.help, explain_type(field, context)]
    if field.default:
        told.append(f"不改就是“{_default(field, context)}”")
    if field.pinned:
        told.append("按图钉可留给下一条")
    if field.private:
        told.append("显示和导出时打星号")
    return "；".join(one for one in told if one)


def _default(field: Field, context: Context) -> str:
    if isinstance(field, Choice | Choices | Flag):
        return field.text(field.parse(field.default, context), context)
    return field.default


def _options(field: Field, context: Context) -> str:
    if field.derived or isinstance(field, AreaCode) or not isinstance(field, Choice | Choices):
        return ""
    labels = [one.label for one in context.codes(field.codes).codes]
    return "、".join(labels[:_MANY]) + (f"等 {len(labels)} 项" if len(labels) > _MANY else "")


def _example(field: Field, context: Context) -> str:
    if field.derived:
        return ""
    if isinstance(field, Whole) and field.low is not None:
        return str(field.low)
    found = next((EXAMPLES[one] for one in type(field).__mro__ if one in EXAMPLES), "")
    return found if found and field.wrong(found, context) is None else ""


def _text(field: Text, _context: Context) -> str:
    return f"最多 {field.limit} 字" if field.lines == 1 else "可以写多行"


def _whole(field: Whole, _context: Context) -> str:
    within = f"，{field.low} 到 {field.high}" if field.low is not None and field.high is not None else ""
    return f"整数{within}"


def _says(words: str) -> Callable[[Field, Context], str]:
    return lambda _field, _context: words


_TYPES: dict[type, Callable[..., str]] = {
    Text: _text,
    CreditCode: _says("18 位，会核对校验位"),
    IdNumber: _says("18 位，会核对校验位和出生日期"),
    Phone: _says("手机或带区号的座机"),
    PatentNumber: _says("会核对校验位"),
    TrademarkNumber: _says("注册号，不写类别"),
    PersonName: _says("写姓名"),
    AreaCode: _says("打字或首字母选乡镇街道"),
    Day: _says("年月日，也可写“今天”“昨天”“+7”，不写年的是今年"),
    Moment: _says("年月日和时间"),
    Money: _says("单位是元，可写“万”“亿”"),
    Whole: _whole,
    Choice: _says("选一项"),
    Choices: _says("可选多项，用顿号分开"),
    Flag: _says("是或否"),
    Ref: _says("打几个字或拼音首字母，从已登记的里选；没有的当场新增"),
    Files: _says("拖进来、粘贴或从文件夹选，可以多个"),
}
