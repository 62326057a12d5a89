"""Which kinds and fields may leave the unit in a bundle, and the versions of its records.

Never what is confided to somebody; private fields and attachments only where the freight says so. What belongs to a
mediation stays with the committee whose it is: of a case its number, type, result and amount alone (人民调解 files are
the committee's). Between two computers of one unit everything goes that is not a computer's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db.post import REMOVED, SENT, Lineage, Post, Step
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.version import DESTROYED, NUMBER, Version
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import PLAIN, Field, Files
from ercheng_station.records.mediation import Mediation

Kind = type[Record]
_OWN = frozenset(
    {
        "day_off",
        "deadline_rule",
        "enterprise_match",
        "grading_rule",
        "paper",
        "phrase",
        "report",
        "risk_question",
        "setting",
        Mediation.__tablename__,
    }
)
"""What a unit keeps for itself."""
_COMPUTERS = frozenset({"setting"})
"""What a computer keeps for itself."""


@dataclass(frozen=True)
class Freight:
    """What goes besides the open fields. `whole`: to another computer of the same unit. `figures`: those alone, no records."""

    attachments: bool = False
    private: bool = False
    whole: bool = False
    figures: bool = False


OPEN, WHOLE = Freight(), Freight(attachments=True, private=True, whole=True)
FIGURES = Freight(figures=True)
CASE_FIELDS = ("dispute_type", "outcome", "settled_on", "amount")


def travelling(catalogue: Catalogue, freight: Freight = OPEN) -> list[Kind]:
    """The kinds whose records travel: those that need no record that stays."""
    if freight.figures:
        return []
    own = _COMPUTERS if freight.whole else _OWN
    staying = {kind.__tablename__ for kind in catalogue if kind.__tablename__ in own or kind.confided_to}
    more = staying
    while more:
        more = {
            kind.__tablename__
            for kind in catalogue
            if kind.__tablename__ not in staying
            and any(one.required and one.kind in staying for one in refs_of(kind).values())
        }
        staying |= more
    return [kind for kind in catalogue if kind.__tablename__ not in staying]


def fields_that_travel(kind: Kind, kinds: Iterable[Kind], freight: Freight = OPEN) -> dict[str, Field]:
    """The others are unknown to whoever gets the bundle, not empty."""
    names = {one.__tablename__ for one in kinds}
    refs = refs_of(kind)
    return {
        name: described
        for name, described in kind.kept.items()
        if (freight.private or not described.private)
        and (freight.attachments or not isinstance(described, Files))
        and (name not in refs or refs[name].kind in names)
    }


def versions(
    store: Store, post: Post, kind: Kind, fields: Mapping[str, Field]
) -> Iterator[tuple[Version, int]]:
    """Each record of the kind with the last entry of its history. Earlier contents only where they left already.

    None of a record that only merges brought which were undone.
    """
    lineages = post.lineages(kind.__tablename__)
    left = sorted(int(one["last"]) for one in post.book(SENT).values() if not one.get("figures"))
    for row in post.every(store.shape(kind)):
        lineage = lineages.get(row.uid, Lineage())
        if lineage.is_empty:
            continue
        steps = [one for one in lineage.steps if any(_stood(one, lineage.steps, seq) for seq in left)]
        yield version_of(kind, row, lineage, fields, steps), lineage.steps[-1].seq


def version_of(
    kind: Kind, row: Row, lineage: Lineage, fields: Mapping[str, Field], told: Iterable[Step]
) -> Version:
    """`told`: the steps after which the record's content may be known to others."""
    values = {name: described.plain(row.values[name], PLAIN) for name, described in fields.items()}
    content = {**values, NUMBER: row.number, REMOVED: row.removed_why or "" if row.removed_at else None}
    if lineage.destroyed:
        content[DESTROYED] = True
    now = str(row.revision)
    shown = {one.revision for one in told} - {row.revision}
    then = [(str(one), was) for one, was in _backwards(lineage.steps, content, fields) if one in shown]
    return Version(
        kind.__tablename__,
        str(row.uid),
        str(row.origin),
        now,
        str(row.parent) if row.parent else None,
        row.created_at.isoformat(),
        row.changed_at.isoformat(),
        row.removed_at.isoformat() if row.removed_at else None,
        content,
        {name: row.values[name].title for name in refs_of(kind) if values.get(name)},
        tuple(sorted(str(one) for one in lineage.known if one != row.revision)),
        tuple(then),
    )


def _stood(step: Step, steps: list[Step], seq: int) -> bool:
    """Whether it was the last of the steps when the history had so many entries."""
    return step.seq <= seq and not any(step.seq < other.seq <= seq for other in steps)


def _backwards(
    steps: list[Step], now: Mapping[str, Any], fields: Mapping[str, Field]
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """What was different after each step but the last, the newest first; each revision once."""
    was: dict[str, Any] = {}
    for later, step in zip(reversed(steps[1:]), reversed(steps[:-1]), strict=True):
        was |= {name: value for name, value in later.old.items() if name in fields or name == REMOVED}
        if step.revision != later.revision:
            yield step.revision, {name: value for name, value in was.items() if now[name] != value}
