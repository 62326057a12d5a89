"""How a record's values become the words of one copy of a paper."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, link_to
from ercheng_station.records.fields import PLAIN, Context, FileRef


def no_picture(file: FileRef, _longest: int) -> bytes:
    raise UserError("attachment-gone", name=file.name)


class Typefaces(NamedTuple):
    """Font files of the office: `extra` ones print what no bundled face has, `preferred` come first in their face."""

    extra: tuple[Path, ...] = ()
    preferred: tuple[tuple[str, Path], ...] = ()


BUNDLED = Typefaces()
_GAPS = "[ \u3000-]*"
_SOMEBODY = "某"
"""For a name whose letters are found but not its case (ß, ẞ)."""


@dataclass(frozen=True, kw_only=True)
class Copy:
    """How one copy is made, and how values become its words. A masked copy hides private values.

    `by_hand` leaves room for a pen where a draft says 〔待补〕. `picture` gives a photo as an upright JPEG, its longer
    side at most so many pixels and without place or owner; UserError if it cannot be shown. `mark` is the text of the
    code by which a scan of this copy is known again. `aliases` stand for the
    names of persons and bodies in a masked copy. `shown` gathers every value that was asked for, as a JSON value: what
    a paper shows, and nothing else, makes a version of it.
    """

    unit: str = ""
    draft: bool = False
    masked: bool = False
    by_hand: bool = False
    practice: bool = False
    context: Context = PLAIN
    picture: Callable[[FileRef, int], bytes] = no_picture
    typefaces: Typefaces = BUNDLED
    mark: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def watermark(self) -> str:
        return "练习" if self.practice else "草稿" if self.draft else ""

    def text(self, record: Record | None, name: str) -> str:
        """What a person reads of a field; nothing for an empty form."""
        if record is None:
            return ""
        self._note(record, name)
        described = type(record).kept[name]
        say = described.masked if self.masked else described.text
        return self.hidden(say(link_to(getattr(record, name)), self.context))

    def value(self, record: Record | None, name: str) -> Any:
        """The field's value, to be worded by the paper; None for an empty form."""
        if record is None:
            return None
        self._note(record, name)
        return getattr(record, name)

    def number(self, record: Record | None) -> str:
        """The official number."""
        if record is None:
            return ""
        self.shown[f"{record.uid}.number"] = record.number
        return record.number or ""

    def hidden(self, text: str) -> str:
        """In a masked copy every name gives way to its letter, also one written with gaps: 王　五, 138 1234 5678.

        In one pass, for a letter's words may be somebody's name (单位).
        """
        aliases = {_closed(name): alias for name, alias in self.aliases.items() if _closed(name)}
        if not (self.masked and aliases):
            return text
        return _any_of(tuple(aliases)).sub(lambda found: aliases.get(_closed(found[0]), _SOMEBODY), text)

    def _note(self, record: Record, name: str) -> None:
        value = link_to(getattr(record, name))
        self.shown[f"{record.uid}.{name}"] = type(record).kept[name].plain(value, PLAIN)


def _closed(name: str) -> str:
    """The same for every way in which it is written."""
    return re.sub(_GAPS, "", name).casefold()


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest of these names, with or without gaps."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(_GAPS.join(map(re.escape, name)) for name in longest), re.IGNORECASE)
