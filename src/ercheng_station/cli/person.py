"""The command that gives one natural person a copy of everything that is kept of him."""

from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.work import written
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused
from ercheng_station.exchange.sheet import Column
from ercheng_station.services.one_person import Person, Told, read_person, told_of

_LABELS = {"name": "姓名", "id_number": "身份证号", "phone": "电话"}
_TITLE = "个人信息查阅复制件"
_NOTES = (
    "依据：个人信息保护法第四十五条。只有姓名相同的，提供以前请核对是不是本人。",
    "按规定应当保密的登记不在内；文字里别人的证件号码和电话已经隐去。“保管到”空着的，还没有办结或者没有规定期限。",
)


def person(call: Call) -> Reply:
    """Numbers in full: for the head, by password and with a reason, which the history keeps without the name."""
    why, asked = call.reason(), _asked(call.read_json())
    with call.open() as store:
        call.let_leave(store, "一人的个人信息", why)
        found = told_of(store, asked)
        path = written(call, store, _table(store, asked, found))
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


def _table(store: Store, asked: Person, found: list[Told]) -> Any:
    from ercheng_station.reports.summary import Summary  # noqa: PLC0415

    columns = [
        Column("登记簿", "text", 14), Column("编号或名称", "text", 24), Column("栏目", "text", 16),
        Column("内容", "text", 50, wrap=True), Column("怎么找到的", "text", 22, wrap=True), Column("保管到", "day", 12),
    ]  # fmt: skip
    rows = [
        [
            one.kind.title,
            one.row.number or one.row.label,
            one.label,
            one.value,
            one.ground,
            one.kept.until if one.kept else None,
        ]
        for one in found
    ]
    lines = [f"提供单位：{store.unit.name}", f"查阅人：{asked.name}", f"日期：{store.today}"]
    return Summary(_TITLE, store.unit.name, lines, columns, rows, _NOTES)


def _plain(one: Told) -> dict[str, Any]:
    return {
        "kind": one.kind.__tablename__,
        "id": str(one.row.uid),
        "field": one.label,
        "value": one.value,
        "ground": one.ground,
        "until": one.kept.until.isoformat() if one.kept and one.kept.until else None,
    }
