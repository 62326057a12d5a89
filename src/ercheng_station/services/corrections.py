"""Reports sent, frozen with their figures, and what has changed since (更正说明): which figure, and because of which record."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Act, Create
from ercheng_station.db.history import DESTROY
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.since import Done, done_since
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.dates import beijing
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.enterprise_match import EnterpriseMatch
from ercheng_station.records.work import SentReport
from ercheng_station.services.figures import Indicator
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import Line, Number, Report, number_text

_OPS = {"create": "新增", "alter": "修改", "remove": "删除", "restore": "恢复"}
_SHOWN = 10
_NONE = "—"


@dataclass(frozen=True)
class Cause:
    """A record that changed after the report was sent."""

    kind: str
    title: str
    uid: UUID
    label: str
    act: str
    on: str

    @property
    def words(self) -> str:
        return f"{self.on} {self.act}{self.title}“{self.label}”"


@dataclass(frozen=True)
class Correction:
    """A figure that is no longer as it was sent; `causes` are the records that changed it."""

    indicator: Indicator
    before: tuple[Number, Number]
    now: tuple[Number, Number]
    causes: Sequence[Cause]

    @property
    def words(self) -> str:
        spans = zip(("本期", "累计"), self.before, self.now, strict=True)
        moved = [
            f"{span}由{number_text(old)}改为{number_text(new)}" for span, old, new in spans if old != new
        ]
        why = "；".join(cause.words for cause in self.causes[:_SHOWN])
        more = f"等{len(self.causes)}处" if len(self.causes) > _SHOWN else ""
        head = f"{self.indicator.title}（{self.indicator.unit}）{'，'.join(moved)}"
        return f"{head}。原因：{why}{more}。" if why else f"{head}。"


def sent_reports(store: Store, span: Span) -> list[Row]:
    """Of this period, the last one first."""
    where = tuple(by_value({"form": span.form, "period": span.key}))
    return sorted(store.rows(Query(SentReport, where=where)), key=lambda row: -row.values["version"])


def corrections(store: Store, report: Report) -> list[Correction]:
    """Against the last report sent of the period; [] if none was sent or nothing differs."""
    sent = next(iter(sent_reports(store, report.span)), None)
    if sent is None:
        return []
    frozen = read_frozen(sent.values["figures"])
    moved = [
        line
        for line in report.lines
        if line.indicator.name in frozen and _moved(line, frozen[line.indicator.name])
    ]
    kinds = list({query.kind for line in moved for query in _queries(line, report.span)})
    done = done_since(store, sent.values["entries"], kinds) if moved else []
    return [
        Correction(line.indicator, frozen[line.indicator.name], _figures(line), list(_causes(store, line, report.span, done)))
        for line in moved
    ]  # fmt: skip


def send(store: Store, report: Report, files: Sequence[Path], to: str = "") -> Act:
    """Freezes the report as it was made; `files` become its own."""
    version = len(sent_reports(store, report.span)) + 1
    entries, head = report.sealed
    values = {
        "form": report.span.form,
        "period": report.span.key,
        "version": version,
        "sent_on": report.on,
        "first": report.span.period.first,
        "last": report.span.period.last,
        "is_zero": report.is_zero,
        "sent_to": to or None,
        "file": tuple(store.attachments.put(path, path.name) for path in files) or None,
        "figures": frozen_text(report.lines),
        "entries": entries,
        "head": head,
    }
    raw = {name: SentReport.kept[name].plain(value, store.context) for name, value in values.items()}
    parsed, _ = store.examine(SentReport, raw)
    return store.act(f"上报{report.title}", [Create(SentReport, parsed)])


def frozen_text(lines: Sequence[Line]) -> str:
    """One figure a line, for people too: 走访次数：本期 9，累计 99."""
    return "\n".join(
        f"{line.indicator.title}：本期 {_kept(line.now.value)}，累计 {_kept(line.year.value)}"
        for line in lines
    )


def read_frozen(text: str) -> dict[str, tuple[Number, Number]]:
    """By the indicator's name; a line whose title is known no more is passed over."""
    found = {}
    for line in text.splitlines():
        title, _, values = line.partition("：本期 ")
        now, _, year = values.partition("，累计 ")
        with suppress(Fault, ValueError):
            found[shipped("indicator").read(title)] = (_number(now), _number(year))
    return found


# -- inside


def _kept(value: Number) -> str:
    return _NONE if value is None else f"{value:.10g}"


def _number(text: str) -> Number:
    return None if text == _NONE else float(text) if "." in text else int(text)


def _figures(line: Line) -> tuple[Number, Number]:
    return line.now.value, line.year.value


def _moved(line: Line, frozen: tuple[Number, Number]) -> bool:
    return frozen != _figures(line)


def _queries(line: Line, span: Span) -> Iterator[Query]:
    for period in (span.period, span.cumulative):
        yield line.indicator.rows(period)
        if line.indicator.of:
            yield line.indicator.of(period)
    if line.indicator.distinct == Enterprise.__tablename__:
        yield Query(EnterpriseMatch, where=(Condition("verdict", "filled"),))


def _causes(store: Store, line: Line, span: Span, done: Sequence[Done]) -> Iterator[Cause]:
    """Each record once, by what was done to it last."""
    queries = list(_queries(line, span))
    asked = {condition.field for query in queries for condition in query.where}
    asked |= {line.indicator.distinct, line.indicator.total, line.indicator.summed}
    here = {row.uid for query in queries for row in store.rows(query)}
    gone = {row.uid for query in queries for row in store.rows(replace(query, removed=True, as_of=None))}
    found: dict[UUID, Done] = {}
    for one in done:
        if one.kind in {query.kind.__tablename__ for query in queries} and _matters(one, asked, here, gone):
            found[one.uid] = one
    kinds = {query.kind.__tablename__: query.kind for query in queries}
    for uid, one in found.items():
        kind = kinds[one.kind]
        called = store.label(kind, uid) if kind.confided_to else _called(store.row(kind, uid))
        on = beijing(datetime.fromisoformat(one.at)).date()
        yield Cause(one.kind, kind.title, uid, called, _OPS.get(one.op, one.op), on.isoformat())


def _called(row: Row) -> str:
    """Its number, which names nobody; its title only where it has none."""
    return str(row.number or row.label)


def _matters(one: Done, asked: set[str], here: set[UUID], gone: set[UUID]) -> bool:
    if one.op == DESTROY:  # which leaves every figure as it was
        return False
    if one.op == "create":
        return one.uid in here
    if one.op == "alter":
        return bool(asked & one.details.keys())
    return one.uid in here | gone
