"""Proposes how grave a clue is, by dated rules that the unit may replace; a person decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ercheng_station import rulebook
from ercheng_station.codes import shipped
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue, GradingRule
from ercheng_station.records.protection import KeyEnterprise
from ercheng_station.records.protection.key_enterprise import LISTED
from ercheng_station.rulebook import Dated

LEAST = "general"
REPEATED_YEARS = 5
_FEN = 100
_OTHERWISE = "没有符合的规则，按“一般”"


@dataclass(frozen=True, kw_only=True)
class Rule(Dated):
    """Fires for a clue with the sign, or whose amount in fen reaches the limit."""

    name: str
    words: str
    grade: str
    sign: str = ""
    amount_from: int | None = None

    def fires(self, signs: Iterable[str], amount: int | None) -> bool:
        reached = self.amount_from is not None and (amount or 0) >= self.amount_from
        return reached or (bool(self.sign) and self.sign in signs)


@dataclass(frozen=True)
class Proposal:
    """The gravest grade of the rules that fired, and their words; `why` is never empty."""

    grade: str
    fired: tuple[Rule, ...]

    @property
    def why(self) -> str:
        return "；".join(rule.words for rule in self.fired) or _OTHERWISE


def propose(store: Store, row: Row) -> Proposal:
    """By the rules in force on the day the clue was received."""
    values = row.values
    signs = {*(values["signs"] or ()), *found_signs(store, row)}
    on = values["received_on"]
    fired = tuple(rule for rule in rules_of(store) if rule.holds(on) and rule.fires(signs, values["amount"]))
    order = [one.code for one in shipped("clue_grade").codes]
    grades = sorted({rule.grade for rule in fired}, key=order.index)
    return Proposal(grades[0] if grades else LEAST, fired)


def proposed_values(store: Store, row: Row) -> Values:
    """What the act that grades keeps of the proposal, so that it can be read later."""
    found = propose(store, row)
    return {"proposed_grade": found.grade, "proposed_why": found.why}


def told_beneath(store: Store, row: Row) -> Mapping[str, str]:
    """What the person who decides reads beneath the grade."""
    found = propose(store, row)
    label = store.context.codes("clue_grade").label(found.grade)
    return {"grade": f"建议“{label}”：{found.why}"}


def found_signs(store: Store, row: Row) -> Iterator[str]:
    """What the registers tell besides what was ticked: a protected holder, an earlier clue about the same suspect."""
    holder = row.values["holder"]
    if holder and store.count(
        Query(
            KeyEnterprise,
            where=(Condition("enterprise", "is", holder), Condition("status", "is", LISTED)),
        )
    ):
        yield "key_enterprise"
    if _earlier(store, row):
        yield "repeated"


def rules_of(store: Store) -> list[Rule]:
    """The shipped ones, each replaced by the unit's own of the same name, then its others."""
    found = {rule.name: rule for rule in shipped_rules()}
    for row in store.rows(Query(GradingRule, sort="created_at")):
        found[row.values["name"]] = _of_row(row.values)
    return list(found.values())


@cache
def shipped_rules() -> tuple[Rule, ...]:
    return rulebook.read("clue_grading", _of_line)


def _earlier(store: Store, row: Row) -> bool:
    """Whether another clue about the suspect was found to be right within the last years."""
    code, firm = row.values["suspect_code"], row.values["suspect_enterprise"]
    known = [Condition("suspect_code", "is", code)] if code else []
    known += [Condition("suspect_enterprise", "is", firm)] if firm else []
    on = row.values["received_on"]
    since = date(on.year - REPEATED_YEARS, on.month, min(on.day, 28))
    return any(
        other.uid != row.uid and other.values["outcome"] in {"filed", "police"}
        for one in known
        for other in store.rows(
            Query(
                Clue, where=(one, Condition("received_on", "from", since), Condition("received_on", "to", on))
            )
        )
    )


def _of_row(values: Mapping[str, Any]) -> Rule:
    same = {name: values[name] for name in ("name", "words", "grade", "amount_from", "since", "until")}
    return Rule(**same, sign=values["sign"] or "")


def _of_line(line: dict[str, str]) -> Rule:
    amount = int(line["amount_from"]) * _FEN if line["amount_from"] else None
    return Rule(**rulebook.cells(line, "name words grade sign"), amount_from=amount)
