"""Which formulas may come to something else once certain cells have new values."""

import re
from collections.abc import Iterable, Mapping

from ercheng_station.exchange.forms.sheet_cells import At, column_of

Place = tuple[str, At]
"""Sheet title and cell."""
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_OTHER_FILE = re.compile(
    r"(?:'[^'\[]*\[[^\]']+\](?:[^']|'')*'|\[\d+\][^!\s]*)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
)
_REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[\w.]+)!)?"
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d{1,7})(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d{1,7}))?(?![\w(.])"
)
_FUNCTION = re.compile(r"[A-Z][\w.]*\(", re.IGNORECASE)
_AT_RUN_TIME = ("INDIRECT(", "OFFSET(")
_LETTER = re.compile(r"[^\W\d_]")
_CONSTANT = re.compile(r"\b(?:TRUE|FALSE|\d+(?:\.\d+)?E[+-]?\d+)\b", re.IGNORECASE)


def leaning(formulas: Mapping[Place, str | None], changed: Iterable[Place]) -> set[Place]:
    """Those that lean on a changed cell, directly or through others. One that cannot be read is taken to do so."""
    told = {place: _reads(place[0], formula) for place, formula in formulas.items()}
    found = {place for place, areas in told.items() if areas is None}
    known = set(changed) | found
    while more := {
        place
        for place, areas in told.items()
        if place not in found and areas and any(_holds(area, one) for area in areas for one in known)
    }:
        found |= more
        known |= more
    return found


Area = tuple[str, At, At]


def _reads(sheet: str, formula: str | None) -> list[Area] | None:
    """None: it names more than plain cells."""
    if formula is None or any(word in formula.upper() for word in _AT_RUN_TIME):
        return None
    bare = _OTHER_FILE.sub("", _QUOTED.sub("", formula))
    areas = [_area(sheet, found) for found in _REFERENCE.finditer(bare)]
    rest = _CONSTANT.sub("", _FUNCTION.sub("", _REFERENCE.sub("", bare)))
    return None if _LETTER.search(rest) or "!" in rest or _WHOLE_ROWS.search(rest) else areas


_WHOLE_ROWS = re.compile(r"\d\s*:")


def _area(sheet: str, found: re.Match[str]) -> Area:
    named = found["sheet"] or ""
    title = named[1:-1].replace("''", "'") if named.startswith("'") else named
    first = (int(found["top"]) - 1, column_of(found["left"]))
    last = (int(found["bottom"]) - 1, column_of(found["right"])) if found["bottom"] else first
    return title or sheet, first, last


def _holds(area: Area, place: Place) -> bool:
    title, (top, left), (bottom, right) = area
    row, column = place[1]
    return title == place[0] and top <= row <= bottom and left <= column <= right
