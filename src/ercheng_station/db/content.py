"""What kind of file a content is, told by its first bytes and never by its name; its size and name in words."""

from pathlib import PurePosixPath

from ercheng_station.files import safe_name

_HEADS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # .doc .xls .wps .et
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"ID3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
)
_HEIF_BRANDS = frozenset((b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1"))
_IN_ZIP = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"OFD.xml", "application/ofd"),
)
HEAD_BYTES = 4096
LONGEST_NAME = 80

_WORD, _SHEET, _SLIDES, _OFD = (mime for _, mime in _IN_ZIP)
# A system opens by the name: only what is harmless under that name, and is what the name says.
_OPENED = {
    "application/pdf": {".pdf"},
    "application/ofd": {".ofd"},
    "image/jpeg": {".jpg", ".jpeg"},
    "image/png": {".png"},
    "image/heic": {".heic", ".heif"},
    "text/plain": {".txt", ".csv"},
    "application/x-ole-storage": {".doc", ".xls", ".wps", ".et"},
    _WORD: {".docx"},
    _SHEET: {".xlsx"},
    _SLIDES: {".pptx"},
}


def mime_of(head: bytes) -> str:
    """The media type of a content whose first HEAD_BYTES are given; octet-stream where they tell nothing."""
    for start, mime in _HEADS:
        if head.startswith(start):
            return mime
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _HEIF_BRANDS else "video/mp4"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "application/octet-stream")
    if head.startswith(b"PK\x03\x04"):
        return next((mime for name, mime in _IN_ZIP if name in head), "application/zip")
    return "text/plain" if is_text(head) else "application/octet-stream"


def is_text(head: bytes) -> bool:
    """No NUL and no control character but tab and line ends; true for GB 18030 as well as UTF-8."""
    return all(byte >= 0x20 or byte in b"\t\r\n\x0c" for byte in head)


def size_text(size: int) -> str:
    """As a person reads it: 「120.5 MB」."""
    amount = float(size)
    for unit in ("字节", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}" if unit == "字节" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"


def may_open(name: str, mime: str) -> bool:
    """Whether a copy may be handed to the system to open; all else is only saved elsewhere."""
    return PurePosixPath(name).suffix.lower() in _OPENED.get(mime, ())


def display_name(name: str) -> str:
    """The name as shown: no folders, controls, direction marks or reserved names; at most LONGEST_NAME characters."""
    last = PurePosixPath(name.replace("\\", "/").rstrip(" .")).name
    stem, _, suffix = last.rpartition(".")
    if not stem or not 0 < len(suffix) <= 10:
        stem, suffix = last, ""
    tail = f".{safe_name(suffix)}" if suffix else ""
    plain = safe_name(stem, suffix=tail)
    if len(plain) <= LONGEST_NAME:
        return plain
    return plain[: LONGEST_NAME - len(tail)].rstrip(" .") + tail
