"""What a case owns as lines of small tables: everybody in it, what was done, how it ended, and its papers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.registry import PAPERS
from ercheng_station.records.base import Record, Values, values_of
from ercheng_station.records.fields import Context
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Event,
    Evidence,
    FollowUp,
    Guest,
    Instalment,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.paper import Paper
from ercheng_station.records.whole import Whole
from ercheng_station.services.case_step import Step, living
from ercheng_station.services.mediation import steps_from
from ercheng_station.services.mediation_acts import begin_step
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.states import look_of

PAPERS_GROUP = "papers"


class Line(NamedTuple):
    """One record: three texts and perhaps a chip. `paper` where it stands for a paper about that record."""

    kind: type[Record]
    uid: UUID
    texts: tuple[str, str, str]
    look: ChipLook | None = None
    paper: PaperForm | None = None


@dataclass(frozen=True)
class Group:
    """One part of the page."""

    name: str
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class CaseTold:
    """A case as its page shows it; `begun` is what stands in the form of the first step."""

    row: Row
    whole: Whole
    steps: tuple[Step, ...]
    begun: Values
    groups: tuple[Group, ...]
    destroyed: bool = False

    @property
    def living(self) -> bool:
        """In use: neither in the trash nor lawfully destroyed."""
        return self.row.removed_at is None and not self.destroyed


def read_case(store: Store, kind: type[Record], uid: UUID, by: str | None) -> CaseTold:
    """The case itself, or the one that the record is a part of."""
    whole = store.whole(kind, uid)
    row = store.row(Mediation, whole.record.uid)
    destroyed = store.is_destroyed(row.uid)
    steps = () if row.removed_at or destroyed else tuple(steps_from(whole, store.today))
    begun = begin_step(store, steps[0], whole, by) if steps else {}
    return CaseTold(row, whole, steps, begun, tuple(_groups(store, whole)), destroyed)


def _groups(store: Store, whole: Whole) -> Iterator[Group]:
    context = store.context
    for name, (title, told) in _PARTS.items():
        lines = [told_one(one, context) for kind, told_one in told for one in living(whole, kind)]
        yield Group(name, title, [_doubted(line, whole, store.today) for line in lines])
    yield Group(PAPERS_GROUP, TITLES[PAPERS_GROUP], list(_papers(store, whole)))


def _doubted(line: Line, whole: Whole, today: date) -> Line:
    """With what should be thought of, told after all that is known of it."""
    told = list(line.kind.doubts(whole, today).values())
    first, second, more = line.texts
    return line._replace(texts=(first, second, "　".join(filter(None, (more, *told))))) if told else line


def _text(record: Record, name: str, context: Context) -> str:
    return record.kept[name].masked(values_of(record)[name], context)


def _chip(record: Record, name: str, context: Context) -> ChipLook | None:
    code = getattr(record, name)
    field: Any = record.kept[name]
    return look_of(field.codes, code, field.text(code, context)) if code else None


def _joined(record: Record, names: Sequence[str], context: Context) -> str:
    return "　".join(words for name in names if (words := _text(record, name, context)))


def _line(first: str, second: str, more: Sequence[str], chip: str = "") -> Callable[[Record, Context], Line]:
    """Made of these fields; all of `more` stand in the third column."""

    def told(record: Record, context: Context) -> Line:
        texts = (
            _text(record, first, context),
            _text(record, second, context),
            _joined(record, more, context),
        )
        look = _chip(record, chip, context) if chip else None
        return Line(type(record), record.uid, texts, look)

    return told


def _titled(title: str, name: str, more: Sequence[str]) -> Callable[[Record, Context], Line]:
    """The record's own words where there is no title."""

    def told(record: Record, context: Context) -> Line:
        texts = (title or str(record), _text(record, name, context), _joined(record, more, context))
        return Line(type(record), record.uid, texts)

    return told


_PARTS: dict[str, tuple[str, tuple[tuple[type[Record], Callable[[Any, Context], Line]], ...]]] = {
    "people": (
        "当事人与代理人",
        (
            (Party, _line("role", "name", ("mobile", "phone", "address"), "consent")),
            (Agent, _titled("代理人", "name", ("party", "powers"))),
            (Guest, _line("role", "name", ("unit",))),
        ),
    ),
    "sessions": (
        "调解记录",
        (
            (Session, _titled("", "begun_at", ("place", "result"))),
            (Investigation, _titled("调查", "begun_at", ("asked", "content"))),
        ),
    ),
    "evidence": ("证据", ((Evidence, _line("submitted_on", "name", ("submitter", "proves"))),)),
    "agreements": ("协议", ((Agreement, _line("agreed_on", "form", ("terms", "effective_on"))),)),
    "performance": (
        "履行",
        ((Instalment, _line("due_on", "what", ("amount", "party", "done_on", "voucher"), "state")),),
    ),
    "court": ("司法确认", ((Confirmation, _line("applied_on", "court", ("docket",), "state")),)),
    "visits": ("回访", ((FollowUp, _line("done_on", "way", ("asked", "content"), "satisfaction")),)),
    "events": ("记事", ((Event, _line("done_on", "kind", ("content",))),)),
}
"""In the order of the work."""
TITLES = {name: title for name, (title, _) in _PARTS.items()} | {PAPERS_GROUP: "文书"}
KINDS = frozenset(kind.__tablename__ for _, told in _PARTS.values() for kind, _ in told)


def _papers(store: Store, whole: Whole) -> Iterator[Line]:
    """Every paper of the case and its parts, with what it lacks and whether it was given out."""
    known: dict[UUID, dict[str, int]] = {}
    for form in PAPERS:
        records = (whole.record,) if form.kind is Mediation else living(whole, form.kind)
        for record in records:
            if not _is_used(form, whole, record):
                continue
            if record.uid not in known:
                known[record.uid] = _versions(store, record.uid)
            missing = form.missing(Whole(whole.record, whole.parts, record))
            about = "" if record is whole.record else record.label
            texts = (form.title, about, f"待补：{'、'.join(missing)}" if missing else "")
            look = _state(missing, known[record.uid].get(form.name, 0))
            yield Line(form.kind, record.uid, texts, look, form)


def _is_used(form: PaperForm, whole: Whole, record: Any) -> bool:
    """Whether a case like this has such a paper at all."""
    used = _USED.get(form.name)
    return used is None or used(whole, record)


_USED: dict[str, Callable[[Whole, Any], bool]] = {
    "agreement": lambda _, agreement: agreement.form == "written",
    "oral_agreement": lambda _, agreement: agreement.form == "oral",
    "termination_notice": lambda whole, _: bool(whole.record.termination),
    "rejection_notice": lambda whole, _: bool(whole.record.rejection),
    "confirmation_persons": lambda whole, _: _all_persons(whole),
    "confirmation_units": lambda whole, _: not _all_persons(whole),
}


def _all_persons(whole: Whole) -> bool:
    return all(party.is_person for party in living(whole, Party))


def _versions(store: Store, uid: UUID) -> dict[str, int]:
    """The last version of each paper about a record."""
    found: dict[str, int] = {}
    for row in store.rows(Query(Paper, where=by_value({"about": str(uid)}))):
        name = row.values["name"]
        found[name] = max(found.get(name, 0), row.values["version"])
    return found


def _state(missing: Sequence[str], version: int) -> ChipLook:
    if version:
        return ChipLook(f"已定稿 第{version}版", "good")
    return ChipLook("待补", "warn") if missing else ChipLook("完整", "accent", "check")
