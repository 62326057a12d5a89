"""What somebody changed by hand in a bundle's sheets is made so after all, as a decision that travels back in the receipt."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from ercheng_station.db.changes import Act, Change
from ercheng_station.db.post import Post
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.deciding import Decision, carried_out
from ercheng_station.exchange.bundle.edited import Proposed
from ercheng_station.records.fields import PLAIN


def acceptable(store: Store, proposed: Iterable[Proposed]) -> list[Proposed]:
    """Cells of records that are here, with a value that the field takes; no rows, and no other record pointed to."""
    with Post(store.connect_reader()) as post:
        return [one for one in proposed if one.name and _decision(store, post, one)]


def accept(store: Store, proposed: Sequence[Proposed]) -> Act:
    """Of acceptable ones. Refused as an act is."""
    changes: list[Change] = []
    with Post(store.connect_reader()) as post:
        for uid in dict.fromkeys(one.id for one in proposed):
            mine = [one for one in proposed if one.id == uid]
            kind = store.catalogue[mine[0].sheet]
            row = store.row(kind, UUID(uid))
            told = [decision for one in mine if (decision := _decision(store, post, one))]
            changes += carried_out(store, kind, row, told)
    return store.act(f"采用手工改动 {len(proposed)} 处", changes)


def _decision(store: Store, post: Post, one: Proposed) -> Decision | None:
    kind = store.catalogue[one.sheet]
    described = kind.kept[one.name]
    row = post.known(store.shape(kind), UUID(one.id))
    if row is None or row.removed_at or described.type == "ref":
        return None
    try:
        value = described.parse(one.now, store.context)
    except Fault:
        return None
    if value is None and described.required:
        return None
    plain, text = described.plain(value, PLAIN), described.text(value, store.context)
    return Decision(
        kind.__tablename__, one.id, row.label, one.name, one.field, plain, text, str(row.revision)
    )
