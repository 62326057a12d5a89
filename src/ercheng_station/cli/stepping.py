"""The command `step`: what can be done next with a record that goes its way by steps, and doing it."""

from collections.abc import Mapping
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.strangers import tell_written
from ercheng_station.db.changes import new_uid
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.plain import Kind, record_plain
from ercheng_station.records.fields import Field
from ercheng_station.services.step import Step
from ercheng_station.services.steps import fields_of_step, held_already, steps_from, take_step


def step(call: Call) -> Reply:
    """Without its words: the steps that are open and what each asks; with them it is taken, in one act."""
    with call.open() as store:
        kind = call.kind(store)
        row = call.row(store, kind)
        if kind.chain is None:
            raise UserError("command-misused", why=f"{kind.title}没有办理步骤，请用 set 修改")
        steps = steps_from(kind, str(row.values[kind.chain.field]), store.context)
        if not call.given.words:
            return _offered(store, kind, row, steps)
        return _taken(call, store, kind, row, _named(steps, call.given.words))


def _offered(store: Store, kind: Kind, row: Row, steps: list[Step]) -> Reply:
    told = [
        {
            "step": one.words,
            "to": one.to or row.values[kind.chain.field] if kind.chain else "",
            "asks": [
                {"name": name, "label": field.label, "required": field.required, "told": field.help}
                for name, field in fields_of_step(store, kind, one, row).items()
            ],
        }
        for one in steps
    ]
    lines = [f"{one['step']}：{'、'.join(map(_asked, one['asks'])) or '不用填'}" for one in told]
    return Reply(told, lines or ["没有可以办的步骤。"])


def _taken(call: Call, store: Store, kind: Kind, row: Row, chosen: Step) -> Reply:
    given = call.read_json()
    if not isinstance(given, Mapping):
        raise Refused({"stdin": "要写一个 JSON 对象"}, {"stdin": "标准输入"})
    fields = fields_of_step(store, kind, chosen, row)
    unknown = {name: f"“{chosen.words}”不问这一栏" for name in given if name not in fields}
    if unknown:
        raise Refused(unknown, {name: name for name in unknown})
    raw = {**_present(kind, chosen, row, fields), **given}
    lacking = {name: "必填" for name, one in fields.items() if one.required and raw[name] in (None, "")}
    changes, faults = take_step(store, kind, chosen, row, raw, new_uid())
    if lacking or faults.hard:
        labels = {name: one.label for name, one in {**kind.kept, **fields}.items()}
        raise Refused({**faults.hard, **lacking}, labels)
    store.act(f"{chosen.words} {row.label}", changes)
    saved = record_plain(kind, store.row(kind, row.uid), store.context)
    tell_written(call, store, kind, [row.uid])
    return Reply(saved, [f"已{chosen.words} {saved['title']}"])


def _present(kind: Kind, chosen: Step, row: Row, fields: Mapping[str, Field]) -> dict[str, Any]:
    """What the record holds already stands, as in the window; days are told, never guessed."""
    own = held_already(kind, chosen, fields)
    return {name: kind.kept[name].plain(row.values[name]) if name in own else None for name in fields}


def _named(steps: list[Step], words: str) -> Step:
    found = next((one for one in steps if one.words == words), None)
    if found is None:
        known = "、".join(one.words for one in steps)
        raise UserError("command-misused", why=f"现在不能“{words}”，能办的有：{known}")
    return found


def _asked(one: dict[str, Any]) -> str:
    return f"{one['name']}（{one['label']}{'，必填' if one['required'] else ''}）"
