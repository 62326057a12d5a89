"""The commands that make files for others: export, papers, paper."""

from ercheng_station.cli.asked import query_of
from ercheng_station.cli.call import Call, Reply
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import in_order, list_columns, make_ledger
from ercheng_station.reports.table import FORMS, write_ledger


def export(call: Call) -> Reply:
    """Every field in a workbook, so that it can come back; in a PDF those that a list shows."""
    path = call.given.file.expanduser().absolute()
    if path.suffix.lower() not in FORMS:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")
    with call.open() as store:
        kind = call.kind(store)
        query = in_order(query_of(kind, call.given, store.context))
        full = call.unmask(store, f"导出{kind.title}")
        columns = list_columns(store, kind) if path.suffix.lower() == ".pdf" else None
        made = write_ledger(path, make_ledger(store, query, columns=columns, masked=not full), call.report)
    if made.replaced:
        codes = "、".join(f"〔U+{ord(char):04X}〕" for char in made.replaced)
        call.stderr.write(f"有 {len(made.replaced)} 个字程序带的字体里没有，印成了编码：{codes}\n")
    return Reply({"rows": made.rows, "file": str(path)}, [f"已导出 {made.rows} 条：{path}"])
