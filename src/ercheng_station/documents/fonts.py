"""The faces papers are printed with: which font prints a character, loaded when it is first needed."""

import hashlib
import json
import logging
import lzma
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import platformdirs
from reportlab.pdfbase import pdfmetrics

from ercheng_station.documents.embedding import EmbeddedFont
from ercheng_station.documents.truetype import TrueType, UnusableFont
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.paths import resources
from ercheng_station.records.wording import Typefaces

_log = logging.getLogger(__name__)
Face = Literal["song", "hei", "kai", "fang"]
FALLBACK = ("Song-Regular", "Rare-Regular", "Hei-Regular", "Kai-Regular", "Fang-Regular")
_OWN: dict[Face, Sequence[str]] = {
    "song": ("Song-Regular",),
    "hei": ("Hei-Regular",),
    "kai": ("Kai-Regular",),
    "fang": ("Fang-Regular", "FangMore-Regular"),
}
_BOLD: dict[Face, str] = {"song": "Song-Bold", "hei": "Hei-Bold"}
_LATIN_BY_SONG: frozenset[Face] = frozenset({"kai", "fang"})
_FIRST_HAN = 0x2E80
"""Below stand letters, digits, quotes and signs, which Kai and Fang draw narrow or plain; papers take Song's."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_SPACES = {
    **dict.fromkeys(map(ord, "\u1680\u2000\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " "),
    9: "    ",
}


class MissingGlyph(UserError):
    """No face has these characters; `chars` are in the order of first use."""

    def __init__(self, chars: Iterable[str]) -> None:
        self.chars = tuple(chars)
        shown = "、".join(char for char in self.chars if char.isprintable()) or "（无法显示）"
        super().__init__("character-no-glyph", character=shown, point="、".join(map(point, self.chars)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.chars,)


def point(char: str) -> str:
    return f"U+{ord(char):04X}"


def settled(text: str) -> str:
    """What is drawn of a text: one form of line end, plain spaces, nothing invisible."""
    if not _ODD.search(text):
        return text
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)).translate(_SPACES)


class Source:
    """A font file that may print a character; read when the first one needs it."""

    def __init__(self, covers: Callable[[int], bool], load: Callable[[], EmbeddedFont]) -> None:
        self.covers = covers
        self._load = load

    @cached_property
    def font(self) -> EmbeddedFont:
        return self._load()


class Link(NamedTuple):
    """A font of a chain; `heavy` where bold is asked for and the font has no bold: the outline is stroked."""

    source: Source
    heavy: bool


class Cut(dict[str, Link]):
    """One face in one weight and all it falls back to: character → link.

    `plain` holds the characters met so far that `main`, the first font, prints one type size wide.
    """

    def __init__(self, chain: list[Link], latin: list[Link]) -> None:
        super().__init__()
        self._chain = chain
        self._latin = latin
        self.main = chain[0]
        self.plain: set[str] = set()
        self.ems = _Ems(self)
        self.styles: dict[tuple[float, float], Any] = {}

    def prints(self, char: str) -> bool:
        """Told from the index of the faces; no font is read for it."""
        return any(link.source.covers(ord(char)) for link in self._chain)

    def __missing__(self, char: str) -> Link:
        chain = self._latin + self._chain if ord(char) < _FIRST_HAN else self._chain
        link = next((link for link in chain if link.source.covers(ord(char))), None)
        if link is None:
            raise MissingGlyph([char])
        self[char] = link
        if link is self.main and self.ems[char] == 1:
            self.plain.add(char)
        return link

    def stretches(self, text: str) -> Iterator[tuple[Link, str]]:
        """The text in pieces of one font each."""
        start = 0
        for link, same in groupby(map(self.__getitem__, text)):
            end = start + sum(1 for _ in same)
            yield link, text[start:end]
            start = end


class _Ems(dict[str, float]):
    """Character → advance in type sizes."""

    def __init__(self, cut: Cut) -> None:
        super().__init__()
        self._cut = cut

    def __missing__(self, char: str) -> float:
        self[char] = em = self._cut[char].source.font.em(char)
        return em


class Faces:
    """Every cut of the bundled faces, with extra fonts behind them and preferred ones before.

    `unpacked` is a folder for the unpacked faces (made when missing); without it they are unpacked into memory.
    `extra` fonts serve characters that no bundled face has. `preferred` fonts come first in their face, where the
    office owns a licensed 仿宋 or 楷体. Fonts that cannot be embedded are left out and named in `refused`.
    """

    def __init__(
        self,
        unpacked: Path | None = None,
        extra: Iterable[Path] = (),
        preferred: Mapping[Face, Path] | None = None,
    ) -> None:
        self.refused: dict[Path, str] = {}
        self._bundled = {name: _bundled(name, unpacked) for name in manifest()}
        self._extra = list(self._usable(extra))
        self._preferred = {
            face: source for face, path in (preferred or {}).items() for source in self._usable([path])
        }
        self._cuts: dict[tuple[Face, bool], Cut] = {}
        self._printed = {"\n"}

    def cut(self, face: Face, bold: bool = False) -> Cut:
        try:
            return self._cuts[face, bold]
        except KeyError:
            made = self._cuts[face, bold] = self._make(face, bold)
            return made

    def missing(self, text: str) -> list[str]:
        """The characters nobody can print, each once; settled text is asked, so line ends and the like do not count."""
        text = settled(text)
        if self._printed.issuperset(text):
            return []
        prints = self.cut("song").prints
        lacking = [char for char in dict.fromkeys(text) if char not in self._printed and not prints(char)]
        self._printed.update(set(text).difference(lacking))
        return lacking

    def _make(self, face: Face, bold: bool) -> Cut:
        bolds = [_BOLD[face]] if bold and face in _BOLD else []
        names = [*bolds, *_OWN[face], *(["Song-Bold"] if bold else []), *FALLBACK]
        chain = [
            Link(self._bundled[name], bold and not name.endswith("-Bold")) for name in dict.fromkeys(names)
        ]
        chain += [Link(source, bold) for source in self._extra]
        latin = [link for link in chain if link.source in self._songs(bold)] if face in _LATIN_BY_SONG else []
        if face in self._preferred:
            chain.insert(0, Link(self._preferred[face], bold))
        return Cut(chain, latin)

    def _songs(self, bold: bool) -> list[Source]:
        names = ("Song-Bold", "Song-Regular") if bold else ("Song-Regular",)
        return [self._bundled[name] for name in names]

    def _usable(self, paths: Iterable[Path]) -> Iterator[Source]:
        for path in paths:
            try:
                yield _foreign(path)
            except (UnusableFont, OSError) as fault:
                self.refused[path] = str(fault)


def faces_for(typefaces: Typefaces) -> Faces:
    """The bundled faces, unpacked once into this user's cache, with the fonts of the office. What cannot be used is
    left out and told in the log.
    """
    files = {*typefaces.extra, *(path for _, path in typefaces.preferred)}
    return _faces(typefaces, frozenset((path, path.stat().st_mtime_ns) for path in files if path.exists()))


@lru_cache(maxsize=2)
def _faces(typefaces: Typefaces, _as_they_are: frozenset[tuple[Path, int]]) -> Faces:
    unpacked = platformdirs.user_cache_path("ErchengStation", appauthor=False) / "fonts"
    preferred = cast(dict[Face, Path], dict(typefaces.preferred))
    made = Faces(unpacked, typefaces.extra, preferred)
    for path, why in made.refused.items():
        _log.warning("font %s left out: %s", path.name, why)
    return made


@cache
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (resources() / "fonts" / "manifest.json").read_text(encoding="utf-8")
    )
    return content


def _bundled(name: str, unpacked: Path | None) -> Source:
    face = manifest()[name]
    packed = resources() / "fonts" / face["file"]

    @cache
    def edges() -> list[int]:
        return list(_edges(face["coverage"]))

    def covers(code: int) -> bool:
        return bisect_right(edges(), code) % 2 == 1

    def load() -> EmbeddedFont:
        return _registered(name, lambda: TrueType(unpacked_content(packed, face["sha256"], unpacked)))

    return Source(covers, load)


def _edges(coverage: str) -> Iterator[int]:
    """First covered, first uncovered, first covered … code point; the manifest's README tells the notation."""
    last = 0
    for word in coverage.split():
        gap, _, more = word.partition("+")
        first = last + int(gap, 16)
        last = first + int(more or "0", 16)
        yield from (first, last + 1)


def unpacked_content(packed: Path, digest: str, unpacked: Path | None) -> bytes | mmap:
    if unpacked is None:
        return lzma.decompress(packed.read_bytes())
    place = unpacked / f"{digest[:16]}.ttf"
    if not (place.exists() and hashlib.sha256(place.read_bytes()).hexdigest() == digest):
        content = lzma.decompress(packed.read_bytes())
        with suppress(UserError, OSError):  # a full or locked disk: this time from memory
            unpacked.mkdir(parents=True, exist_ok=True)
            with atomic_write(place) as out:
                out.write(content)
        return content
    with place.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def _foreign(path: Path) -> Source:
    content = path.read_bytes()
    font = TrueType(content)
    if not font.embeddable:
        raise UnusableFont("its licence forbids embedding")
    glyphs = font.glyphs
    name = f"{path.stem}-{hashlib.sha256(content).hexdigest()[:8]}"
    return Source(glyphs.__contains__, lambda: _registered(name, lambda: font))


def _registered(name: str, read: Callable[[], TrueType]) -> EmbeddedFont:
    """The font under its name in reportlab, so that its canvas and charts can use it too."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(EmbeddedFont(name, read()))
    return cast(EmbeddedFont, pdfmetrics.getFont(name))
