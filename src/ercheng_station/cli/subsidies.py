"""The command of 以案定补: who is paid what for a period, as words, JSON and a table for the signatures."""

from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.work import keeps, lines_of, written
from ercheng_station.errors import Fault, UserError
from ercheng_station.records.mediation import Mediation
from ercheng_station.services.report_span import Calendar, read_span
from ercheng_station.services.subsidies import Payout, Share, payout, set_rates


def subsidies(call: Call) -> Reply:
    from ercheng_station.reports.payout_table import payout_table  # noqa: PLC0415  loads reportlab: 0.3 s

    with call.open() as store:
        keeps(store, Mediation)
        try:
            span = read_span(call.given.form, call.given.period, Calendar.of(store))
            if call.given.rates:
                set_rates(store, call.given.rates)
        except Fault as fault:
            raise UserError("command-misused", why=fault.why) from fault
        found = payout(store, span.period)
        made = payout_table(store.unit.name, span.title, found, store.today)
        path = written(call, store, made)
    lines = lines_of(made) if found.shares else ["这段时间没有可以发放补贴的案件。", *made.notes]
    return Reply({**_plain(found), "file": path}, [*lines, *([f"已做成 {path}"] if path else [])])


def _plain(found: Payout) -> dict[str, Any]:
    """Amounts in fen."""
    return {
        "first": found.period.first.isoformat(),
        "last": found.period.last.isoformat(),
        "rates": dict(found.rates),
        "shares": [_share(one) for one in found.shares],
        "total": found.total,
        "left_out": list(found.left_out),
    }


def _share(one: Share) -> dict[str, Any]:
    return {
        "mediator": one.mediator.title,
        "committee": one.committee,
        "counts": dict(one.counts),
        "cases": list(one.cases),
        "amount": one.amount,
    }
