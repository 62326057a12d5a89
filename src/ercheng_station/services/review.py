"""任务与考评 in one go: both coverages of a year, its tasks with their progress, its score sheet."""

from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.work import PlanTask, ScoreSheet
from ercheng_station.services import scoring
from ercheng_station.services.coverage import Covered, both
from ercheng_station.services.plan import Progress, plans, progress_of
from ercheng_station.services.scoring import Scored


@dataclass(frozen=True)
class Review:
    """`plan` is "" and `sheet` None where none is made yet; `drill` are the automatic items of the sheet."""

    year: int
    today: date
    on: date
    coverage: tuple[Covered, ...]
    plans: tuple[str, ...]
    plan: str
    tasks: tuple[Progress, ...]
    sheet: Row | None
    total: float | None
    open_items: int
    drill: tuple[Scored, ...]


def read_review(store: Store, year: int, plan: str = "") -> Review:
    """A year's; `plan` names another plan than that year's."""
    on = store.today if year == store.today.year else date(year, 12, 31)
    authority = PlanTask in store.kinds
    known = plans(store) if authority else []
    shown = plan if plan in known else next((one for one in known if one.startswith(f"{year}年")), "")
    sheet = _sheet(store, year)
    items = scoring.items_of(store, sheet.uid) if sheet else []
    return Review(
        year,
        store.today,
        on,
        both(store, on) if authority else (),
        tuple(known),
        shown,
        tuple(progress_of(store, shown, store.today)) if shown else (),
        sheet,
        scoring.total(items, "self_score"),
        sum(row.values["self_score"] is None for row in items),
        tuple(scoring.drill_down(store, sheet.uid)) if sheet else (),
    )


def _sheet(store: Store, year: int) -> Row | None:
    """The own one's before those of others."""
    found = list(store.rows(Query(ScoreSheet, where=by_value({"year": year}))))
    own = [row for row in found if row.values["at"].uid == store.unit.uid]
    return next(iter(own or found), None)
