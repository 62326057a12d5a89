"""退回修改: one record goes back to the unit that keeps it, with a remark in the next receipt, until the record changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ercheng_station.db.changes import Act, Note
from ercheng_station.db.post import REMARKED, SENDER, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.parcel import canonical
from ercheng_station.exchange.bundle.travelling import Kind


@dataclass(frozen=True)
class Remark:
    kind: str
    id: str
    title: str
    why: str


def send_record_back(store: Store, kind: Kind, uid: UUID, why: str) -> Act:
    """The record stays as it is. UserError record-of-no-sender where nobody who reports here keeps it."""
    row = store.row(kind, uid)
    with Post(store.connect_reader()) as post:
        if post.page(SENDER, str(row.origin)) is None:
            raise UserError("record-of-no-sender", label=row.label)
    page = {"kind": kind.__tablename__, "revision": str(row.revision), "title": row.label, "why": why}
    label = f"退回修改：{kind.one}“{row.label}”"
    return store.act(label, [Note(REMARKED, str(uid), canonical(page))])


def remarks(store: Store, station: str) -> Iterator[Remark]:
    """On records of that unit which are still as they were."""
    with Post(store.connect_reader()) as post:
        for uid, page in post.book(REMARKED).items():
            row = post.known(store.shape(store.catalogue[page["kind"]]), UUID(uid))
            if row and str(row.origin) == station and str(row.revision) == page["revision"]:
                yield Remark(page["kind"], uid, page["title"], page["why"])
