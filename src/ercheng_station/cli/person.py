"""The command that gives one natural person a copy of everything that is kept of him."""

from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.work import written
from ercheng_station.errors import Fault, Refused
from ercheng_station.services.one_person import Person, Told, read_person, told_of

_LABELS = {"name": "姓名", "id_number": "身份证号", "phone": "电话"}


def person(call: Call) -> Reply:
    """Numbers in full: for the head, by password and with a reason, which the history keeps without the name."""
    from ercheng_station.reports.person_table import person_table  # noqa: PLC0415

    why, asked = call.reason(), _asked(call.read_json())
    with call.open() as store:
        call.let_leave(store, "一人的个人信息", why)
        found = told_of(store, asked)
        path = written(call, store, person_table(store.unit.name, asked, found, store.today))
    document = {"values": [_plain(one) for one in found], "file": path}
    count = len({one.row.uid for one in found})
    return Reply(document, [f"{asked.name}：{count} 条记录，{len(found)} 项", f"已做成 {path}"])


def _asked(given: Any) -> Person:
    if not isinstance(given, dict) or not set(given) <= set(_LABELS):
        raise Refused({"stdin": f"要写一个 JSON 对象，只有 {'、'.join(_LABELS)}"}, {"stdin": "标准输入"})
    try:
        return read_person(given.get("name"), given.get("id_number"), given.get("phone"))
    except Fault as fault:
        raise Refused({"stdin": fault.why}, {"stdin": "标准输入"}) from fault


def _plain(one: Told) -> dict[str, Any]:
    return {
        "kind": one.kind.__tablename__,
        "id": str(one.row.uid),
        "field": one.label,
        "value": one.value,
        "ground": one.ground,
        "until": one.kept.until.isoformat() if one.kept and one.kept.until else None,
    }
