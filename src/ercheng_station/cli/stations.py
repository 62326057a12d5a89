"""The command of 分站数据: a period's figures unit by unit, and their charts."""

from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.reporting import span_given
from ercheng_station.cli.wide import table
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.home import expanded
from ercheng_station.services.by_station import Parted, by_station
from ercheng_station.services.reporting import number_text
from ercheng_station.services.station_trend import Trend, trends
from ercheng_station.services.typefaces import typefaces_of


def stations(call: Call) -> Reply:
    """With --file the same as a workbook, or the charts as a PDF."""
    with call.open() as store:
        span = span_given(call, store)
        parted, found = by_station(store, span, call.report), trends(store, span)
        path = expanded(call.given.file).absolute() if call.given.file else None
        if path:
            _write(path, store, parted, found, ranked=call.given.ranked)
    names = [one.name for one in parted.units]
    rows = [
        [line.indicator.title, line.indicator.unit, *map(number_text, (line.total, *line.values))]
        for line in parted.lines
    ]
    document = {
        "period": span.key,
        "units": names,
        "figures": [
            {"name": line.indicator.name, "title": line.indicator.title, "total": line.total, "values": line.values}
            for line in parted.lines
        ],
        "months": [_plain(one) for one in found],
        "doubts": list(parted.doubts),
        "file": str(path) if path else None,
    }  # fmt: skip
    lines = [*table(("指标", "单位", "合计", *names), rows), *parted.doubts]
    return Reply(document, [*lines, *([f"已做成 {path}"] if path else [])])


def _write(path: Path, store: Store, parted: Parted, found: list[Trend], *, ranked: bool) -> None:
    from ercheng_station.exchange.station_book import write_station_book  # noqa: PLC0415  load openpyxl, reportlab
    from ercheng_station.reports.station_paper import write_station_paper  # noqa: PLC0415

    unit = store.unit.name
    if path.suffix.lower() == ".xlsx":
        write_station_book(path, unit, parted, found, ranked=ranked)
    elif path.suffix.lower() == ".pdf":
        write_station_paper(path, unit, found, ranked=ranked, typefaces=typefaces_of(store))
    else:
        raise UserError("command-misused", why=f"文件名要以 .xlsx、.pdf 结尾，不是“{path.name}”")


def _plain(one: Trend) -> dict[str, Any]:
    units = {unit.name: list(unit.months) for unit in one.units}
    return {"name": one.indicator.name, "total": list(one.total), "before": list(one.before), "units": units}
