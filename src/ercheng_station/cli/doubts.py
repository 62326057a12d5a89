"""What a command says of what it kept or printed all the same."""

from collections.abc import Iterable
from uuid import UUID

from ercheng_station.cli.call import Call
from ercheng_station.db.store import Store
from ercheng_station.exchange.plain import Kind
from ercheng_station.services.doubts import doubts_of


def tell_doubts(call: Call, store: Store, kind: Kind, uids: Iterable[UUID]) -> list[str]:
    told = doubts_of(store, kind, uids)
    call.stderr.writelines(f"注意：{why}\n" for why in told)
    return told
