"""Whether a printer takes jobs at this moment: of a job that CUPS refuses Qt says nothing."""

import ctypes
from functools import cache
from typing import Any

from PySide6.QtPrintSupport import QPrinterInfo

_ACCEPTS = b"printer-is-accepting-jobs"


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Dest(ctypes.Structure):
    """`cups_dest_t` of cups.h."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


def takes_jobs(name: str) -> bool:
    """False for a printer that is gone, that refuses jobs, or whose print service does not answer."""
    cups = _cups()
    if cups is None:
        return name in QPrinterInfo.availablePrinterNames()
    found = cups.cupsGetNamedDest(None, name.encode(), None)
    if not found:
        return False
    try:
        told = cups.cupsGetOption(_ACCEPTS, found.contents.num_options, found.contents.options)
    finally:
        cups.cupsFreeDests(1, found)
    return bool(told != b"false")


@cache
def _cups() -> Any:
    """The library that Qt prints with on Linux; None elsewhere."""
    try:
        cups = ctypes.CDLL("libcups.so.2")
    except OSError:
        return None
    cups.cupsGetNamedDest.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
    cups.cupsGetNamedDest.restype = ctypes.POINTER(_Dest)
    cups.cupsGetOption.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_Option))
    cups.cupsGetOption.restype = ctypes.c_char_p
    cups.cupsFreeDests.argtypes = (ctypes.c_int, ctypes.POINTER(_Dest))
    return cups
