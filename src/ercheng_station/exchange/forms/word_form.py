"""A Word form with words in double braces: those are replaced, also where Word has split them, and nothing else."""

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

from ercheng_station.errors import UserError
from ercheng_station.exchange.forms.packed import copy_with
from ercheng_station.exchange.forms.sheet_cells import spliced
from ercheng_station.exchange.reading import guard
from ercheng_station.exchange.reading.book import LIMITS

_DOCUMENT = "word/document.xml"
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_PLACE = re.compile(r"(?:\{\{|｛｛)\s*([^{}｛｝]{1,60}?)\s*(?:\}\}|｝｝)")
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
Words = Callable[[str], str | None]
"""What stands for a name; None leaves the place as it is."""


@dataclass(frozen=True)
class WordForm:
    """`names`: what stands in braces, in the document's order, each once."""

    path: Path
    sha256: str
    names: tuple[str, ...]


class _Text(NamedTuple):
    """One `w:t`: where its element lies, how it is called, and what it says."""

    start: int
    end: int
    name: str
    words: str


def is_word(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return _DOCUMENT in packed.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def read_word_form(path: Path) -> WordForm:
    """UserError form-no-places without one, form-not-xlsx, file-missing, import-truncated, import-too-large."""
    if not path.is_file():
        raise UserError("file-missing", path=str(path))
    if not is_word(path):
        raise UserError("form-not-xlsx", name=path.name)
    names = [
        found[1]
        for source in _parts(path).values()
        for paragraph in _paragraphs(path, source)
        for found in _PLACE.finditer("".join(text.words for text in paragraph))
    ]
    if not names:
        raise UserError("form-no-places", name=path.name)
    return WordForm(path, _digest(path), tuple(dict.fromkeys(names)))


def write_word_form(form: WordForm, target: Path, words: Words) -> None:
    """UserError file-changed."""
    if _digest(form.path) != form.sha256:
        raise UserError("file-changed", path=str(form.path))
    changed: Mapping[str, bytes] = {
        name: spliced(source, [edit for one in _paragraphs(form.path, source) for edit in _edits(one, words)])
        for name, source in _parts(form.path).items()
    }
    copy_with(form.path, target, changed)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _parts(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as packed:
            guard.weigh(path, packed.infolist(), LIMITS)
            return {name: packed.read(name) for name in packed.namelist() if _PARTS.fullmatch(name)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError("import-truncated", name=path.name) from error


def _paragraphs(path: Path, source: bytes) -> list[list[_Text]]:
    try:
        return _Reader(source).paragraphs
    except (ValueError, expat.ExpatError) as error:
        raise UserError("import-truncated", name=path.name) from error


class _Reader:
    """The texts of each paragraph; one in a box inside another stands by itself."""

    def __init__(self, source: bytes) -> None:
        self.paragraphs: list[list[_Text]] = []
        self._source = source
        self._open: list[list[_Text]] = []
        self._start: int | None = None
        self._words: list[str] = []
        parser: Any = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._words.append
        parser.StartDoctypeDeclHandler = _refuse
        self._parser = parser
        parser.Parse(source, True)

    def _begin(self, name: str, _attributes: dict[str, str]) -> None:
        if name.endswith(":p"):
            self._open.append([])
        elif name.endswith(":t"):
            self._start = self._parser.CurrentByteIndex
            self._words.clear()

    def _end(self, name: str) -> None:
        if name.endswith(":p") and self._open:
            self.paragraphs.append(self._open.pop())
        elif name.endswith(":t") and self._open and self._start is not None:
            tag = _TAG.match(self._source, self._start)
            if tag and not tag[0].endswith(b"/>"):
                end = self._source.index(b">", self._parser.CurrentByteIndex) + 1
                self._open[-1].append(_Text(self._start, end, name, "".join(self._words)))


def _refuse(*_declared: object) -> None:
    raise ValueError("a document type")


def _edits(texts: list[_Text], words: Words) -> Iterator[tuple[int, int, bytes]]:
    """The value goes where a place begins, in that run's own type; the rest of it is taken out of the runs behind."""
    whole = "".join(text.words for text in texts)
    places = [
        (found.start(), found.end(), value)
        for found in _PLACE.finditer(whole)
        if (value := words(found[1])) is not None
    ]
    begin = 0
    for text in texts:
        end = begin + len(text.words)
        new = _replaced(text.words, begin, places)
        if new != text.words:
            yield text.start, text.end, _element(text.name, new)
        begin = end


def _replaced(words: str, begin: int, places: list[tuple[int, int, str]]) -> str:
    for start, end, value in reversed(places):
        first, last = max(start - begin, 0), min(end - begin, len(words))
        if first < last:
            words = words[:first] + (value if start >= begin else "") + words[last:]
    return words


def _element(name: str, words: str) -> bytes:
    """Lines part by a break; references instead of letters beyond ASCII, the same in every encoding."""
    prefix = name.removesuffix("t")
    lines = [
        "".join(f"&#{ord(char)};" if char in "<>&" else char for char in line) for line in words.split("\n")
    ]
    pieces = [f'<{name} xml:space="preserve">{line}</{name}>' for line in lines]
    return f"<{prefix}br/>".join(pieces).encode("ascii", "xmlcharrefreplace")
