"""补贴发放表 of 以案定补: one line a mediator, the sum in 大写, room for each signature."""

from datetime import date
from decimal import Decimal

from ercheng_station.exchange.sheet import Column, Row
from ercheng_station.records.money import capital, yuan
from ercheng_station.reports.summary import Summary
from ercheng_station.services.subsidies import CLASSES, Payout, Share, in_yuan

TITLE = "人民调解案件补贴发放表"
_BLANK = "　　　　　　　　　　"


def payout_table(unit: str, title: str, found: Payout, on: date) -> Summary:
    columns = [
        Column("序号", "whole", 6),
        Column("调解员", "text", 10),
        Column("人民调解委员会", "text", 20, wrap=True),
        *(Column(label, "whole", 7, unit="件", total=True) for label in CLASSES.values()),
        Column("合计", "whole", 7, unit="件", total=True),
        Column("补贴金额", "money", 12, unit="元", total=found.total is not None),
        Column("卷号", "text", 28, wrap=True),
        Column("领款人签名", "text", 16),
        Column("领款日期", "text", 14),
    ]
    rows = [_row(number, one) for number, one in enumerate(found.shares, 1)]
    head = [
        f"发放单位：{unit}（盖章）",
        f"期间：{title}",
        "制表人：　　　　审核人：　　　　负责人：",
        f"制表日期：{on}",
    ]
    return Summary(TITLE, unit, head, columns, rows, list(_notes(found)))


def _row(number: int, one: Share) -> Row:
    counts = [one.counts[code] or None for code in CLASSES]
    return [
        number,
        one.mediator.title,
        one.committee,
        *counts,
        sum(one.counts.values()),
        None if one.amount is None else Decimal(yuan(one.amount)),
        "\n".join(one.cases),
        "",
        "　　年　月　日",
    ]


def _notes(found: Payout) -> list[str]:
    total = found.total
    told = [f"合计金额（大写）：{_BLANK if total is None else capital(total)}"]
    if found.rates:
        rates = "、".join(f"{CLASSES[code]} {in_yuan(fen)} 元" for code, fen in found.rates.items())
        told.append(f"补贴标准（每件）：{rates}。")
    if found.unrated:
        told.append(f"还没有登记{'、'.join(found.unrated)}案件的补贴标准，金额请手填。")
    told.append("期间内达成协议的案件按案件类别计，一案只补一次，计给主持调解员。")
    if found.left_out:
        told.append(f"没有列入的：{'；'.join(found.left_out)}。")
    return told
