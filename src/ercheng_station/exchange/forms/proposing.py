"""Which cells of a form are to be filled, and with what, as its labels beside and above say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, product

from ercheng_station.exchange.forms.labels import PLANNED, column_of, figure_of, is_measure, is_serial, ours
from ercheng_station.exchange.forms.sheet_cells import At, name_of
from ercheng_station.exchange.forms.workbook_form import Form, FormSheet, Place
from ercheng_station.exchange.reading.book import Cell
from ercheng_station.services.form_values import NOW, key_of

MOST = 400
"""Cells of a form; what has more is a ledger."""

_HIGHEST = 100
"""Rows between a cell and its label above."""
_TELLING = 6
"""Characters by which the end of a unit's name is known."""


@dataclass(frozen=True)
class Slot:
    """A cell that may be filled; `choice` is "" where nothing is proposed. `left` and `above` are its labels, nearest first."""

    place: Place
    left: Sequence[str]
    above: Sequence[str]
    choice: str = ""

    @property
    def cell(self) -> str:
        return name_of(self.place[1])


def propose(form: Form, units: Collection[str] = ()) -> list[Slot]:
    """`units`: the names of this unit; of rows for many units only its own is proposed, of rows without one the first."""
    slots = (slot for title, sheet in form.sheets.items() for slot in _Grid(title, sheet).slots())
    return list(_once([_chosen(slot, units) for slot in islice(slots, MOST)]))


def _once(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Each value in one cell of a sheet: the first that its labels name."""
    taken: set[tuple[str, str]] = set()
    for slot in slots:
        key = slot.place[0], slot.choice
        yield Slot(slot.place, slot.left, slot.above) if slot.choice and key in taken else slot
        taken.add(key)


def _chosen(slot: Slot, units: Collection[str]) -> Slot:
    return Slot(slot.place, slot.left, slot.above, _choice(slot.left, slot.above, units))


def _choice(left: Sequence[str], above: Sequence[str], units: Collection[str]) -> str:
    if found := next((key for text in left[:1] if (key := ours(text))), ""):
        return found
    beside = _figure(left)
    figure = beside or _figure(above)
    if not figure or (not beside and left and units and not _is_ours(left, units)):
        return ""
    column = _column(above) or _column(left) or NOW
    return "" if column == PLANNED else key_of(figure, column)


def _is_ours(left: Sequence[str], units: Collection[str]) -> bool:
    """By the whole name, its end without the district, or a name that holds the short one."""
    return any(
        unit in text or (len(text) >= _TELLING and unit.endswith(text)) for text in left for unit in units
    )


def _column(labels: Sequence[str]) -> str:
    """累计 below 去年同期 is both."""
    return column_of("".join(text for text in reversed(labels) if not figure_of(text)))


def _figure(texts: Sequence[str]) -> str:
    """The nearest label that names one, or two of them together: 培训 before 场次."""
    for at, text in enumerate(texts):
        further = texts[at + 1] if at + 1 < len(texts) else ""
        if found := figure_of(text) or figure_of(f"{further}{text}"):
            return found
    return ""


class _Grid:
    """A sheet as a person sees it: a merged cell's words stand in all its places."""

    def __init__(self, title: str, sheet: FormSheet) -> None:
        self._title, self._sheet = title, sheet
        self._rows = sheet.shown.rows
        self._anchor = {
            (row, column): (one.top, one.left)
            for one in sheet.shown.merged
            for row in range(one.top, min(one.bottom + 1, one.top + MOST))
            for column in range(one.left, min(one.right + 1, one.left + MOST))
        }
        width = max(map(len, self._rows), default=0)
        self._titles = {
            (one.top, one.left) for one in sheet.shown.merged if one.right - one.left + 1 >= width > 1
        }
        self._drawn = {at for at, cell in sheet.cells.cells.items() if not cell.has_formula}
        self._undrawn = [] if any(map(self._is_blank, self._drawn)) else list(self._between(width))

    def slots(self) -> Iterator[Slot]:
        for at in sorted((*self._drawn, *self._undrawn)):
            if not self._is_place(at):
                continue
            left, above = self._left(*at), self._above(*at)
            labelled = left or above if at in self._drawn else left and above
            if labelled and _is_free(self._value(*at)) and not is_serial(above):
                yield Slot((self._title, at), left, above)

    def _is_place(self, at: At) -> bool:
        return at not in self._titles and self._anchor.get(at, at) == at

    def _is_blank(self, at: At) -> bool:
        return self._is_place(at) and self._value(*at) is None

    def _between(self, width: int) -> Iterator[At]:
        """Of a form without borders: what is blank there stands nowhere in its file."""
        places = product(range(min(len(self._rows), MOST)), range(min(width, MOST)))
        return (at for at in places if at not in self._sheet.cells.cells)

    def _value(self, row: int, column: int) -> Cell:
        """What stands across the whole sheet is a title and labels nothing."""
        row, column = self._anchor.get((row, column), (row, column))
        if (row, column) in self._titles:
            return None
        cells = self._rows[row] if row < len(self._rows) else []
        return cells[column] if column < len(cells) else None

    def _left(self, row: int, column: int) -> list[str]:
        return _labels([self._value(row, one) for one in range(column - 1, -1, -1)])

    def _above(self, row: int, column: int) -> list[str]:
        return _labels([self._value(one, column) for one in range(row - 1, max(row - _HIGHEST, -1), -1)])


def _labels(cells: Sequence[Cell]) -> list[str]:
    """The first words on the way and those that follow without a gap; values and units of measure are passed over before."""
    texts = ["" if _is_free(one) or (isinstance(one, str) and is_measure(one)) else str(one) for one in cells]
    first = next((at for at, text in enumerate(texts) if text), len(texts))
    end = next((at for at in range(first, len(texts)) if not texts[at]), len(texts))
    return [text.strip() for text, _ in groupby(texts[first:end])]


def _is_free(value: Cell) -> bool:
    """Empty, or a number that may be that of last month."""
    return not str(value).strip() if isinstance(value, str) else value is None or _is_number(value)


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
