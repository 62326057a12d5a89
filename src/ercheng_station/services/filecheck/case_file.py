"""A case as the file check looks at it: the whole of it, the roster of its committee, and today."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from ercheng_station.records.base import Record
from ercheng_station.records.dates import BEIJING, years_later
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Guest,
    Mediation,
    Mediator,
    Party,
    Session,
)
from ercheng_station.records.mediation.states import AGREED, in_force
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_texts import Passage, passages

R = TypeVar("R", bound=Record)
GROWN_UP = 18


def day_of(moment: datetime) -> date:
    """In Beijing."""
    return moment.astimezone(BEIJING).date()


def is_grown_up(born: date, on: date) -> bool:
    return years_later(born, GROWN_UP) <= on


@dataclass(frozen=True)
class CaseFile:
    """`roster` holds every mediator of the committee, those no longer in office too."""

    whole: Whole
    roster: tuple[Mediator, ...]
    today: date

    @property
    def case(self) -> Mediation:
        return self.whole.record  # type: ignore[no-any-return]

    def all(self, kind: type[R]) -> tuple[R, ...]:
        if kind is Mediation:
            return (self.whole.record,)
        return self.whole.all(kind)

    @cached_property
    def sides(self) -> list[Party]:
        """Who has to agree: third parties may stay away."""
        return [party for party in self.all(Party) if party.role != "third"]

    @cached_property
    def sessions(self) -> list[Session]:
        """In the order they were held."""
        return sorted(self.all(Session), key=lambda one: one.begun_at)

    @cached_property
    def first_day(self) -> date | None:
        """Of the first session."""
        return day_of(self.sessions[0].begun_at) if self.sessions else None

    @cached_property
    def agreement(self) -> Agreement | None:
        """The one in force."""
        return in_force(self.whole)  # type: ignore[no-any-return]

    @cached_property
    def confirmation(self) -> Confirmation | None:
        return max(self.all(Confirmation), key=lambda one: one.n, default=None)

    @property
    def is_agreed(self) -> bool:
        """The parties have come to terms."""
        return self.case.outcome == AGREED

    @property
    def to_be_confirmed(self) -> bool:
        return self.agreement is not None and bool(self.agreement.apply_confirmation or self.confirmation)

    @cached_property
    def people(self) -> dict[str, str]:
        """Everybody on the parties' side: name → what they are."""
        found = {agent.name: f"{agent.party.name}的代理人" for agent in self.all(Agent)}
        for party in self.all(Party):
            if party.representative:
                found[party.representative] = f"{party.name}的代表人"
        return found | {party.name: "当事人" for party in self.all(Party)}

    @cached_property
    def names(self) -> set[str]:
        """Of everybody who has to do with the case."""
        staff = {one.name for one in self.case.mediators}
        return {*self.people, *(guest.name for guest in self.all(Guest)), *staff}

    @cached_property
    def texts(self) -> list[Passage]:
        return list(passages(self.whole))
