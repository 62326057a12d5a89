"""How a record's values become the words of one copy of a paper."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, fields_of
from ercheng_station.records.fields import PLAIN, Context, FileRef


def no_picture(file: FileRef, _longest: int) -> bytes:
    raise UserError("attachment-gone", name=file.name)


class Typefaces(NamedTuple):
    """Font files of the office: `extra` ones print what no bundled face has, `preferred` come first in their face."""

    extra: tuple[Path, ...] = ()
    preferred: tuple[tuple[str, Path], ...] = ()


BUNDLED = Typefaces()


@dataclass(frozen=True, kw_only=True)
class Copy:
    """How one copy is made, and how values become its words. A masked copy hides private values.

    `by_hand` leaves room for a pen where a draft says 〔待补〕. `picture` gives a photo as an upright JPEG, its longer
    side at most so many pixels and without place or owner; UserError if it cannot be shown.
    """

    unit: str = ""
    draft: bool = False
    masked: bool = False
    by_hand: bool = False
    practice: bool = False
    context: Context = PLAIN
    picture: Callable[[FileRef, int], bytes] = no_picture
    typefaces: Typefaces = BUNDLED

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
