"""Which years 年度结转 has closed, and whether the last one waits for it."""

from ercheng_station.db.store import Store
from ercheng_station.records.dates import beijing
from ercheng_station.records.station import Station

_TO_MARCH = 3


def is_closed(store: Store, year: int) -> bool:
    return year <= store.context.closed


def year_left_open(store: Store) -> int | None:
    """The last year, while it is not closed: until March, for a unit that worked in it."""
    last, begun = store.today.year - 1, store.row(Station, store.unit.uid).created_at
    told = store.today.month <= _TO_MARCH and beijing(begun).year <= last
    return last if told and not is_closed(store, last) else None
