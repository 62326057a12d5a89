"""录入对照: the fields of a record in the order in which another system asks for them, remembered for each system."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.base import Record
from ercheng_station.records.characters import clean
from ercheng_station.records.fields import Files
from ercheng_station.records.office import Setting

ENTRY_SETTING = "entry."
"""What the settings begin with that keep an order: `entry.visit.省平台`."""
NUMBER = "number"
_LONGEST = 30
Kind = type[Record]


class Item(NamedTuple):
    """What is typed over there: `text` as it is copied, `shown` masked where it is private."""

    field: str
    label: str
    text: str
    shown: str

    @property
    def is_private(self) -> bool:
        return self.text != self.shown


def systems(store: Store, kind: Kind) -> list[str]:
    """Those for which an order of this kind is remembered, by name."""
    start = _key(kind, "")
    rows = store.rows(Query(Setting, where=(Condition("key", "has", start),), sort="key"))
    return [key.removeprefix(start) for row in rows if (key := str(row.values["key"])).startswith(start)]


def order_of(store: Store, kind: Kind, system: str = "") -> list[str]:
    """As remembered, without fields that are no more; as the form has them if nothing is."""
    known = every(kind)
    kept = store.setting(_key(kind, system)) if system else None
    try:
        found = [name for name in json.loads(kept or "[]") if name in known]
    except ValueError:  # typed by hand among the settings
        found = []
    return found or known


def every(kind: Kind) -> list[str]:
    """All that can be typed: no attachments."""
    number = [NUMBER] if kind.pattern else []
    return [*number, *(name for name, one in kind.kept.items() if not isinstance(one, Files))]


def remember(store: Store, kind: Kind, system: str, order: Sequence[str]) -> Act:
    """Fault for a name that cannot be one."""
    system = clean(system).strip()
    if not 0 < len(system) <= _LONGEST:
        raise Fault(f"系统名称要写 1 到 {_LONGEST} 个字")
    key = _key(kind, system)
    known = next(iter(store.rows(Query(Setting, where=by_value({"key": key})))), None)
    note = f"{kind.title}录入“{system}”时各栏的顺序"
    values = {"key": key, "value": json.dumps(list(order)), "note": note, "attachments": None}
    change: Change = Alter(Setting, known.uid, values) if known else Create(Setting, values)
    return store.act(f"记住“{system}”的录入顺序", [change])


def items(store: Store, kind: Kind, uid: UUID, order: Iterable[str]) -> list[Item]:
    """The record's values in that order, empty ones too: over there they are passed by."""
    row, context = store.row(kind, uid), store.context
    found = []
    for name in order:
        if name == NUMBER:
            found.append(Item(name, "编号", row.number or "", row.number or ""))
            continue
        described, value = kind.kept[name], row.values[name]
        text = _text(described.cell(value, context))
        shown = described.masked(value, context) if described.private else text
        found.append(Item(name, described.label, text, shown))
    return found


def _key(kind: Kind, system: str) -> str:
    return f"{ENTRY_SETTING}{kind.__tablename__}.{system}"


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return "" if cell is None else str(cell)
