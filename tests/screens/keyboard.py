"""A keyboard with a key for every hanzi: what is typed arrives as key presses, in order and without loss.

`xdotool type` gives one spare key a new letter for each hanzi, and letters are lost where the program reads the layout late.
"""

import ctypes
from ctypes import byref, c_char_p, c_int, c_ulong, c_void_p

_UNICODE = 0x01000000
_DIGITS = 9
"""To xdotool numbers up to there are letters, not keys."""


class Keyboard:
    def __init__(self, display: str) -> None:
        self._x = _library()
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display, display
        self._spare = self._unused()
        self._keys: dict[str, int] = {}

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def keys_for(self, words: str) -> list[str]:
        """The keys to press, by their numbers; from now on each stands for its letter. Not for ASCII, which has its keys."""
        new = [one for one in dict.fromkeys(words) if one not in self._keys]
        if len(self._keys) + len(new) > len(self._spare):
            self._keys, new = {}, list(dict.fromkeys(words))
        for letter in new:
            self._keys[letter] = key = self._spare[len(self._keys)]
            sign = _UNICODE + ord(letter)
            self._x.XChangeKeyboardMapping(self._display, key, 2, (c_ulong * 2)(sign, sign), 1)
        self._x.XSync(self._display, 0)
        return [str(self._keys[letter]) for letter in words]

    def _unused(self) -> list[int]:
        """Numbers of keys that stand for nothing."""
        first, last, each = c_int(), c_int(), c_int()
        self._x.XDisplayKeycodes(self._display, byref(first), byref(last))
        count = last.value - first.value + 1
        signs = self._x.XGetKeyboardMapping(self._display, first.value, count, byref(each))
        rows = [signs[at * each.value : (at + 1) * each.value] for at in range(count)]
        self._x.XFree(signs)
        spare = [first.value + at for at, row in enumerate(rows) if not any(row)]
        return [key for key in spare if key > _DIGITS]


def _library() -> ctypes.CDLL:
    found = ctypes.CDLL("libX11.so.6")
    found.XOpenDisplay.restype, found.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    found.XGetKeyboardMapping.restype = ctypes.POINTER(c_ulong)
    found.XGetKeyboardMapping.argtypes = [c_void_p, c_int, c_int, c_void_p]
    found.XChangeKeyboardMapping.argtypes = [c_void_p, c_int, c_int, c_void_p, c_int]
    found.XDisplayKeycodes.argtypes = [c_void_p, c_void_p, c_void_p]
    found.XSync.argtypes = [c_void_p, c_int]
    found.XCloseDisplay.argtypes = found.XFree.argtypes = [c_void_p]
    return found
