"""How a record's values become the words of one copy of a paper."""

from dataclasses import dataclass

from ercheng_station.records.base import Record, fields_of
from ercheng_station.records.fields import PLAIN, Context


@dataclass(frozen=True, kw_only=True)
class Copy:
    """How one copy is made, and how values become its words. A masked copy hides private values."""

    unit: str = ""
    draft: bool = False
    masked: bool = False
    practice: bool = False
    context: Context = PLAIN

    @property
    def watermark(self) -> str:
        return "练习" if self.practice else "草稿" if self.draft else ""

    def text(self, record: Record | None, name: str) -> str:
        """What a person reads of a field; nothing for an empty form."""
        if record is None:
            return ""
        described = fields_of(type(record))[name]
        say = described.masked if self.masked else described.text
        return say(getattr(record, name), self.context)
