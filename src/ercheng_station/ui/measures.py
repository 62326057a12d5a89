"""How large the parts of the shell are, for the shell itself and for the sketch that is painted before it."""

from ercheng_station.ui.tokens import Sizes


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
