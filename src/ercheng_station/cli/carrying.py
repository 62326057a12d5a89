"""`add KIND --from KIND:ID`: what another record gives to the new one."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ercheng_station.cli.call import Call
from ercheng_station.db.changes import Change, Create, new_uid
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.plain import Kind
from ercheng_station.records.fields import Link
from ercheng_station.services.turning import Carried, carried, turn_to


def carried_to(call: Call, store: Store, kind: Kind) -> Carried:
    """Nothing where no other record is named."""
    if not call.given.origin:
        return Carried()
    source, row = record_named(call, store, "--from", call.given.origin)
    turn = turn_to(source, kind)
    if turn is None:
        raise _misused(f"--from：{source.one}不能转为{kind.one}")
    return carried(store, turn, row)


def record_named(call: Call, store: Store, option: str, words: str) -> tuple[Kind, Row]:
    """By KIND:ID, as an option names it."""
    name, between, asked = words.replace("：", ":").partition(":")
    if not (between and asked.strip()):
        raise _misused(f"{option} 要写成 登记簿:记录，如 visit:泽林ZF2026-0001")
    other = replace(call, given=Namespace(kind=name.strip(), id=asked.strip()))
    kind = other.kind(store)
    return kind, other.row(store, kind)


def plain_of(kind: Kind, found: Carried) -> dict[str, Any]:
    """What is carried over, as it would be typed."""
    return {name: kind.kept[name].plain(value) for name, value in found.values.items()}


def parts_of(store: Store, made: Sequence[Create], found: Carried) -> list[Change]:
    """The parts that begin with each new record."""
    changes: list[Change] = []
    for create in made:
        owner = Link(create.uid, "", create.kind.__tablename__)
        for kind, values in found.parts:
            usual = {name: field.default for name, field in kind.kept.items() if field.default}
            read, faults = store.examine(kind, {**usual, **values, kind.owner: owner})
            if faults.hard:
                labels = {name: f"{kind.one}的{kind.kept[name].label}" for name in faults.hard}
                raise Refused(faults.hard, labels)
            changes.append(Create(kind, read, new_uid()))
    return changes


def _misused(why: str) -> UserError:
    return UserError("command-misused", why=why)
