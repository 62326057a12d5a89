"""The commands that only read: show, list, history, search, due."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ercheng_station.cli.asked import query_of
from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.history import Entry
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.exchange.plain import Kind, moment_plain, record_plain
from ercheng_station.records.base import listed
from ercheng_station.records.dates import beijing
from ercheng_station.records.deadlines import next_year_missing
from ercheng_station.records.fields import PLAIN, Context, Field, Link
from ercheng_station.services.due import due as due_matters
from ercheng_station.services.finding import find_everywhere
from ercheng_station.services.reporters import Hush

_ON_SCREEN = 50


def show(call: Call) -> Reply:
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        full = call.unmask(store, f"{kind.one} {row.label}")
        owned = _owned(store, kind, [row])
        document = record_plain(kind, row, store.context, masked=not full)
        document["owned"] = {
            child.__tablename__: [record_plain(child, one, store.context, masked=not full) for one in rows]
            for child, rows in owned.items()
        }
        lines = [f"{kind.one}　{row.label}", *_card(kind, row, store.context, full)]
        for child, rows in owned.items():
            lines += ["", f"{child.title}（{len(rows)}）"]
            lines += _table(child, rows, store.context, full) if rows else []
    return Reply(document, lines)


def list_records(call: Call) -> Reply:
    """Without a limit machines get every record, people the first page."""
    with call.open() as store:
        kind = call.kind(store)
        if kind.confided_to:
            raise UserError("confided-stays", kind=kind.title)
        query = query_of(kind, call.given, store.context)
        full = call.unmask(store, f"{kind.title}列表", leaves=True)  # all of them at once are an export
        total, limit = store.count(query), call.given.limit
        found = store.rows(query, _ON_SCREEN if limit is None and not call.given.json else limit)
        rows = [*map(Hush(store, kind).hidden, found)]
        lines = _table(kind, rows, store.context, full) if rows else []
        lines.append(f"共 {total} 条" + (f"，这里是前 {len(rows)} 条" if len(rows) < total else ""))
        records = [record_plain(kind, row, store.context, masked=not full) for row in rows]
    return Reply({"total": total, "records": records}, lines)


def history(call: Call) -> Reply:
    """Oldest first, one entry a changed field."""
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        changes = [one for entry in store.entries(row.uid) for one in _changes(kind, entry, store.context)]
    heads = ("时间", "谁", "操作", "栏目", "原来", "改为")
    rows = [
        [one["when"][:19].replace("T", " "), one["who"], one["act"], one["label"], one["was"], one["now"]]
        for one in changes
    ]
    kept = [{key: value for key, value in one.items() if key not in {"was", "now"}} for one in changes]
    return Reply(kept, list(table(heads, rows)))


def _owned(store: Store, kind: Kind, owners: Sequence[Row]) -> dict[Kind, list[Row]]:
    """What the records own, and what that owns in its turn, by kind and in the order it was made."""
    found: dict[Kind, list[Row]] = {}
    for child, ref in store.catalogue.owned_by(kind):
        if child in store.kinds:
            links = [Link(row.uid, row.label, kind.__tablename__) for row in owners]
            found[child] = [
                row
                for link in links
                for row in store.rows(Query(child, where=by_value({ref: link}), sort="created_at"))
            ]
            found |= _owned(store, child, found[child])
    return found


def _card(kind: Kind, row: Row, context: Context, full: bool) -> list[str]:
    lines, section = [], ""
    if row.number:
        lines.append(f"  编号：{row.number}")
    if row.removed_at:
        lines.append(f"  已删除：{beijing(row.removed_at):%Y-%m-%d %H:%M}，{row.removed_why}")
    for name, described in kind.kept.items():
        shown = (described.text if full else described.masked)(row.values[name], context)
        if not shown:
            continue
        if described.section != section:
            section = described.section
            lines.append(f"[{section}]")
        lines.append(f"  {described.caption}：{shown}")
    return [*lines, f"  标识：{row.uid}　版本：{row.revision}"]


def _table(kind: Kind, rows: list[Row], context: Context, full: bool) -> list[str]:
    fields = listed(kind)
    heads = ["编号", *(described.caption for described in fields.values())]
    cells = [
        [
            row.number or str(row.uid),
            *((one.text if full else one.masked)(row.values[name], context) for name, one in fields.items()),
        ]
        for row in rows
    ]
    return list(table(heads, cells))


def _changes(kind: Kind, entry: Entry, context: Context) -> list[dict[str, Any]]:
    head = {
        "seq": entry.seq,
        "when": moment_plain(datetime.fromisoformat(entry.at)),
        "who": entry.actor,
        "act": entry.label,
        "op": entry.op,
        "revision": str(entry.revision),
    }
    details = entry.details or {"": [None, None]}
    return [{**head, **_change(kind, name, old, new, context)} for name, (old, new) in details.items()]


def _change(kind: Kind, name: str, old: Any, new: Any, context: Context) -> dict[str, Any]:
    """`old` and `new` as in JSON, `was` and `now` for people. A field of an older program stays as it is."""
    described = kind.kept.get(name)
    if described is None:
        label = "删除原因" if name == "removed" else name
        return {"field": name, "label": label, "old": old, "new": new, "was": old or "", "now": new or ""}
    was, now = (_shown(described, value, context) for value in (old, new))
    if described.private:
        old, new = was or None, now or None
    return {"field": name, "label": described.label, "old": old, "new": new, "was": was, "now": now}


def _shown(described: Field, value: Any, context: Context) -> str:
    """What stood there; a record pointed to that is gone, and a value of older rules, as they were written."""
    try:
        return described.masked(described.parse(value, context), context)
    except Fault:
        return (
            described.masked(value, PLAIN)
            if isinstance(value, str) and described.private
            else str(value or "")
        )


def search(call: Call) -> Reply:
    with call.open() as store:
        found = find_everywhere(store, call.given.text, call.given.limit)
        rows = [[store.catalogue[one.kind].title, one.title, one.note, one.why] for one in found]
    document = [
        {"kind": one.kind, "id": str(one.uid), "title": one.title, "note": one.note, "why": one.why}
        for one in found
    ]
    heads = ("登记簿", "名称", "说明", "在哪里")
    return Reply(document, list(table(heads, rows)) if rows else ["没有找到"])


def due(call: Call) -> Reply:
    with call.open() as store:
        found = due_matters(store, call.given.days)
        missing = next_year_missing(store.context.calendar, store.today)
    document = [
        {
            "kind": one.kind.__tablename__,
            "id": None if one.given else str(one.uid),
            "given": _plain(one.kind, one.given),
            "title": one.title,
            "what": one.what,
            "due_on": one.due_on.isoformat(),
            "due_at": one.clock.at.isoformat() if one.clock and one.clock.at else None,
            "days": one.days,
            "overdue": one.overdue,
            "rule": one.rule,
            "clock": one.clock.rule.name if one.clock else None,
            "standing": one.standing or _left(one.days),
        }
        for one in found
    ]
    rows = [[one.when, one.standing or _left(one.days), one.what, one.title, one.rule] for one in found]
    heads = ("日期", "还有", "事项", "名称", "依据")
    lines = list(table(heads, rows, whole=("依据",))) if rows else ["没有到期的事项"]
    return Reply(document, [*lines, f"注意：{missing}"] if missing else lines)


def _left(days: int) -> str:
    if days < 0:
        return f"逾期 {-days} 天"
    return f"{days} 天" if days else "今天"


def _plain(kind: Kind, given: Mapping[str, object] | None) -> dict[str, Any] | None:
    """What a new record begins with, as `add` takes it."""
    return {name: kind.kept[name].plain(value) for name, value in given.items()} if given else None
