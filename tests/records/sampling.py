"""Legal values for any field, and a full record of any kind made of them."""

from datetime import UTC, date, datetime
from uuid import UUID

from ercheng_station.db.changes import Create
from ercheng_station.records.assistance import Reception
from ercheng_station.records.fields import (
    Choice,
    Choices,
    FileRef,
    Files,
    Flag,
    Link,
    Moment,
    Money,
    Ref,
    Whole,
)
from ercheng_station.records.fields import Day as DayField
from ercheng_station.records.identifiers import (
    CreditCode,
    IdNumber,
    PatentNumber,
    PersonName,
    Phone,
    TrademarkNumber,
)
from ercheng_station.records.office import CodeEntry

DAY = date(2026, 3, 5)
FILE = FileRef("ab" * 32, "现场 (1).jpg", 12, "image/jpeg")
LINK = Link(UUID("01890000-0000-7000-8000-000000000001"), "鄂州𠮷祥商行", "")
WORDS = {
    CreditCode: ["91420704MA4F2ABC46"],
    IdNumber: ["11010519491231002X"],
    Phone: ["13812345678", "0711-3851234-802", "4001234567"],
    PatentNumber: ["ZL200710000001.0"],
    TrademarkNumber: ["12345678", "G1234567"],
    PersonName: ["仇单", "阿依古丽·买买提"],
}
_BY_TYPE = {
    Flag: lambda field, codes: [True, False],
    Money: lambda field, codes: [field.low, 123_456_789],
    DayField: lambda field, codes: [DAY, date(2024, 2, 29)],
    Moment: lambda field, codes: [datetime(2026, 3, 5, 1, 30, tzinfo=UTC)],
    Whole: lambda field, codes: [2024 if field.low == 2000 else max(field.low or 0, 1), field.high or 10**9],
    Choice: lambda field, codes: [one.code for one in codes(field.codes).codes],
    Choices: lambda field, codes: [(one.code,) for one in codes(field.codes).codes][:3],
    Ref: lambda field, codes: [Link(LINK.uid, LINK.title, field.kind)],
    Files: lambda field, codes: [(FILE,)],
}

_LAWFUL = {CodeEntry: {"list": "visit_way", "code": "泽林-1"}, Reception: {"track": "clue"}}
"""What the rules between fields want where any text would not do."""


def samples(field, codes):
    """Some legal values, the first one ordinary."""
    for kind in type(field).__mro__:
        if kind in _BY_TYPE:
            return _BY_TYPE[kind](field, codes)
        if kind in WORDS:
            return WORDS[kind]
    return _texts(field)


def _texts(field):
    if field.lines == 1:
        return [text[: field.limit] for text in ("宏达𠮷<b>=1+1</b> & B", "=1+1", " 前后空格 ")]
    return ["第一行\n第二行：a&b <i>=1</i>\n\n𡈽", "-" * 300, "长" * min(field.limit, 30_000)]


def another_record(store, kind, made):
    """One of another name, for what points to two of a kind."""
    values = store.row(kind, made[kind].uid).values
    name = kind.names[0]
    act = store.act(f"新增{kind.title}", [Create(kind, {**values, name: f"{values[name]}乙"})])
    return Link(act.touched[0].uid, store.label(kind, act.touched[0].uid), kind.__tablename__)


def full_record(store, kind, made=None):
    """A record with every field that the rules between fields allow, and the records it points to."""
    made = {} if made is None else made
    if kind in made:
        return made[kind]
    values = {}
    for name, field in kind.kept.items():
        if isinstance(field, Ref):
            target = store.catalogue[field.kind]
            value = None
            if target is not kind and target in store.kinds:
                again = field.required and any(
                    isinstance(one, Link) and one.kind == field.kind for one in values.values()
                )
                value = another_record(store, target, made) if again else full_record(store, target, made)
        elif isinstance(field, Files):
            value = (store.attachments.put("现场照片".encode(), "现场.txt"),)
        else:
            value = samples(field, store.context.codes)[0]
        values[name] = value
    values |= _LAWFUL.get(kind, {})
    values, faults = store.examine(kind, values)
    while faults.hard:
        assert not any(kind.kept[name].required for name in faults.hard), faults
        values, faults = store.examine(
            kind, {name: values[name] for name in values if name not in faults.hard}
        )
    act = store.act(f"新增{kind.title}", [Create(kind, values)])
    made[kind] = Link(act.touched[0].uid, store.label(kind, act.touched[0].uid), kind.__tablename__)
    return made[kind]
