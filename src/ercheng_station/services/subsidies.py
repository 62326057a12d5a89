"""以案定补: what mediators are paid for the cases that came to an agreement in a period, by the class of each case."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Query, by_span, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation, Mediator
from ercheng_station.records.mediation.states import AGREED
from ercheng_station.records.money import read_fen, yuan
from ercheng_station.records.office import Setting
from ercheng_station.services.figures import Period

RATES_SETTING = "subsidy.rates"
"""`口头50、简易100、一般200、疑难500`: yuan for each case. The office's own, there is no official one."""
CLASSES: Mapping[str, str] = {one.code: one.label for one in shipped("mediation_class").codes}
_RATE = re.compile(r"([\u4e00-\u9fff]+)\s*[：:]?\s*([0-9](?:[0-9,.]*[0-9])?)\s*元?")
_BETWEEN = re.compile(r"[\s、，,；;。]*")


@dataclass(frozen=True)
class Share:
    """What one mediator has coming; `counts` by class, `amount` in fen, None while a class of his has no rate."""

    mediator: Link
    committee: str
    counts: Mapping[str, int]
    cases: tuple[str, ...]
    amount: int | None


@dataclass(frozen=True)
class Payout:
    """`left_out`: agreed cases that nobody is paid for, each with the reason."""

    period: Period
    rates: Mapping[str, int]
    shares: tuple[Share, ...]
    left_out: tuple[str, ...]

    @property
    def total(self) -> int | None:
        amounts = [one.amount for one in self.shares]
        return None if None in amounts else sum(one for one in amounts if one is not None)

    @property
    def unrated(self) -> list[str]:
        """The classes with cases and without a rate."""
        return [label for code, label in CLASSES.items() if code not in self.rates and self.count(code)]

    def count(self, code: str) -> int:
        return sum(one.counts.get(code, 0) for one in self.shares)


def payout(store: Store, period: Period) -> Payout:
    """One case is paid once, to the mediator who led it; how several share it is their own affair."""
    rates, by_mediator, left_out = rates_of(store), dict[str, list[Row]](), list[str]()
    for row in _agreed(store, period):
        lacks = [Mediation.kept[name].label for name in ("case_class", "mediator") if not row.values[name]]
        if lacks:
            left_out.append(f"{_number(row)}没有填{'、'.join(lacks)}")
        else:
            by_mediator.setdefault(str(row.values["mediator"].uid), []).append(row)
    shares = [_share(store, rows, rates) for rows in by_mediator.values()]
    shares.sort(key=lambda one: (one.committee, one.mediator.title))
    return Payout(period, rates, tuple(shares), tuple(left_out))


def rates_text(store: Store) -> str:
    known = _setting(store)
    return str(known.values["value"] or "") if known else ""


def rates_of(store: Store) -> Mapping[str, int]:
    """Fen by class; a setting that cannot be read counts for nothing."""
    try:
        return read_rates(rates_text(store))
    except Fault:
        return {}


def read_rates(text: str) -> Mapping[str, int]:
    """Fault unless every word of it is a class with its amount."""
    codes = {label: code for code, label in CLASSES.items()}
    found, left = {}, _RATE.sub("", text)
    for label, amount in _RATE.findall(text):
        if label not in codes:
            raise Fault(f"没有“{label}”这一类，只有{'、'.join(codes)}")
        found[codes[label]] = read_fen(amount)
    if _BETWEEN.fullmatch(left) is None:
        raise Fault(f"“{left.strip()}”看不懂；要写成“口头50、简易100、一般200、疑难500”的样子")
    return found


def set_rates(store: Store, text: str) -> Act:
    """Fault where `text` does not tell the rates."""
    read = read_rates(text)
    written = "、".join(f"{CLASSES[code]}{in_yuan(fen)}" for code, fen in read.items())
    values = {
        "key": RATES_SETTING,
        "value": written,
        "note": "以案定补的补贴标准，元／件",
        "attachments": None,
    }
    known = _setting(store)
    change: Change = Alter(Setting, known.uid, values) if known else Create(Setting, values)
    return store.act(f"补贴标准改为 {written}", [change])


def in_yuan(fen: int) -> str:
    """50, 200.5"""
    return f"{yuan(fen).normalize():f}"


# -- inside


def _agreed(store: Store, period: Period) -> Iterator[Row]:
    where = (*by_value({"outcome": AGREED}), *by_span("settled_on", period.first, period.last))
    return store.rows(Query(Mediation, where=where))


def _share(store: Store, rows: list[Row], rates: Mapping[str, int]) -> Share:
    rows = sorted(rows, key=lambda row: (row.values["settled_on"], row.number or ""))
    mediator = rows[0].values["mediator"]
    counts = {code: sum(row.values["case_class"] == code for row in rows) for code in CLASSES}
    known = all(code in rates for code, count in counts.items() if count)
    amount = sum(rates[code] * count for code, count in counts.items() if count) if known else None
    committee = store.row(Mediator, mediator.uid).values["committee"].title
    return Share(mediator, committee, counts, tuple(map(_number, rows)), amount)


def _number(case: Row) -> str:
    return str(case.values["assigned_number"] or case.number or case.label)


def _setting(store: Store) -> Row | None:
    return next(iter(store.rows(Query(Setting, where=by_value({"key": RATES_SETTING})))), None)
