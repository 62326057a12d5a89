"""The command of the 《保护工作站月报表》."""

from pathlib import Path

from ercheng_station.cli.call import Call, Reply
from ercheng_station.home import expanded
from ercheng_station.services.monthly_form import form_for


def monthly_form(call: Call) -> Reply:
    """Blank for the stations of this place; at a 保护工作站 filled with its own figures, unless --blank."""
    from ercheng_station.exchange.monthly_form import write_form  # noqa: PLC0415  loads openpyxl: 0.2 s

    path = expanded(Path(call.given.file))
    with call.open() as store:
        month = call.given.month or store.today.replace(day=1)
        form = form_for(store, month, blank=call.given.blank, name=call.given.station)
        write_form(path, form)
    words = "已填好本站数字" if form.is_filled else f"空白，填报名单 {len(form.reporters)} 个站"
    document = {
        "file": str(path),
        "month": f"{month:%Y-%m}",
        "filled": form.is_filled,
        "reporters": [one.name for one in form.reporters],
    }
    return Reply(document, [f"已生成保护工作站月报表（{month:%Y-%m}，{words}）：{path}"])
