"""两处填写不一致: what two stations said differently of one field, until a person changes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db.post import DECIDED, REMOVED, Post
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.version import NUMBER, Joined, Version, join, joined_revision
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context

_MARKS = {NUMBER: "编号", REMOVED: "删除原因"}


@dataclass(frozen=True)
class Difference:
    """What was taken and what was not, as a person reads it."""

    kind: str
    id: str
    title: str
    field: str
    taken: str
    others: tuple[str, ...]


def differences(kind: type[Record], joined: Joined, title: str, context: Context) -> Iterator[Difference]:
    for one in joined.conflicts:
        taken = text_of(kind, one.field, one.taken, context)
        said = {text_of(kind, one.field, value, context) for value in one.values.values()}
        uid, others = joined.version.id, tuple(sorted(said - {taken}))
        yield Difference(kind.__tablename__, uid, title, label_of(kind, one.field), taken, others)


def open_differences(store: Store) -> list[Difference]:
    """Those that nobody has decided yet: whoever changes the record decides."""
    with Post(store.connect_reader()) as post:
        return [
            one
            for kind, row, joined in open_joined(store, post)
            for one in differences(kind, joined, row.label, store.context)
        ]


def open_joined(store: Store, post: Post) -> Iterator[tuple[type[Record], Row, Joined]]:
    """Records that still stand as they were joined, with something in it that contradicts."""
    settled = {page["revision"] for page in post.book(DECIDED).values()}
    for texts in post.joined():
        heads = [Version.from_text(text) for text in texts]
        kind = store.catalogue[heads[0].kind]
        row = post.known(store.shape(kind), UUID(heads[0].id))
        at_it = row and str(row.revision) == joined_revision([one.revision for one in heads])
        joined = join(heads)
        if row and at_it and joined.conflicts and str(row.revision) not in settled:
            yield kind, row, joined


def label_of(kind: type[Record], name: str) -> str:
    return kind.kept[name].label if name in kind.kept else _MARKS.get(name, name)


def text_of(kind: type[Record], name: str, raw: Any, context: Context) -> str:
    described = kind.kept.get(name)
    if described is None or described.type == "ref":
        return str(raw or "")
    try:
        return described.text(described.parse(raw, context), context)
    except Fault:
        return str(raw)
