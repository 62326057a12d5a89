"""The commands that make files for others: export, papers, paper."""

from ercheng_station.cli.asked import query_of
from ercheng_station.cli.call import Call, Reply
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import in_order, make_ledger
from ercheng_station.reports.table import FORMS, write_ledger


def export(call: Call) -> Reply:
    path = call.given.file.expanduser().absolute()
    if path.suffix.lower() not in FORMS:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")
    with call.open() as store:
        kind = call.kind(store)
        query = in_order(query_of(kind, call.given, store.context))
        full = call.unmask(store, f"导出{kind.title}")
        ledger = make_ledger(store, query, masked=not full)
        rows = write_ledger(path, ledger, call.report)
    return Reply({"rows": rows, "file": str(path)}, [f"已导出 {rows} 条：{path}"])
