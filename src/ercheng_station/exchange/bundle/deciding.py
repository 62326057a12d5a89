"""A person decides what two units filled in differently; the decision travels back in the receipt and is adopted there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change, Note, Remove, Restore
from ercheng_station.db.post import DECIDED, REMOVED, Post
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.differing import label_of, open_joined, text_of
from ercheng_station.exchange.bundle.parcel import canonical
from ercheng_station.exchange.bundle.travelling import Kind
from ercheng_station.exchange.bundle.version import NUMBER, Joined
from ercheng_station.records.base import Values

HERE, THERE = "本单位填写", "上报包里填写"


@dataclass(frozen=True)
class Answer:
    """`value` as plain text travels; `who` filled it in so."""

    value: Any
    text: str
    who: str


@dataclass(frozen=True)
class Question:
    """One field; the answer in force comes first."""

    field: str
    label: str
    answers: Sequence[Answer]


@dataclass(frozen=True)
class Dispute:
    """A record with all that is open about it; `revision` joins what its units filled in."""

    kind: Kind
    row: Row
    questions: Sequence[Question]

    @property
    def title(self) -> str:
        return f"{self.kind.one}“{self.row.label}”"


@dataclass(frozen=True)
class Decision:
    """What was decided of one field, as the receipt carries it."""

    kind: str
    id: str
    title: str
    field: str
    label: str
    value: Any
    text: str


def disputes(store: Store) -> list[Dispute]:
    with Post(store.connect_reader()) as post:
        return [_dispute(store, post, *one) for one in open_joined(store, post)]


def decide(store: Store, dispute: Dispute, chosen: Mapping[str, Answer]) -> Act:
    """Every question has its answer; also where the answers in force stay, the matter is closed."""
    kind, row = dispute.kind, dispute.row
    told = [
        Decision(
            kind.__tablename__, str(row.uid), row.label, one.field, one.label, chosen[one.field].value,
            chosen[one.field].text,
        )
        for one in dispute.questions
    ]  # fmt: skip
    page = {
        "revision": str(row.revision),
        "origin": str(row.origin),
        "decisions": [asdict(one) for one in told],
    }
    changes = list(_changes(store, kind, row, told))
    return store.act(
        f"两处填写不一致，已定：{dispute.title}", [*changes, Note(DECIDED, str(row.uid), canonical(page))]
    )


def decided(store: Store, station: str) -> list[Mapping[str, Any]]:
    """All that was decided here of the records of a station."""
    with Post(store.connect_reader()) as post:
        pages = post.book(DECIDED).values()
    return [one for page in pages if page["origin"] == station for one in page["decisions"]]


def adopt(store: Store, receiver: str, told: Sequence[Mapping[str, Any]]) -> tuple[Act | None, list[str]]:
    """At the station: makes so what the receiver decided and is not so yet; what cannot be made so is told."""
    changes: list[Change] = []
    left: list[str] = []
    kinds = {kind.__tablename__: kind for kind in store.kinds}
    with Post(store.connect_reader()) as post:
        for one in (Decision(**raw) for raw in told):
            kind = kinds.get(one.kind)
            row = post.known(store.shape(kind), UUID(one.id)) if kind else None
            try:
                changes += _changes(store, kind, row, [one]) if kind and row else ()
            except Fault as fault:
                left.append(f"“{one.title}”的“{one.label}”没有改成“{one.text}”：{fault.why}")
    return (store.act(f"按{receiver}的意见修改", changes) if changes else None), left


# -- inside


def _dispute(store: Store, post: Post, kind: Kind, row: Row, joined: Joined) -> Dispute:
    here = {str(one.revision) for one in post.lineage(row.uid).steps}
    questions = []
    for one in joined.conflicts:
        found: dict[str, Answer] = {}
        for revision, value in one.values.items():
            text = text_of(kind, one.field, value, store.context)
            found.setdefault(canonical(value), Answer(value, text, HERE if revision in here else THERE))
        first = canonical(one.taken)
        answers = [found[key] for key in sorted(found, key=lambda key: (key != first, key))]
        questions.append(Question(one.field, label_of(kind, one.field), answers))
    return Dispute(kind, row, questions)


def _changes(store: Store, kind: Kind, row: Row, told: Sequence[Decision]) -> Iterator[Change]:
    """What makes the record so; nothing where it is."""
    values: Values = {}
    for one in told:
        if one.field == REMOVED and bool(row.removed_at) != (one.value is not None):
            yield (
                Remove(kind, row.uid, one.value or "按汇总意见")
                if one.value is not None
                else Restore(kind, row.uid)
            )
        elif one.field in kind.kept and one.field not in (NUMBER, REMOVED):
            value = kind.kept[one.field].parse(one.value, store.context)
            if value != row.values[one.field]:
                values[one.field] = value
    if values and not row.removed_at:
        yield Alter(kind, row.uid, values)
