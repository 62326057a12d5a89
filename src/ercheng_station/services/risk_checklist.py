"""The questions of a risk check: which topics a firm's rights call for, all questions of a topic, how far a check is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from ercheng_station import rulebook
from ercheng_station.codes import shipped
from ercheng_station.db.changes import Act, Alter, Change
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Values
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.protection.question import RiskQuestion
from ercheng_station.records.protection.risk_check import NO, NOT_APPLICABLE, YES, RiskCheck, RiskItem
from ercheng_station.rulebook import Dated
from ercheng_station.services.creating import created

TOPIC_OF = {
    "trademark": "trademark",
    "invention": "patent",
    "utility": "patent",
    "design": "patent",
    "gi": "gi",
    "work": "copyright",
    "software": "copyright",
    "secret": "secret",
}
USUAL = ("trademark", "secret")
"""What every firm is asked about: it has a name and customers, whether it registered anything or not."""
_LEVELS = ("high", "medium", "low")


@dataclass(frozen=True)
class Question(Dated):
    topic: str
    item: str
    basis: str


@dataclass(frozen=True)
class Standing:
    """How many questions were answered in which way; `worst` is the highest risk, "" if there is none."""

    items: int
    yes: int
    no: int
    not_applicable: int
    improved: int
    worst: str

    @property
    def open(self) -> int:
        return self.items - self.yes - self.no - self.not_applicable

    @property
    def words(self) -> str:
        if not self.items:
            return "还没有排查事项"
        risk = f"，最高风险“{shipped('risk_level').label(self.worst)}”" if self.worst else ""
        done = f"，已改进 {self.improved}" if self.improved else ""
        left = f"，未填 {self.open}" if self.open else ""
        return (
            f"共 {self.items} 项：是 {self.yes}，否 {self.no}，不适用 {self.not_applicable}{left}{risk}{done}"
        )


@cache
def shipped_questions() -> tuple[Question, ...]:
    return rulebook.read("risk_checklist", lambda row: Question(**rulebook.cells(row, "topic item basis")))


def questions(store: Store, topics: Collection[str], on: date) -> list[Question]:
    """Those asked on that day, in the order of the topics; the unit's own rows go before shipped ones of the same words."""
    own = [row.values for row in store.rows(Query(RiskQuestion))]
    replaced = {(one["topic"], one["item"]) for one in own}
    found = [one for one in shipped_questions() if (one.topic, one.item) not in replaced]
    found += [
        Question(one["since"], one["until"], one["topic"], one["item"], one["basis"] or "")
        for one in own
        if not one["unused"]
    ]
    order = shipped("risk_topic").order
    return sorted(
        (one for one in found if one.topic in topics and one.holds(on)), key=lambda one: order(one.topic)
    )


def basis_of(question: Question, on: date) -> str:
    """The law or its article by the text in force that day, where the table names one; else the words as they stand."""
    named = question.basis
    if not named or not named.isascii():
        return named
    return rulebook.article(named, on) if "." in named else f"《{rulebook.law(named, on).title}》"


def topics_for(store: Store, enterprise: Link) -> tuple[str, ...]:
    """Proposed by what the firm has: its rights, shops and exports."""
    rights = store.tally(Query(Right, where=by_value({"enterprise": enterprise})), "kind")
    firm = store.row(Enterprise, enterprise.uid).values
    called = {*USUAL, *(TOPIC_OF[kind] for kind in rights if kind in TOPIC_OF)}
    called |= {"shop"} if firm["online_shops"] else set()
    called |= {"export"} if firm["exports_to"] else set()
    return tuple(sorted(called, key=shipped("risk_topic").order))


def add_questions(store: Store, uid: UUID) -> Act:
    """One act: every question of the topics that the check has, or that are proposed, and that it lacks."""
    check = store.row(RiskCheck, uid)
    topics = check.values["topics"] or topics_for(store, check.values["enterprise"])
    changes: list[Change] = list(_missing(store, check, topics))
    if not check.values["topics"]:
        changes.append(Alter(RiskCheck, uid, {"topics": topics}, check.revision))
    return store.act(f"加入排查事项：{check.label}", changes)


def answer(store: Store, uid: UUID, said: str | None, level: str | None = None) -> Act:
    """One answer; 否 is a medium risk until somebody says otherwise, the other answers are none."""
    row = store.row(RiskItem, uid)
    risk = (level or row.values["level"] or "medium") if said == NO else None
    changed: Values = {"answer": said, "level": risk, "answered_on": store.today if said else None}
    if said != NO:
        changed |= {"improve_by": None, "improved": None, "improved_on": None}
    words = RiskItem.kept["answer"].text(said, store.context) if said else "未填"
    return store.act(f"排查结论“{words}”：{row.label}", [Alter(RiskItem, uid, changed, row.revision)])


def items_of(store: Store, uid: UUID) -> list[Row]:
    """In the order in which they are asked."""
    link = Link(uid, "", RiskCheck.__tablename__)
    rows = store.rows(Query(RiskItem, where=(Condition("risk_check", "is", link),)))
    return sorted(rows, key=lambda row: (row.values["place"] or 999, row.label))


def standing(items: Sequence[Values]) -> Standing:
    said = [one["answer"] for one in items]
    risks = {one["level"] for one in items if one["answer"] == NO and not one["improved"]}
    worst = next((level for level in _LEVELS if level in risks), "")
    improved = sum(bool(one["improved"]) for one in items)
    return Standing(len(said), said.count(YES), said.count(NO), said.count(NOT_APPLICABLE), improved, worst)


# -- inside


def _missing(store: Store, check: Row, topics: Collection[str]) -> Iterator[Change]:
    known = items_of(store, check.uid)
    asked = {(row.values["topic"], row.values["item"]) for row in known}
    place = max((row.values["place"] or 0 for row in known), default=0)
    on = check.values["checked_on"]
    link = Link(check.uid, check.label, RiskCheck.__tablename__)
    for one in questions(store, topics, on):
        if (one.topic, one.item) in asked:
            continue
        place += 1
        raw = {
            "risk_check": link,
            "place": place,
            "topic": one.topic,
            "item": one.item,
            "basis": basis_of(one, on),
        }
        yield created(store, RiskItem, raw)
