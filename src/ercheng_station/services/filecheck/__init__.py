"""卷宗自查: checks a mediation file as those who review it do.

A further rule is a small function in the module of its matter and one line in that module's `RULES`.
"""

from uuid import UUID

from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records.base import link_to
from ercheng_station.records.mediation import Mediation, Mediator
from ercheng_station.services.filecheck import (
    agreement,
    archive,
    bodies,
    confirmation,
    ending,
    intake,
    sameness,
    sessions,
)
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import SEVERITIES, Finding, Rule, apply

__all__ = ["RULES", "SEVERITIES", "CaseFile", "Finding", "Rule", "check_file", "findings", "read_file"]

RULES: tuple[Rule, ...] = tuple(
    rule
    for matter in (intake, bodies, sessions, agreement, sameness, ending, confirmation, archive)
    for rule in matter.RULES
)


def check_file(store: Store, uid: UUID) -> list[Finding]:
    """What is to be mended in a case, the gravest first; `uid` is the case's or a part's own case."""
    return findings(read_file(store, uid))


def findings(file: CaseFile) -> list[Finding]:
    found = [finding for rule in RULES for finding in apply(rule, file)]
    return sorted(found, key=lambda one: SEVERITIES.index(one.severity))


def read_file(store: Store, uid: UUID) -> CaseFile:
    whole = store.living(Mediation, uid)
    where = by_value({"committee": link_to(whole.record.committee)})
    roster = [one for one in store.find(Query(Mediator, where=where)) if isinstance(one, Mediator)]
    return CaseFile(whole, tuple(roster), store.today)
