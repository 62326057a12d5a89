"""What a case's file holds, computed from the case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from ercheng_station.services.dossier.entry import Entry
from ercheng_station.services.dossier.rows import ROWS, Row, must_have
from ercheng_station.services.dossier.shelf import Shelf, by_paper
from ercheng_station.services.papers import Form, How, copy_for


@dataclass(frozen=True)
class Plan:
    """The entries from cover to back, those that are not there too."""

    whole: Whole
    entries: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(entry.missing for entry in self.entries if entry.missing)

    def refuse_unfinished(self, copy: Copy) -> None:
        """UserError dossier-incomplete, naming all that keeps the file from being final as that copy may tell it."""
        if self.missing:
            case, missing = map(copy.hidden, (self.whole.record.label, "；".join(self.missing)))
            raise UserError("dossier-incomplete", case=case, missing=missing)


def plan_dossier(store: Store, forms: Mapping[str, Form], uid: UUID, *, masked: bool = False) -> Plan:
    """`forms` are all papers by their names."""
    whole = store.living(Mediation, uid)
    shelf = Shelf(store, forms, whole, masked, by_paper(whole.record.papers))
    covers = [
        replace(shelf.paper(Entry(paper=name, numbered=False)), must=True)
        for name in ("mediation_cover", "mediation_index")
    ]
    must = must_have(shelf)
    rows = [entry for row in ROWS for entry in _entries(shelf, row, row.number in must)]
    return Plan(whole, (*covers, *rows))


def copy_for_dossier(store: Store, plan: Plan, *, draft: bool = False, masked: bool = False) -> Copy:
    """How all its papers are made; the names of a masked file are the same letters throughout."""
    store.accounts.demand("papers")
    copy = copy_for(store, How(draft, masked))
    return replace(copy, aliases=Mediation.aliases(plan.whole))


def _entries(shelf: Shelf, row: Row, must: bool) -> Iterator[Entry]:
    found = list(row.entries(shelf))
    if not found and row.number:
        found = [Entry(row.title, missing=f"缺{row.title}" if must else "")]
    for entry in found:
        yield replace(entry, row=row.number, must=must)
