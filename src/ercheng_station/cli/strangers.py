"""What a command says of names that do not belong where it found them: strangers in a case, whoever reported anywhere."""

from collections.abc import Iterable
from uuid import UUID

from ercheng_station.cli.call import Call
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.exchange.plain import Kind
from ercheng_station.services.name_guard import listed
from ercheng_station.services.reporters import fields_with_reporters, names_to_check, spoken_in, spoken_words


def tell_strangers(call: Call, store: Store, kind: Kind, uid: UUID) -> list[dict[str, str]]:
    """Each field with such a name for the answer, and each name once on `stderr`."""
    hits = names_to_check(store, kind, [uid])
    if hits:
        call.stderr.write(f"疑似串名，签字盖章前请核对：{'、'.join(listed(hits))}\n")
    places = dict.fromkeys((hit.name, hit.who, hit.kind, str(hit.uid), hit.field) for hit in hits)
    return [dict(zip(("name", "who", "kind", "id", "field"), place, strict=True)) for place in places]


def tell_written(call: Call, store: Store, kind: Kind, uids: Iterable[UUID]) -> list[dict[str, str]]:
    """Where the one who is told of a reporter has just written him down; nobody else learns anything."""
    found = [(uid, name) for uid in uids for name in fields_with_reporters(store, kind, uid)]
    for _, name in found:
        call.stderr.write(f"疑似写了举报人，请改掉：{kind.kept[name].label}\n")
    return [{"kind": kind.__tablename__, "id": str(uid), "field": name} for uid, name in found]


def tell_hidden(call: Call, store: Store, query: Query) -> list[dict[str, str]]:
    """What the file does not say, so that somebody mends the records."""
    found = spoken_in(store, query)
    if found:
        call.stderr.write(f"{spoken_words(query, found)}\n")
    return [{"kind": query.kind.__tablename__, "id": str(row.uid), "field": name} for row, name in found]
