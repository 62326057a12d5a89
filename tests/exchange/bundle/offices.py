"""Stations and a district for the tests of bundles: each in a folder of its own, a record in a line."""

import hashlib
import json
import shutil
from datetime import date
from uuid import UUID

from ercheng_station.db.changes import Alter, Create, Remove, new_uid
from ercheng_station.db.post import Post
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.merging import plan_of, take
from ercheng_station.exchange.bundle.opening import open_bundle
from ercheng_station.exchange.bundle.parcel import canonical, public_of, sign
from ercheng_station.exchange.bundle.signing import own_key
from ercheng_station.exchange.bundle.travelling import OPEN, fields_that_travel, travelling, versions
from ercheng_station.exchange.bundle.writing import Secret, send
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import parse
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.services.report_span import Calendar, read_span
from tests.founding import NOW, founded


def office(folder, name, kind="office"):
    unit = {"name": f"{name}市场监管所知识产权工作站", "short_name": name, "kind": kind}
    return founded(folder / name, unit)


def again(store):
    """Closed and opened: the program was started anew."""
    store.close()
    return Store.open(store.folder, CATALOGUE, now=lambda: NOW)


def second_pc(store, folder):
    """The same unit on another computer, from a copy of its folder; both stores are open then."""
    store.close()
    shutil.copytree(store.folder, folder / f"{store.folder.name}二号机")
    other = Store.open(folder / f"{store.folder.name}二号机", CATALOGUE, now=lambda: NOW)
    return Store.open(store.folder, CATALOGUE, now=lambda: NOW), other


def firm(store, name, **more):
    return _made(store, Enterprise, {"name": name, **more})


def visit(store, enterprise, day, **more):
    link = Link(enterprise, "", Enterprise.__tablename__)
    return _made(
        store, Visit, {"enterprise": link, "visited_on": day, "way": "field", "visitors": "余慧敏", **more}
    )


def change(store, kind, uid, **raw):
    values = {name: kind.kept[name].parse(value, store.context) for name, value in raw.items()}
    store.act("修改", [Alter(kind, uid, values)])


def remove(store, kind, uid, why="录错了"):
    store.act("删除", [Remove(kind, uid, why)])


def mailed(store, folder, month="2026-10", *, freight=OPEN, password=""):
    """The bundle of a month, as a file."""
    folder.mkdir(exist_ok=True)
    span = read_span("month", month, Calendar.of(store))
    return send(store, span, folder, freight=freight, secret=Secret(password, "上级要求")).path


def opened(path, password=None):
    return open_bundle(path, CATALOGUE, password=password)[0]


def taken(store, parcel):
    """The plan that was carried out."""
    plan = plan_of(store, parcel, trust_new=True)
    take(store, parcel, plan)
    return plan


def counts(plan):
    return plan.created, plan.updated, plan.unchanged, len(plan.differences), len(plan.returned)


def contents(store, freight=OPEN):
    """Everything that travels, as it stands here: the same in two stores that agree."""
    kinds = travelling(CATALOGUE, freight)
    fields = {kind: fields_that_travel(kind, kinds, freight) for kind in kinds}
    with Post(store.connect_reader()) as post:
        found = [one for kind in kinds for one, _ in versions(store, post, kind, fields[kind])]
    return sorted(
        (
            one.id,
            one.kind,
            one.origin,
            one.revision,
            one.parent,
            one.created_at,
            one.changed_at,
            one.removed_at,
            one.content,
        )
        for one in found
        if one.id != str(store.unit.uid)
    )


def rewrite(path, store, changed, key=None):
    """A receipt of the store with other content, signed anew; without a key by nobody where `key` is ""."""
    content = json.loads(path.read_bytes())
    del content["sha256"], content["signature"]
    private = own_key(store) if key is None else key
    content |= ({"key": public_of(private)} if private else {}) | changed
    text = canonical(content)
    content["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    content |= {"signature": sign(private, text)} if private else {}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def value(store, kind, uid, name):
    return store.row(kind, UUID(str(uid))).values[name]


def _made(store, kind, raw):
    values, faults = parse(kind, raw, store.context)
    assert not faults.hard, faults.hard
    uid = new_uid()
    store.act("新增", [Create(kind, values, uid=uid)])
    return uid


OCTOBER, NOVEMBER = date(2026, 10, 12), date(2026, 11, 3)
