"""A person decides what two units filled in differently; the decision travels back in the receipt and is adopted there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from ercheng_station.db.changes import Act, Adopt, Alter, Change, Note, Remove, Restore
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.post import DECIDED, REMOVED, Post
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.bundle.differing import label_of, open_joined, text_of
from ercheng_station.exchange.bundle.parcel import canonical
from ercheng_station.exchange.bundle.travelling import Kind
from ercheng_station.exchange.bundle.version import NUMBER, Joined
from ercheng_station.records.base import Values

_HEAD = ("origin", "number", "parent", "created_at", "changed_at", "removed_at", "removed_why")
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
    """What was decided of one field, as the receipt carries it; `revision` of the record joined what was in dispute."""

    kind: str
    id: str
    title: str
    field: str
    label: str
    value: Any
    text: str
    revision: str


def disputes(store: Store) -> list[Dispute]:
    with Post(store.connect_reader()) as post:
        return [_dispute(store, post, *one) for one in open_joined(store, post)]


def decide(store: Store, dispute: Dispute, chosen: Mapping[str, Answer]) -> Act:
    """Every question has its answer; also where the answers in force stay, the matter is closed. Refused as an act is."""
    kind, row = dispute.kind, dispute.row
    told = [
        Decision(
            kind.__tablename__, str(row.uid), row.label, one.field, one.label, chosen[one.field].value,
            chosen[one.field].text, str(row.revision),
        )
        for one in dispute.questions
    ]  # fmt: skip
    if wrong := {one.field: why for one in told if (why := _why_not(store, kind, one))}:
        raise Refused(wrong, {one.field: one.label for one in told})
    label = f"两处填写不一致，已定：{dispute.title}"
    return store.act(label, carried_out(store, kind, row, told))


def carried_out(store: Store, kind: Kind, row: Row, told: Sequence[Decision]) -> list[Change]:
    """What makes the record so, and the page from which its station reads it in the receipt."""
    return [*_changes(store, kind, row, told), _note(row, told)]


def decided(store: Store, station: str) -> list[Mapping[str, Any]]:
    """All that was decided here of the records of a station."""
    with Post(store.connect_reader()) as post:
        pages = post.book(DECIDED).values()
    return [one for page in pages if page["origin"] == station for one in page["decisions"]]


def adopt(store: Store, receiver: str, told: Sequence[Mapping[str, Any]]) -> tuple[Act | None, list[str]]:
    """At the station: makes so what the receiver decided, once; what cannot be made so is told, and comes again."""
    left: list[str] = []
    groups: list[tuple[Sequence[Decision], list[Change]]] = []
    kinds = {kind.__tablename__: kind for kind in store.kinds}
    with Post(store.connect_reader()) as post:
        heard = {key: page["revision"] for key, page in post.book(DECIDED).items()}
        for mine in _by_record([Decision(**raw) for raw in told]):
            kind = kinds.get(mine[0].kind)
            row = post.known(store.shape(kind), UUID(mine[0].id)) if kind else None
            if not kind or not row or heard.get(str(row.uid)) == mine[0].revision:
                continue
            wrong = [_left(one, why) for one in mine if (why := _why_not(store, kind, one))]
            left += wrong
            changes = list(_changes(store, kind, row, mine))
            groups.append((mine, changes if wrong else [*changes, _note(row, mine)]))
    changes = []
    for (mine, made), refused in zip(groups, store.rehearse([made for _, made in groups]), strict=True):
        left += [_left(one, _words(refused)) for one in mine] if refused else []
        changes += [] if refused else made
    act = store.act(f"按{receiver}的意见修改", changes) if changes else None
    return (act if act and act.touched else None), left


# -- inside


def _by_record(told: Sequence[Decision]) -> Iterable[Sequence[Decision]]:
    found: dict[tuple[str, str], list[Decision]] = {}
    for one in told:
        found.setdefault((one.kind, one.id), []).append(one)
    return found.values()


def _note(row: Row, told: Sequence[Decision]) -> Note:
    page = {
        "revision": told[0].revision,
        "origin": str(row.origin),
        "decisions": [asdict(one) for one in told],
    }
    return Note(DECIDED, str(row.uid), canonical(page))


def _left(one: Decision, why: str) -> str:
    return f"“{one.title}”的“{one.label}”没有改成“{one.text}”：{why}"


def _words(refused: UserError) -> str:
    return "；".join(refused.faults.values()) if isinstance(refused, Refused) else refused.what


def _why_not(store: Store, kind: Kind, one: Decision) -> str | None:
    """Why the value of a field cannot be taken here."""
    if one.field == NUMBER:
        return _number_taken(store, kind, one)
    return kind.kept[one.field].wrong(one.value, store.context) if one.field in kind.kept else None


def _number_taken(store: Store, kind: Kind, one: Decision) -> str | None:
    """A number is one record's alone."""
    if not isinstance(one.value, str | None):
        return "编号看不懂"
    same = store.rows(Query(kind, where=(Condition("number", "is", one.value),))) if one.value else ()
    other = next((row.label for row in same if str(row.uid) != one.id), None)
    return f"编号 {one.value} 已经是“{other}”的" if other else None


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
    """What makes the record so; nothing where it is, and nothing of a value that cannot be taken."""
    values: Values = {}
    number = next((one.value for one in told if one.field == NUMBER), row.number)
    if number != row.number and not any(_why_not(store, kind, one) for one in told if one.field == NUMBER):
        head = {**row.head, "number": number, "parent": row.revision}
        yield Adopt(kind, row.uid, {}, uuid4(), {name: head[name] for name in _HEAD}, row.revision)
    now = row.removed_why or "" if row.removed_at else None
    why = next((one.value for one in told if one.field == REMOVED), now)
    if row.removed_at and why is None:
        yield Restore(kind, row.uid)
    for one in told:
        if one.field in kind.kept and not _why_not(store, kind, one):
            value = kind.kept[one.field].parse(one.value, store.context)
            if value != row.values[one.field]:
                values[one.field] = value
    if values and why is None:
        yield Alter(kind, row.uid, values)
    if why is not None and not row.removed_at:
        yield Remove(kind, row.uid, why or "按汇总意见")
