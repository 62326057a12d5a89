"""个人信息查阅复制件 as a file: everything kept of one natural person, for that person."""

from collections.abc import Sequence
from datetime import date

from ercheng_station.exchange.sheet import Column
from ercheng_station.reports.summary import Summary
from ercheng_station.services.one_person import Person, Told

TITLE = "个人信息查阅复制件"
_NOTES = (
    "依据：个人信息保护法第四十五条。只有姓名相同的，提供以前请核对是不是本人。",
    "按规定应当保密的登记不在内；文字里别人的证件号码和电话已经隐去。“保管到”空着的，还没有办结或者没有规定期限。",
)


def person_table(unit: str, asked: Person, found: Sequence[Told], today: date) -> Summary:
    columns = [
        Column("登记簿", "text", 14), Column("编号或名称", "text", 24), Column("栏目", "text", 16),
        Column("内容", "text", 50, wrap=True), Column("怎么找到的", "text", 22, wrap=True), Column("保管到", "day", 12),
    ]  # fmt: skip
    rows = [
        [
            one.kind.title,
            one.row.number or one.row.label,
            one.label,
            one.value,
            one.ground,
            one.kept.until if one.kept else None,
        ]
        for one in found
    ]
    lines = [f"提供单位：{unit}", f"查阅人：{asked.name}", f"日期：{today}"]
    return Summary(TITLE, unit, lines, columns, rows, _NOTES)
