"""A good case in a store, and what it takes to spoil it."""

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.records.fields import Link, plain_files
from ercheng_station.records.mediation import (
    Agreement,
    Committee,
    Confirmation,
    Court,
    Event,
    FollowUp,
    Instalment,
    Mediation,
    Mediator,
    Party,
    Session,
)
from ercheng_station.services.filecheck import check_file, read_file
from tests.mediating import made

WEIGHTS = 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2
IDENTITY = {
    "consent": "agreed",
    "consent_on": "2026-09-02",
    "other_id": "护照 E12345678",
    "mobile": "13712345678",
    "address": "鄂城区凤凰街道1号",
}


def id_of(born):
    """A valid ID number of somebody born on that day (yyyymmdd)."""
    body = f"420704{born}001"
    rest = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


OLD = "H18"
"""What the check says of every old case."""


class Case:
    """Marked as an old one, so that no gate keeps it from being spoiled."""

    def __init__(self, store, uid):
        self.store, self.uid = store, uid
        self.link = Link(uid, store.row(Mediation, uid).label, "mediation")
        self.set(Mediation, backfilled="是")

    def codes(self):
        return {finding.code for finding in self.found()}

    def found(self):
        return [one for one in check_file(self.store, self.uid) if one.code != OLD]

    def all(self, kind):
        whole = self.store.whole(Mediation, self.uid)
        return (whole.record,) if kind is Mediation else whole.all(kind)

    def set(self, kind, **raw):
        """In the first record of the kind."""
        self.alter(self.all(kind)[0], **raw)

    def alter(self, record, **raw):
        kept = type(record).kept
        values = {name: kept[name].parse(value, self.store.context) for name, value in raw.items()}
        self.store.act("改", [Alter(type(record), record.uid, values)])

    def respondent(self, **raw):
        self.alter(next(one for one in self.all(Party) if one.role == "respondent"), **raw)

    def add(self, kind, /, **raw):
        return made(self.store, kind, **{kind.owner: self.link, **raw})

    def remove(self, *kinds):
        gone = [Remove(kind, one.uid, "错") for kind in kinds for one in self.all(kind)]
        self.store.act("删", gone)

    def scan(self):
        return plain_files([self.store.attachments.put(b"signed", "签字页.txt")])

    # -- what several of them need

    def move(self, *states):
        for status in states:
            self.set(Mediation, status=status)

    def archive(self, **more):
        bound = {
            "archivist": "李秀兰",
            "archived_on": "2026-11-01",
            "checker": "周立新",
            "sheet_count": "20",
            "retention": "long",
        }
        self.move("archived")
        self.set(Mediation, checked_on="2026-11-02", **{**bound, **more})

    def terminate(self, **more):
        told = {"termination": "no_agreement", "told_routes": ["litigation"], "told_on": "2026-09-10"}
        self.remove(Agreement, Instalment, FollowUp)
        self.move("archived", "terminated")
        self.set(Mediation, performed_on="", **{**told, **more})

    def mediator(self, name, body=None, **raw):
        """A second one of the case, hired by its committee or by another."""
        body = body or Link(self.all(Mediation)[0].committee.uid, "", "committee")
        known = {"sex": "male", "post": "hired", "since": "2025-01-01"}
        link = made(self.store, Mediator, committee=body, name=name, **{**known, **raw})
        self.store.act("改", [Alter(Mediation, self.uid, {"second_mediator": link})])

    def roster(self, name, **raw):
        self.alter(next(one for one in self._mediators() if one.name == name), **raw)

    def committee(self, **raw):
        self.alter(self.all(Mediation)[0].committee, **raw)

    def confirmation(self, court=None, **more):
        """One that is in order, but for what is given; "" is no court."""
        known = {"name": "鄂州市中级人民法院", "level": "intermediate", "confirmed_on": "2026-01-05"}
        takes = ["trademark_infringement", "trademark_ownership", "design_infringement"]
        body = "" if court == "" else made(self.store, Court, **{**known, "takes": takes, **(court or {})})
        raw = {"court": body, "state": "applied", "applied_on": "2026-09-20", "jointly": "是", **more}
        self.add(Confirmation, **raw)

    def ruled(self, **more):
        known = {"state": "effective", "ruled_on": "2026-09-25", "docket": "（2026）鄂0704诉前调确12号"}
        self.confirmation(**{**known, "scans": self.scan(), **more})

    def extend(self, until, agreed, *, told=True):
        self.set(Mediation, extended_until=until, extension_agreed=agreed)
        if told:
            self.add(Event, done_on="2026-09-05", kind="extension", content="延长")

    def third(self, name, **more):
        raw = {"role": "third", "kind": "person", "name": name, **IDENTITY, "identity": self.scan(), **more}
        self.add(Party, **raw)

    def say(self, words):
        """In the record of the session."""
        self.set(Session, content=words)

    def agree(self, terms):
        self.set(Agreement, terms=terms)

    def other_committee(self):
        return made(self.store, Committee, name="某街道人民调解委员会", short_name="某街道", numbering="own")

    def _mediators(self):
        return read_file(self.store, self.uid).roster
