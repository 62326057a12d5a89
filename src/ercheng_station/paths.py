"""Where the files shipped with the program are. Imported before the first paint."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The resources folder: in a frozen program, in an installed package or in a checkout."""
    package = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", package))
    places = (frozen / "resources", package / "resources", package.parents[1] / "resources")
    return next(place for place in places if place.is_dir())
