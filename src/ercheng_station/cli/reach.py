"""The command that tells how far the visits of a year reach."""

from datetime import date
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.cli.work import written
from ercheng_station.codes import shipped
from ercheng_station.errors import UserError
from ercheng_station.records.visit import Visit
from ercheng_station.services.reach import PARTS, Reach, reach


def reach_of(call: Call) -> Reply:
    """By town and trade, at the end of a year or today."""
    from ercheng_station.reports.reach_table import reach_table  # noqa: PLC0415  loads reportlab: 0.3 s

    of = call.given.list
    if of and of not in shipped("enterprise_list"):
        of = shipped("enterprise_list").read(of)
    with call.open() as store:
        if Visit not in store.kinds:
            raise UserError("kind-unknown", kind=Visit.title, known="")
        year = call.given.year or store.today.year
        on = store.today if year == store.today.year else date(year, 12, 31)
        found = reach(store, on, of)
        title = store.context.codes("enterprise_list").label(of) if of else ""
        path = written(call, store, reach_table(store.unit.name, found, on, title))
    document = {
        "on": on.isoformat(),
        "list": of or None,
        "groups": [_plain(one) for one in found],
        "file": path,
    }
    rows = [
        [
            PARTS[one.part],
            one.label,
            f"{one.visited}/{one.listed}",
            f"{one.rate:g}%",
            "、".join(one.missing[:5]),
        ]
        for one in found
    ]
    lines = table(["分组", "乡镇或行业", "走访", "覆盖率", "未走访"], rows) if rows else ["还没有登记企业。"]
    return Reply(document, [*lines, *([f"已做成 {path}"] if path else [])])


def _plain(one: Reach) -> dict[str, Any]:
    return {
        "part": one.part,
        "code": one.code,
        "label": one.label,
        "listed": one.listed,
        "visited": one.visited,
        "rate": one.rate,
        "missing": list(one.missing),
    }
