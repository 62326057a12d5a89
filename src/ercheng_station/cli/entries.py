"""The command that gives a record's fields in the order of another system."""

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.errors import Fault, Refused
from ercheng_station.services.entry_orders import every, items, order_of, remember


def entries(call: Call) -> Reply:
    """--order is remembered for the system; private values are masked unless --unmasked."""
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        if call.given.order:
            labels = {one.label: name for name, one in kind.kept.items()} | {"编号": "number"}
            order = [labels.get(word.strip(), word.strip()) for word in call.given.order.split(",")]
            unknown = [word for word in order if word not in every(kind)]
            if unknown:
                raise Refused({"order": f"没有“{unknown[0]}”这一栏"}, {"order": "--order"})
            try:
                remember(store, kind, call.given.system, order)
            except Fault as fault:
                raise Refused({"system": fault.why}, {"system": "--system"}) from fault
        full = call.unmask(store, f"录入对照 {row.label}")
        found = items(store, kind, row.uid, order_of(store, kind, call.given.system))
    told = [(one.label, one.text if full else one.shown) for one in found]
    document = {
        "system": call.given.system,
        "items": [
            {"field": one.field, "label": label, "text": text}
            for one, (label, text) in zip(found, told, strict=True)
        ],
    }
    return Reply(document, list(table(("栏目", "内容"), told)))
