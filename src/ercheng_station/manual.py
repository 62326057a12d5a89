"""The manual inside the program: chapters of `resources/manual`, which of them tells of a page, and where words stand."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ercheng_station.paths import resources


@dataclass(frozen=True)
class Chapter:
    """`places` are the screens, registers and groups of the navigation that it tells of; `text` is Markdown."""

    name: str
    title: str
    places: frozenset[str]
    text: str

    def holds(self, words: str) -> bool:
        """Whether every word, parted by blanks, stands in it."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


@cache
def chapters() -> tuple[Chapter, ...]:
    """In the order of reading."""
    return tuple(_read(path) for path in sorted((resources() / "manual").glob("*.md")))


def chapter_of(*places: str) -> Chapter:
    """Of the first place that a chapter tells of: a screen or register, then its group; else how a record is filled in."""
    found = (one for place in places for one in chapters() if place in one.places)
    return next(found, chapters()[0])


def find(words: str) -> list[Chapter]:
    """Chapters in which every word stands; all of them where nothing is asked."""
    return [one for one in chapters() if one.holds(words)]


def _read(path: Path) -> Chapter:
    """The file begins with a comment that names its places, then the title; its name gives order and name."""
    places, _, text = path.read_text(encoding="utf-8").partition("\n")
    named = places.removeprefix("<!--").removesuffix("-->")
    title = text.strip().splitlines()[0].removeprefix("# ")
    return Chapter(path.stem.partition("-")[2], title, frozenset(named.split()), text.strip())
