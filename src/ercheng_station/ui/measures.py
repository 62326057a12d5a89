"""How large the parts of the shell are, for the shell itself and for the sketch that is painted before it."""

from ercheng_station.ui.tokens import Sizes

ROOMY = 1200
"""In a narrower window the navigation folds by itself."""


def is_narrow(folding: str, width: int) -> bool:
    """`auto` follows the width of the window, `wide` and `narrow` are a person's choice."""
    return folding == "narrow" or (folding == "auto" and width < ROOMY)


def navigation_width(sizes: Sizes, *, narrow: bool) -> int:
    """Room for six characters beside the icon; narrow, for four small ones under it."""
    return 4 * sizes.caption + 24 if narrow else 10 * sizes.text + 44


def bar_height(sizes: Sizes) -> int:
    return sizes.control + 16


def heading_height(sizes: Sizes, *, narrow: bool = False) -> int:
    return 9 if narrow else 2 * sizes.caption + 4


def entry_height(sizes: Sizes, *, narrow: bool = False) -> int:
    return sizes.icon + sizes.caption + 20 if narrow else sizes.control + 4


def status_height(sizes: Sizes) -> int:
    return sizes.caption + 14


def search_width(bar: int) -> int:
    """Of a bar so wide: enough for a long name, and room for the rest beside it."""
    return max(200, min(560, round(bar * 0.36)))
