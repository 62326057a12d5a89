"""Each row of a kind with gates is tried before anything is written: what an act would refuse, its row tells."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.importing.verdict import CellFault, RowPlan, Verdict
from ercheng_station.exchange.plain import Kind
from ercheng_station.records.fields import Link

_LIFTED_BY = "backfilled"
"""The field by which an old record is brought in as it is (decision 0016)."""


def rehearsed(store: Store, kind: Kind, rows: list[RowPlan]) -> list[RowPlan]:
    """The rows with what their gates say; a firm that such a row would have brought along comes with the next that names it."""
    if not store.catalogue.gated(kind):
        return rows
    told: list[RowPlan] = []
    left: dict[UUID, Create] = {}
    refusals = iter(store.rehearse(_groups(kind, rows)))
    for row in rows:
        if not row.changes:
            told.append(row)
            continue
        further = [one for one in row.changes if one.kind is not kind]
        left |= {one.uid: one for one in further if isinstance(one, Create)}
        refusal = [next(refusals) for _ in (further, row)][-1]
        if refusal:
            told.append(_back(row, refusal))
        else:
            own = [one for one in row.changes if one.kind is kind]
            told.append(replace(row, changes=(*_taken(left, own), *own)))
    return told


def why_not(refusal: UserError) -> list[CellFault]:
    if isinstance(refusal, Refused):
        return [CellFault("", refusal.labels.get(name, ""), "", why) for name, why in refusal.faults.items()]
    return [CellFault("", "", "", refusal.what)]


def _groups(kind: Kind, rows: Sequence[RowPlan]) -> list[list[Create | Alter]]:
    """Two for each row that changes anything: what it brings along, which stays, and itself."""
    return [
        [one for one in row.changes if (one.kind is kind) is own]
        for row in rows
        if row.changes
        for own in (False, True)
    ]


def _back(row: RowPlan, refusal: UserError) -> RowPlan:
    faults = [*why_not(refusal), *_way_in(row)]
    return replace(row, verdict=Verdict.REFUSED, changes=(), cells=(), faults=tuple(faults))


def _way_in(row: RowPlan) -> list[CellFault]:
    own = row.changes[-1]
    lifting = own.kind.kept.get(_LIFTED_BY)
    if lifting is None or not isinstance(own, Create) or own.values.get(_LIFTED_BY):
        return []
    return [CellFault("", lifting.label, "", "确是以前办完的，表里加这一列，填“是”，就照原样登记")]


def _taken(left: dict[UUID, Create], own: Sequence[Create | Alter]) -> list[Create]:
    named = [value.uid for one in own for value in one.values.values() if isinstance(value, Link)]
    return [left.pop(uid) for uid in named if uid in left]
