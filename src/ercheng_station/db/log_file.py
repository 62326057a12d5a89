"""Whether the log beside a keyed database is its own: SQLite applies any log that lies there, also one of another.

The formats are SQLite's (fileformat2.html, section 4) and SQLCipher 4's: each page ends with its IV and the HMAC of
what stands before it and of the page's number. One frame tells, for all of a log were written with one key.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path

PAGE = 4096
SALT = 16
_HEAD, _FRAME_HEAD = 32, 24
_IV, _MAC = 16, 64
_LITTLE_ENDIAN, _BIG_ENDIAN = 0x377F0682, 0x377F0683
_MAC_SALT_MASK, _MAC_KEY_ROUNDS = 0x3A, 2


def is_foreign(log: Path, key: bytes, salt: bytes) -> bool:
    """Whether SQLite would apply the log and none of it was written with this key to the file of this salt."""
    with log.open("rb") as file:
        head, frame = file.read(_HEAD), file.read(_FRAME_HEAD + PAGE)
    if not _would_apply(head, frame):
        return False
    return not is_page_of(key, salt, int.from_bytes(frame[:4], "big"), frame[_FRAME_HEAD:])


def _would_apply(head: bytes, frame: bytes) -> bool:
    """SQLite reads a log up to the first frame whose salts or checksum do not fit."""
    if len(head) < _HEAD or len(frame) < _FRAME_HEAD + PAGE:
        return False
    magic, _, page, _ = struct.unpack(">4I", head[:16])
    if magic not in {_LITTLE_ENDIAN, _BIG_ENDIAN} or page != PAGE or frame[8:16] != head[16:24]:
        return False
    order = ">" if magic == _BIG_ENDIAN else "<"
    begun = _checksum(order, head[:24], (0, 0))
    if struct.pack(">2I", *begun) != head[24:]:
        return False
    return struct.pack(">2I", *_checksum(order, frame[:8] + frame[_FRAME_HEAD:], begun)) == frame[16:24]


def _checksum(order: str, content: bytes, begun: tuple[int, int]) -> tuple[int, int]:
    one, two = begun
    for first, second in _pairs(order, content):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _pairs(order: str, content: bytes) -> Iterator[tuple[int, int]]:
    numbers = struct.unpack(f"{order}{len(content) // 4}I", content)
    return zip(numbers[::2], numbers[1::2], strict=True)


def is_page_of(key: bytes, salt: bytes, number: int, page: bytes) -> bool:
    """Whether this page of a file with that salt was written with the key."""
    mac_salt = bytes(byte ^ _MAC_SALT_MASK for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, mac_salt, _MAC_KEY_ROUNDS, len(key))
    begin = SALT if number == 1 else 0  # the first page begins with the salt
    covered = page[begin : PAGE - _MAC]
    wanted = hmac.digest(mac_key, covered + struct.pack("<I", number), "sha512")
    return hmac.compare_digest(wanted, page[PAGE - _MAC :])
