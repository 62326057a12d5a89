"""The name of a paper, whose it is, and its number or room for one."""

from collections.abc import Iterator

from ercheng_station.documents.blocks import Block, Text, title
from ercheng_station.records.base import Record
from ercheng_station.records.wording import Copy

_ROOM = "　" * 7


def under_title(name: str, whose: str, record: Record | None, copy: Copy, unit: str = "") -> Iterator[Block]:
    yield title(name, 20)
    words = f"{whose}：{unit or copy.unit}　　编号：{copy.number(record) or _ROOM}"
    yield Text(words, size=11, indent=0, leading=22, align="center", join="next")
