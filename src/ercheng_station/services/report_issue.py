"""What the files of a report show besides its figures: words, what changed since it was sent, records behind the main figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context
from ercheng_station.services.blocks import MESSAGE
from ercheng_station.services.corrections import Correction, corrections
from ercheng_station.services.report_words import filled, words_of
from ercheng_station.services.reporting import Line, Report

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "visit": ("enterprise", "way"),
    "need": ("enterprise", "category", "status"),
    "mediation": ("dispute_type", "outcome", "amount"),
    "clue": ("source", "grade", "status"),
    "consultation": ("category",),
    "training": ("theme", "attended"),
    "publicity": ("theme", "audience"),
}
"""Fields of a record that a superior may see: nobody's name, and of a mediation no more than its type, result and amount."""
MOST, _NUMBER = 60, 24


class Behind(NamedTuple):
    """The records that `lines` count; of `total`, the first are in `rows`. `columns`: heading and width in characters."""

    lines: Sequence[Line]
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    total: int

    @property
    def title(self) -> str:
        return "、".join(line.indicator.title for line in self.lines)


@dataclass(frozen=True)
class Issue:
    """A report as it is handed over in one of its files; `words` have their numbers."""

    report: Report
    words: str
    corrections: Sequence[Correction] = ()
    behind: Sequence[Behind] = field(default_factory=tuple)

    @property
    def corrected(self) -> list[str]:
        """更正说明, numbered."""
        return [f"{number}.{one.words}" for number, one in enumerate(self.corrections, start=1)]


def issue_of(store: Store, report: Report, most: int = MOST) -> Issue:
    """`most` records of each list. UserError if the words hold a place that stands for no number."""
    words = filled(report, words_of(store, report))
    return Issue(report, words, corrections(store, report), list(_all_behind(store, report, most)))


def _all_behind(store: Store, report: Report, most: int) -> Iterator[Behind]:
    """Figures that count the same records share one list."""
    asked = [
        (replace(line.indicator.rows(report.span.period), sort=line.indicator.kind.dated_by), line)
        for name in MESSAGE
        if (line := report.line(name)) and line.rows
    ]
    for query, found in groupby(asked, key=lambda one: one[0]):
        yield _behind(store, query, [line for _, line in found], most)


def _behind(store: Store, query: Query, lines: Sequence[Line], most: int) -> Behind:
    kind = query.kind
    names = [name for name in (kind.dated_by, *_SHOWN[kind.__tablename__]) if name]
    rows = [_texts(kind, row, names, store.context) for row in store.rows(query, most)]
    columns = [("编号", _NUMBER), *((kind.kept[name].label, kind.kept[name].width) for name in names)]
    return Behind(lines, columns, rows, lines[0].rows)


def _texts(kind: type[Record], row: Row, names: Sequence[str], context: Context) -> list[str]:
    return [str(row.number or ""), *(kind.kept[name].text(row.values[name], context) for name in names)]
