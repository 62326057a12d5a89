"""故障信息 by command; it tells what it can also where the data cannot be opened."""

from ercheng_station.cli.call import Call, Reply
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.home import expanded
from ercheng_station.services.trouble_report import trouble_report


def diagnose(call: Call) -> Reply:
    """Shown, and written where a file is named."""
    try:
        with call.open() as store:
            text = trouble_report(call.folder, store, report=call.report)
    except UserError as error:
        text = trouble_report(call.folder, None, error)
    path = expanded(call.given.file).absolute() if call.given.file else None
    if path:
        with atomic_write(path) as out:
            out.write(text.encode("utf-8"))
    told = [f"已存为 {path}，发给维护人员前可以打开看一遍。"] if path else text.splitlines()
    return Reply({"file": str(path) if path else None, "text": text}, told)
