"""The commands that make a data folder, and the one that tells what is kept in it."""

from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.address import is_on_server
from ercheng_station.db.place import refuse_unsafe
from ercheng_station.db.store import FILE, Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.plain import kind_plain, record_plain
from ercheng_station.records.fields import PLAIN, Context
from ercheng_station.records.station import Station
from ercheng_station.services.practice import STATION, fill


def init(call: Call) -> Reply:
    given = call.given
    raw = {"name": given.name, "short_name": given.short_name, "kind": given.unit, "area": given.town}
    with Store.create(call.folder, call.catalogue, raw) as store:
        station = record_plain(Station, store.row(Station, store.unit.uid), store.context)
    return Reply({"station": station}, [f"已建好“{station['title']}”，数据在 {call.folder}"])


def demo(call: Call) -> Reply:
    """Only in an empty folder, so that no real work is ever mixed with practice."""
    folder = call.folder
    refuse_unsafe(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise UserError("folder-not-empty", path=str(folder))
    with Store.create(folder, call.catalogue, STATION, practice=True) as store:
        counts = fill(store, call.given.visits, call.given.seed, call.report)
        titles = {kind.__tablename__: kind.title for kind in store.kinds}
    lines = [f"{titles[name]}：{count} 条" for name, count in counts.items() if count]
    return Reply(counts, [*lines, f"练习站在 {folder}"])


def kinds(call: Call) -> Reply:
    """With the code lists of the data folder, where there is one."""
    if (call.folder / FILE).exists() or is_on_server(call.folder):
        with call.open() as store:
            return _kinds(call, store.context)
    return _kinds(call, PLAIN)


def _kinds(call: Call, context: Context) -> Reply:
    asked = [call.catalogue[call.given.kind]] if call.given.kind else list(call.catalogue)
    document = [kind_plain(kind, call.catalogue, context) for kind in asked]
    if not call.given.kind:
        rows = [[kind["kind"], kind["title"], str(len(kind["fields"]))] for kind in document]
        return Reply(document, list(table(("登记簿", "名称", "栏目"), rows)))
    return Reply(
        document,
        list(table(("栏目", "名称", "类型", "说明"), [_field(one) for one in document[0]["fields"]])),
    )


def _field(described: dict[str, Any]) -> list[str]:
    notes = ["必填"] if described["required"] else []
    notes += [described["unit"]] if described["unit"] else []
    notes += ["、".join((described["codes"] or {}).values()), described["help"]]
    return [described["name"], described["label"], described["type"], "；".join(filter(None, notes))]
