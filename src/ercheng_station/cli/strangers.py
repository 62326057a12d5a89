"""What a command says of names that do not belong into the case whose final paper it made."""

from uuid import UUID

from ercheng_station.cli.call import Call
from ercheng_station.db.store import Store
from ercheng_station.exchange.plain import Kind
from ercheng_station.services.name_guard import listed
from ercheng_station.services.reporters import names_to_check


def tell_strangers(call: Call, store: Store, kind: Kind, uid: UUID) -> list[dict[str, str]]:
    """Each field with such a name for the answer, and each name once on `stderr`."""
    hits = names_to_check(store, kind, [uid])
    if hits:
        call.stderr.write(f"疑似串名，签字盖章前请核对：{'、'.join(listed(hits))}\n")
    places = dict.fromkeys((hit.name, hit.who, hit.kind, str(hit.uid), hit.field) for hit in hits)
    return [dict(zip(("name", "who", "kind", "id", "field"), place, strict=True)) for place in places]
