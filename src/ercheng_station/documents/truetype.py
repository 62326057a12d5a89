"""Reading a TrueType font and cutting the glyphs out of it that a document uses."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from mmap import mmap
from struct import calcsize, error, pack, unpack_from
from sys import byteorder

_MORE_COMPONENTS = 0x20
_WORDS = 0x01
_SCALES = {0x08: 2, 0x40: 4, 0x80: 8}
_RESTRICTED = 0x0002 | 0x0100 | 0x0200
"""OS/2 fsType: embedding forbidden, subsetting forbidden, bitmaps only."""


class UnusableFont(Exception):
    """The file is no TrueType font, is damaged, or its licence forbids embedding."""


class TrueType:
    """One font of a file or collection; offsets and widths in font units unless said otherwise."""

    def __init__(self, content: bytes | mmap, index: int = 0) -> None:
        self._content = content
        try:
            self._tables = dict(self._directory(index))
            self.em: int
            (self.em,) = self._read(">H", "head", 18)
            self._long_offsets = self._read(">h", "head", 50)[0] == 1
            self.glyph_count: int = self._read(">H", "maxp", 4)[0]
            self._measured: int = self._read(">H", "hhea", 34)[0]
            self.ascent, self.descent = (self.scaled(value) for value in self._read(">hh", "hhea", 4))
            self.bounds = tuple(self.scaled(value) for value in self._read(">4h", "head", 36))
            self.embeddable = not self._read(">H", "OS/2", 8)[0] & _RESTRICTED
            self._outlines = self._tables["glyf"][0]
        except (KeyError, IndexError, error) as fault:
            raise UnusableFont(repr(fault)) from fault

    def scaled(self, value: int) -> float:
        """In thousandths of the type size, as a PDF counts."""
        return value * 1000 / self.em

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Code point → glyph number."""
        (count,) = self._read(">H", "cmap", 2)
        best = 0
        for entry in range(count):
            platform, encoding, offset = self._read(">HHL", "cmap", 4 + 8 * entry)
            if (platform, encoding) in {(3, 1), (0, 3), (3, 10), (0, 4)}:
                best = offset if encoding in {10, 4} or not best else best
        form = self._read(">H", "cmap", best)[0]
        read = {4: self._segments, 12: self._groups}.get(form)
        if read is None:
            raise UnusableFont(f"character map of format {form}")
        found: dict[int, int] = {}
        for first, last, numbers in read(best):
            found.update(zip(range(first, last + 1), numbers, strict=False))
        return {point: glyph for point, glyph in found.items() if glyph}

    def width(self, glyph: int) -> int:
        return self._advances[2 * min(glyph, self._measured - 1)]

    def ink(self, glyph: int) -> tuple[int, int]:
        """Left and right edge of what is printed; (0, 0) for a space."""
        start, end = self._offsets[glyph], self._offsets[glyph + 1]
        if start == end:
            return 0, 0
        left, _, right = unpack_from(">3h", self._content, self._outlines + start + 2)
        return left, right

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font of .notdef and these glyphs, numbered from 1 in this order, for embedding as CIDFontType2."""
        order = self._with_components(glyphs)
        places = {glyph: place for place, glyph in enumerate(order)}
        outlines, offsets = bytearray(), [0]
        for glyph in order:
            outlines += self._renumbered(glyph, places)
            outlines += bytes(-len(outlines) % 4)
            offsets.append(len(outlines))
        sides = b"".join(pack(">HH", self.width(glyph), self._side(glyph)) for glyph in order)
        return _sfnt(
            {
                name: self._table(name) for name in ("cvt ", "fpgm", "prep") if name in self._tables
            }  # instructions of a system font; ours have none
            | {
                "glyf": bytes(outlines),
                "head": _with(self._table("head"), 50, 1),
                "hhea": _with(self._table("hhea"), 34, len(order)),
                "hmtx": sides,
                "loca": pack(f">{len(offsets)}L", *offsets),
                "maxp": _with(self._table("maxp"), 4, len(order)),
            }
        )

    def _directory(self, index: int) -> Iterator[tuple[str, tuple[int, int]]]:
        start = 0
        if self._content[:4] == b"ttcf":
            (start,) = unpack_from(">L", self._content, 12 + 4 * index)
        if self._content[start : start + 4] not in (b"\0\1\0\0", b"true"):
            raise UnusableFont("no TrueType outlines")
        (count,) = unpack_from(">H", self._content, start + 4)
        for entry in range(count):
            tag, _, offset, length = unpack_from(">4s3L", self._content, start + 12 + 16 * entry)
            yield tag.decode("latin-1"), (offset, length)

    def _read(self, form: str, table: str, offset: int) -> tuple[int, ...]:
        return unpack_from(form, self._content, self._tables[table][0] + offset)

    def _table(self, name: str) -> bytes:
        offset, length = self._tables[name]
        return bytes(self._content[offset : offset + length])

    def _numbers(self, code: str, table: str) -> "array[int]":
        numbers = array(code)
        content = self._table(table)
        numbers.frombytes(content[: len(content) // numbers.itemsize * numbers.itemsize])
        if byteorder == "little":
            numbers.byteswap()
        return numbers

    @cached_property
    def _advances(self) -> "array[int]":
        """Advance and left side alternating, `_measured` pairs; then the left sides of the other glyphs."""
        return self._numbers("H", "hmtx")

    def _side(self, glyph: int) -> int:
        more = glyph - self._measured
        return self._advances[2 * glyph + 1 if more < 0 else 2 * self._measured + more]

    @cached_property
    def _offsets(self) -> "array[int]":
        if self._long_offsets:
            return self._numbers("I", "loca")
        return array("I", (2 * half for half in self._numbers("H", "loca")))

    def _groups(self, start: int) -> Iterator[tuple[int, int, Iterable[int]]]:
        (count,) = self._read(">L", "cmap", start + 12)
        for group in range(count):
            first, last, glyph = self._read(">3L", "cmap", start + 16 + 12 * group)
            yield first, last, range(glyph, glyph + last - first + 1)

    def _segments(self, start: int) -> Iterator[tuple[int, int, Iterable[int]]]:
        (double,) = self._read(">H", "cmap", start + 6)
        count = double // 2
        lasts = self._read(f">{count}H", "cmap", start + 14)
        firsts = self._read(f">{count}H", "cmap", start + 16 + double)
        shifts = self._read(f">{count}H", "cmap", start + 16 + 2 * double)
        places = start + 16 + 3 * double
        jumps = self._read(f">{count}H", "cmap", places)
        for segment, (first, last, shift, jump) in enumerate(zip(firsts, lasts, shifts, jumps, strict=True)):
            if first == 0xFFFF:
                continue
            if jump == 0:
                yield first, last, [(point + shift) & 0xFFFF for point in range(first, last + 1)]
                continue
            listed = self._read(f">{last - first + 1}H", "cmap", places + 2 * segment + jump)
            yield first, last, [(glyph + shift) & 0xFFFF if glyph else 0 for glyph in listed]

    def _outline(self, glyph: int) -> bytes:
        start, end = self._offsets[glyph], self._offsets[glyph + 1]
        return bytes(self._content[self._outlines + start : self._outlines + end])

    def _with_components(self, glyphs: Sequence[int]) -> list[int]:
        order = list(dict.fromkeys((0, *glyphs)))
        known = set(order)
        for glyph in order:  # grows while it is read
            outline = self._outline(glyph)
            for place in _components(outline):
                (part,) = unpack_from(">H", outline, place)
                if part not in known:
                    known.add(part)
                    order.append(part)
        return order

    def _renumbered(self, glyph: int, places: dict[int, int]) -> bytes:
        outline = self._outline(glyph)
        for place in _components(outline):
            (part,) = unpack_from(">H", outline, place)
            outline = _with(outline, place, places[part])
        return outline


def _components(outline: bytes) -> Iterator[int]:
    """Where the glyph numbers stand in a glyph made of others; none in a simple one."""
    if not outline or unpack_from(">h", outline)[0] >= 0:
        return
    place, flags = 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        (flags,) = unpack_from(">H", outline, place)
        yield place + 2
        place += 8 if flags & _WORDS else 6
        place += sum(size for flag, size in _SCALES.items() if flags & flag)


def _with(content: bytes, place: int, number: int) -> bytes:
    return content[:place] + pack(">H", number) + content[place + 2 :]


def _sfnt(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = pack(">LHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))
    place = len(head) + calcsize(">4s3L") * count
    entries, contents = [], []
    for tag, content in sorted(tables.items()):
        padded = content + bytes(-len(content) % 4)
        entries.append(pack(">4s3L", tag.encode(), _sum(padded), place, len(content)))
        contents.append(padded)
        place += len(padded)
    return head + b"".join(entries) + b"".join(contents)


def _sum(padded: bytes) -> int:
    words = array("I", padded)
    if byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
