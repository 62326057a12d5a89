"""What is not finished, since when and in whose hands: what a new year takes over, and what one person hands to another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import (
    AdministrativeMediation,
    AssistCase,
    ConsumerComplaint,
    Errand,
    ExpertOpinion,
    Improvement,
    Reception,
)
from ercheng_station.records.base import Record, listed
from ercheng_station.records.characters import shorten
from ercheng_station.records.clues import Clue, Cooperation, Transfer
from ercheng_station.records.dates import beijing
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Ref
from ercheng_station.records.mediation import Committee, Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.protection import (
    EnterprisePlan,
    KeyEnterprise,
    LeadSurvey,
    PlanMeasure,
    RiskCheck,
    Slip,
)
from ercheng_station.records.resources import CooperationAgreement, EquipmentUse, Fund, Resolution
from ercheng_station.records.station import Equipment, Station
from ercheng_station.records.work import Campaign, Duty, PlanTask

BETWEEN_NAMES = "、"
_MOST = 60
"""Characters of a long text."""


@dataclass(frozen=True)
class Matter:
    """Records of `kind` that are open, and the field `person` with who has them in hand ("" = nobody is named).

    `still`: why whoever takes over is not simply named in it. `thing`: a post or a thing, which no year carries over.
    `now`: a field with a day or a year; only from today, or this year, on.
    """

    kind: type[Record]
    open: tuple[Condition, ...] = ()
    person: str = ""
    still: str = ""
    thing: bool = False
    now: str = ""


@dataclass(frozen=True)
class Standing:
    """One of them, with who is named in it and the state it stands in, in words."""

    matter: Matter
    row: Row
    began: date
    persons: tuple[str, ...]
    state: str

    @property
    def kind(self) -> type[Record]:
        return self.matter.kind

    @property
    def words(self) -> str:
        """Number and title; where they are the same, whom and what it is about besides."""
        row = self.row
        if row.number and row.number == row.label:
            return " ".join([row.number, *self._about()])
        return row.label if not row.number or row.number in row.label else f"{row.number} {row.label}"

    def _about(self) -> Iterator[str]:
        """The first record that a list shows of it, and the beginning of the first long text."""
        listed_fields = listed(self.kind).values()
        refs = [field for field in listed_fields if isinstance(field, Ref) and self.row.values[field.name]]
        texts = [field for field in listed_fields if getattr(field, "lines", 1) > 1 and not field.private]
        yield from (self.row.values[field.name].title for field in refs[:1])
        yield from (shorten(self.row.values[field.name] or "", _MOST) for field in texts[:1])


def _not(field: str, *codes: str) -> tuple[Condition, ...]:
    return tuple(Condition(field, "not", code) for code in codes)


_APPOINTED = "主持调解员由调委会指定、当事人可以选定，不随交接变更；请在案件里另行指定"
_RECEIVED = "谁接待的照实保留，由接收人回复"
_BORROWED = "由领用人归还，或者另办领用"

MATTERS = (
    Matter(Need, _not("status", "closed"), "handler"),
    Matter(Reception, (Condition("state", "is", "open"),), "by", _RECEIVED),
    Matter(EnterprisePlan, _not("status", "evaluated")),
    Matter(PlanMeasure, _not("state", "done", "dropped"), "by"),
    Matter(RiskCheck, _not("status", "done")),
    Matter(LeadSurvey, _not("status", "closed"), "handler"),
    Matter(KeyEnterprise, _not("status", "refused", "removed"), "specialist"),
    Matter(Slip, _not("status", "answered")),
    Matter(Mediation, _not("status", "archived"), "mediator", _APPOINTED),
    Matter(Clue, _not("status", "closed"), "handler"),
    Matter(Transfer, _not("status", "ended", "refused"), "handler"),
    Matter(Cooperation, _not("status", "closed"), "handler"),
    Matter(AssistCase, (Condition("ended_on", "empty"),), "handler"),
    Matter(ExpertOpinion, (Condition("signed_on", "empty"),)),
    Matter(Improvement, _not("status", "closed"), "handler"),
    Matter(ConsumerComplaint, (Condition("ended_on", "empty"), *_not("decision", "rejected"))),
    Matter(AdministrativeMediation, _not("status", "ended")),
    Matter(Errand, (Condition("result", "is", "open"),), "by"),
    Matter(Resolution, _not("status", "done", "dropped"), "person"),
    Matter(PlanTask, (*_not("status", "done"), Condition("archived", "not", True)), "handler"),
    Matter(Campaign, (Condition("summary", "empty"),), "handler"),
    Matter(Station, (), "head", thing=True),
    Matter(Station, (), "contact", thing=True),
    Matter(Committee, (), "seal_holder", thing=True),
    Matter(Equipment, _not("status", "scrapped"), "keeper", thing=True),
    Matter(EquipmentUse, (Condition("returned_on", "empty"),), "taken_by", _BORROWED, thing=True),
    Matter(Fund, (), "keeper", thing=True, now="year"),
    Matter(CooperationAgreement, (Condition("ended_on", "empty"),), "own_contact", thing=True),
    Matter(Enterprise, (), "in_charge", thing=True),
    Matter(Duty, (), "person", thing=True, now="on"),
)
"""In the order of the work; what is merely kept stands last."""


def carried_over(store: Store, year: int) -> list[Standing]:
    """What this unit began before that year and has not finished, register by register, the oldest first."""
    first = date(year, 1, 1)
    found = (_standing(store, matter) for matter in MATTERS if not matter.thing)
    return [one for standing in found for one in standing if one.began < first]


def held_by(store: Store, person: str) -> list[Standing]:
    """What this unit has that names the person."""
    found = (_standing(store, matter) for matter in MATTERS if matter.person)
    return [one for standing in found for one in standing if person in one.persons]


def holders(store: Store) -> dict[str, int]:
    """How much each person has in hand."""
    found = (_standing(store, matter) for matter in MATTERS if matter.person)
    return dict(Counter(name for standing in found for one in standing for name in one.persons))


def by_register(standing: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """Under the title of the register, or of the post where one record has several."""
    titles = {title_of(one.matter): one.kind for one in standing}
    return [(title, [one for one in standing if title_of(one.matter) == title]) for title in titles]


# -- inside


def _standing(store: Store, matter: Matter) -> list[Standing]:
    if matter.kind not in store.kinds:
        return []
    named = (Condition(matter.person, "filled"),) if matter.thing else ()
    where = (*matter.open, *named, *_from_now(store, matter))
    rows = store.rows(Query(matter.kind, where=where, origin=store.unit.uid))
    found = [_read(store, matter, row) for row in rows]
    mine = [one for one in found if matter.kind is not Station or one.row.uid == store.unit.uid]
    return sorted(mine, key=lambda one: (one.began, one.row.n))


def _from_now(store: Store, matter: Matter) -> Iterator[Condition]:
    if matter.now:
        first: Any = store.today.year if matter.now == "year" else store.today
        yield Condition(matter.now, "from", first)


def _read(store: Store, matter: Matter, row: Row) -> Standing:
    named = row.values[matter.person] if matter.person else None
    persons = tuple(part for part in str(named or "").split(BETWEEN_NAMES) if part)
    chain = matter.kind.chain
    state = matter.kind.kept[chain.field].text(row.values[chain.field], store.context) if chain else ""
    return Standing(matter, row, _began(matter.kind, row), persons, state)


def title_of(matter: Matter) -> str:
    if matter.kind is Station:
        return f"{matter.kind.title}{matter.kind.kept[matter.person].label}"
    return matter.kind.title


def _began(kind: type[Record], row: Row) -> date:
    """The business day; of a year's tasks its first day; else when it was entered."""
    if kind.dated_by and (day := row.values[kind.dated_by]):
        return cast(date, day)
    year = row.values.get("year")
    return date(year, 1, 1) if year else beijing(row.head["created_at"]).date()
