"""交接 by command: who has what in hand, the list to sign, and the handing over itself."""

from datetime import date
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.store import Store
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.home import expanded
from ercheng_station.records.dates import read_day
from ercheng_station.services.handover import Handover, givers, hand_over, read_handover
from ercheng_station.services.open_matters import title_of
from ercheng_station.services.typefaces import typefaces_of

SIGNED = frozenset(form.name for form in PAPERS if form.signed)


def handover(call: Call) -> Reply:
    """The list is written before anything changes hands, so that it tells what did."""
    given = call.given
    if given.perform and not given.receiver:
        raise UserError("command-misused", why="移交要写接收人的姓名")
    with call.open() as store:
        if not given.giver:
            return _all(store)
        found = _read(call, store)
        path = _written(call, store, found)
        if given.perform:
            hand_over(store, found, _leaving(call, store))
    rows = [[one["register"], one["words"], one["since"], one["still"]] for one in map(_plain, found.items)]
    document = {
        "giver": found.giver, "receiver": found.receiver, "items": [_plain(one) for one in found.items],
        "drafts": list(found.drafts), "papers": list(found.papers), "file": path, "done": given.perform,
    }  # fmt: skip
    done = (
        f"已移交 {found.receiver} {len(found.going)} 项"
        if given.perform
        else f"可以移交 {len(found.going)} 项"
    )
    return Reply(
        document, [*table(("登记簿", "事项", "登记日期", "另行办理"), rows, whole=("另行办理",)), done]
    )


def _all(store: Store) -> Reply:
    found = givers(store)
    return Reply({"holders": found}, [f"{name} {count} 项" for name, count in found.items()])


def _read(call: Call, store: Store) -> Handover:
    found = read_handover(store, call.given.giver, call.given.receiver, SIGNED)
    if not call.given.only:
        return found
    kinds = {call.catalogue[name] for name in call.given.only}
    return found.without({one.key for one in found.items if one.standing.kind not in kinds})


def _written(call: Call, store: Store, found: Handover) -> str | None:
    if call.given.file is None:
        return None
    from ercheng_station.reports.handover_paper import write_handover  # noqa: PLC0415  loads reportlab: 0.3 s

    path = expanded(call.given.file).absolute()
    write_handover(path, store.unit.name, found, call.given.supervisor, typefaces_of(store))
    return str(path)


def _leaving(call: Call, store: Store) -> date | None:
    try:
        return read_day(call.given.leaves, store.today) if call.given.leaves else None
    except Fault as fault:
        raise Refused({"leaves": fault.why}, {"leaves": "离站日期"}) from fault


def _plain(one: Any) -> dict[str, Any]:
    row = one.standing.row
    return {
        "register": title_of(one.standing.matter), "kind": one.standing.kind.__tablename__, "id": str(row.uid),
        "number": row.number, "title": row.label, "words": one.standing.words, "since": one.standing.began.isoformat(), "still": one.still,
    }  # fmt: skip
