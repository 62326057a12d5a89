"""The same tables as CSV, for other programs: UTF-8 with a mark, labels in the first row, nothing above or below."""

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ercheng_station.exchange.sheet import Column, Row
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report, silent

_FORMULA = re.compile("'*[=+\\-@\t\r＝＋－＠]")
_EVERY = 250


def write_csv(
    path: Path, columns: Sequence[Column], rows: Iterable[Row], report: Report = silent, count: int = 0
) -> int:
    """How many rows were written; UserError as `atomic_write`. Hidden columns are written too."""
    shapes = [_SHAPES.get(column.kind, str) for column in columns]
    done = 0
    with atomic_write(path) as file:
        out = csv.writer(codecs.getwriter("utf-8-sig")(file))
        out.writerow([guarded(column.heading) for column in columns])
        for done, row in enumerate(rows, 1):
            out.writerow(
                ["" if value is None else shape(value) for shape, value in zip(shapes, row, strict=True)]
            )
            if done % _EVERY == 0:
                report(done, count)
        report(done, count)
    return done


def guarded(text: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula; a CSV has no other way to say text."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What was given to `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _moment(value: datetime) -> str:
    return value.isoformat(" ", "minutes" if value.second == 0 else "seconds")


_SHAPES: Mapping[str, Callable[[Any], str]] = {
    "text": guarded,
    "money": "{:f}".format,
    "moment": _moment,
}
"""How a value is written, by the kind of its column; days are ISO 8601 as `str` has them."""
