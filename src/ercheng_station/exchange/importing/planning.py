"""From a table to a plan: each row read, matched with what is kept, and judged; nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ercheng_station.db import gates
from ercheng_station.db.changes import Alter, Create, new_uid
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused
from ercheng_station.exchange.importing.epochs import jumps
from ercheng_station.exchange.importing.kept import Kept
from ercheng_station.exchange.importing.line_reader import LineReader, Read, titles
from ercheng_station.exchange.importing.rehearsal import rehearsed
from ercheng_station.exchange.importing.table import Line
from ercheng_station.exchange.importing.verdict import (
    MAKE_FIRMS,
    CellChange,
    CellFault,
    Plan,
    RowPlan,
    Source,
    Verdict,
    Ways,
    Wishes,
    counted,
)
from ercheng_station.exchange.plain import Kind
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Values
from ercheng_station.records.characters import shorten
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link

_EVERY = 200


def make_plan(store: Store, kind: Kind, source: Source, wishes: Wishes, report: Report = silent) -> Plan:
    """`report` may raise Cancelled: then nothing has happened."""
    planner = _Planner(store, kind, source, wishes)
    lines = source.table.lines
    rows = []
    for done, line in enumerate(lines, 1):
        rows.append(planner.row(line))
        if done % _EVERY == 0:
            report(done, len(lines))
    rows = rehearsed(store, kind, rows)
    report(len(lines), len(lines))
    notes = (*source.table.notes, *jumps(kind, source.table, source.columns), *planner.notes())
    return Plan(kind, source, rows, wishes.ways, notes, planner.tidied, counted(rows))


class _Planner:
    def __init__(self, store: Store, kind: Kind, source: Source, wishes: Wishes) -> None:
        self._store, self._kind, self._context = store, kind, store.context
        self._columns, self._ways, self._decided = source.columns, wishes.ways, wishes.decided
        self._examiner = store.examiner(kind)
        self._reader = LineReader(store, kind, source, wishes)
        self._kept = Kept(store, kind)
        self._planned: dict[object, int] = {}
        self.tidied = 0
        self._strange_firms = 0
        """Rows sent back because nobody asked to make the firm that they name."""
        self._without_number = 0

    def notes(self) -> list[str]:
        told = []
        for name, code in self._reader.fixed.items():
            described, context = self._kind.kept[name], self._context
            shown = described.text(described.parse(code, context), context)
            told.append(f"没有“{described.label}”这一栏，都按“{shown}”")
        for name, first, second in self._columns.twice:
            told.append(f"{first} 列和 {second} 列都是“{self._reader.label(name)}”，只取 {first} 列")
        if self.tidied:
            told.append(f"已自动整理 {self.tidied} 处（空格、换行、单位等）")
        if self._without_number:
            told.append(f"有 {self._without_number} 行原来的编号没有带入，由系统重新编号")
        if self._strange_firms:
            told.append(
                f"有 {self._strange_firms} 行的企业名录里没有；选“{MAKE_FIRMS}”，企业和记录就一起新增"
            )
        return told

    def row(self, line: Line) -> RowPlan:
        read = self._reader.read(line)
        kept = self._match(read)
        if isinstance(kept, Row) and self._ways is not Ways.NEW:
            self._reader.pass_over(read, line, kept)
        self.tidied += len(read.tidied)
        self._strange_firms += read.strange
        if read.candidates:
            why = f"与“{titles(read.candidates)}”名称相近，分不清是不是同一家"
            return RowPlan(
                line,
                Verdict.TO_DECIDE,
                faults=(self._reader.fault(self._reader.firm_ref, why, read),),
                candidates=read.candidates,
            )
        if isinstance(kept, RowPlan):
            return replace(kept, line=line)
        if read.faults:
            return RowPlan(line, Verdict.REFUSED, faults=tuple(read.faults))
        if kept is not None and self._ways is not Ways.NEW:
            return self._against(line, read, kept)
        return self._new(line, read)

    # -- matching with what is kept

    def _match(self, read: Read) -> Row | RowPlan | None:
        """The record that the row is about; a verdict where that cannot be told."""
        uid = self._kept.by_id(read.raw.pop("id", None))
        number = read.raw.pop("number", None)
        read.raw.pop("revision", None)
        uid = uid or self._kept.by_number(number)
        if uid is None and self._kind is Enterprise and self._reader.firms:
            return self._same_firm(read)
        read.key = None if uid else self._natural_key(read)
        uid = uid or self._kept.by_key(read.key)
        if uid is None and number is not None:
            self._without_number += 1
        return self._store.row(self._kind, uid) if uid else None

    def _same_firm(self, read: Read) -> Row | RowPlan | None:
        assert self._reader.firms is not None
        name, code = str(read.raw.get("name") or ""), str(read.raw.get("credit_code") or "")
        decided = self._decided.get(read.number)
        found = decided or self._reader.firms.certain(name, code)
        if found and found.uid in self._kept.uids:
            return self._store.row(Enterprise, found.uid)
        if decided:
            fault = self._reader.fault("name", f"与前面新增的“{decided.title}”是同一家，没有重复登记", read)
            return RowPlan(_NOWHERE, Verdict.REFUSED, faults=(fault,))
        if found or self._ways is Ways.NEW or read.number in self._decided:
            return None
        return self._asked(read, name, code)

    def _asked(self, read: Read, name: str, code: str) -> RowPlan | None:
        assert self._reader.firms is not None
        links = tuple(self._reader.firms.namesakes(name) if code else self._reader.firms.near(name))
        if not links or not name:
            return None
        why = f"与“{titles(links)}”" + (
            "同名，信用代码却不同，分不清是不是同一家"
            if code
            else "名称相近，分不清是不是同一家；填上统一社会信用代码就能分清"
        )
        fault = self._reader.fault("name", why, read)
        return RowPlan(_NOWHERE, Verdict.TO_DECIDE, faults=(fault,), candidates=links)

    def _natural_key(self, read: Read) -> tuple[object, ...] | None:
        key = self._kind.natural_key
        values = []
        for name in key:
            try:
                value = self._examiner.parse(name, read.raw.get(name))
            except Fault:
                return None
            values.append(value)
        return tuple(values) if key and all(value is not None for value in values) else None

    # -- judging

    def _new(self, line: Line, read: Read) -> RowPlan:
        uid = new_uid()
        values, faults = self._examiner.examine(read.raw)
        if faults.hard:
            told = [self._reader.fault(name, why, read) for name, why in faults.hard.items()]
            return RowPlan(line, Verdict.REFUSED, faults=tuple(told))
        key = read.key or (_firm_key(values) if self._kind is Enterprise else None)
        if key is not None and self._ways is not Ways.NEW:
            first = self._planned.setdefault(key, line.number)
            if first != line.number:
                why = f"与第 {first} 行是同一条，没有重复登记"
                return RowPlan(line, Verdict.REFUSED, faults=(CellFault("", "", "", why),))
        if self._kind is Enterprise and self._reader.firms:
            self._reader.firms.add(
                Link(uid, values["name"], Enterprise.__tablename__), values["name"], values["credit_code"]
            )
        made = Create(self._kind, values, uid)
        soft = tuple(self._reader.fault(name, why, read) for name, why in faults.soft.items())
        return RowPlan(
            line,
            Verdict.NEW,
            _title(self._kind, values),
            uid,
            (*self._reader.made_for(values), made),
            doubts=soft,
        )

    def _against(self, line: Line, read: Read, kept: Row) -> RowPlan:
        """Blanks never overwrite; a full value is never lost to a masked one, which was dropped when it was read."""
        raw = {
            name: value
            for name, value in read.raw.items()
            if value is not None and name not in self._reader.fixed
        }
        changed, faults = self._changed(raw, kept, read)
        if faults:
            return RowPlan(
                line, Verdict.REFUSED, _title(self._kind, kept.values), kept.uid, faults=tuple(faults)
            )
        cells = tuple(self._told(name, kept.values[name], value) for name, value in changed.items())
        if not changed:
            return RowPlan(line, Verdict.UNCHANGED, _title(self._kind, kept.values), kept.uid)
        if self._ways is Ways.SKIP:
            return RowPlan(line, Verdict.SKIPPED, _title(self._kind, kept.values), kept.uid, cells=cells)
        if self._ways is Ways.FILL:
            changed = {name: value for name, value in changed.items() if kept.values[name] is None}
            cells = tuple(self._told(name, None, value) for name, value in changed.items())
            if not changed:
                return RowPlan(line, Verdict.SKIPPED, _title(self._kind, kept.values), kept.uid)
        return self._altered(line, read, kept, changed, cells)

    def _altered(
        self, line: Line, read: Read, kept: Row, changed: Values, cells: tuple[CellChange, ...]
    ) -> RowPlan:
        if self._store.is_destroyed(kept.uid):
            gone = CellFault("", "", "", "这条记录已经依法销毁，不能再修改")
            return RowPlan(line, Verdict.REFUSED, _title(self._kind, kept.values), kept.uid, faults=(gone,))
        refused = self._why_not(kept, changed)
        if refused:
            told = tuple(self._reader.fault(name, why, read) for name, why in refused.items())
            return RowPlan(line, Verdict.REFUSED, _title(self._kind, kept.values), kept.uid, faults=told)
        verdict = Verdict.FILLED if self._ways is Ways.FILL else Verdict.UPDATED
        alter = Alter(self._kind, kept.uid, changed, base=kept.revision)
        made = self._reader.made_for(changed)
        return RowPlan(line, verdict, _title(self._kind, kept.values), kept.uid, (*made, alter), cells)

    def _why_not(self, kept: Row, changed: Values) -> Mapping[str, str]:
        context = self._context
        try:
            gates.refuse_move(self._kind, kept.values, changed, context)
        except Refused as refused:
            return refused.faults
        after = {**kept.values, **changed}
        raw = {
            name: one.plain(after[name], context) for name, one in self._kind.kept.items() if not one.derived
        }
        raw |= {name: value for name, value in changed.items() if isinstance(value, Link)}
        return self._examiner.examine(raw)[1].hard

    def _changed(self, raw: Mapping[str, object], kept: Row, read: Read) -> tuple[Values, list[CellFault]]:
        changed: Values = {}
        faults = []
        for name, value in raw.items():
            described = self._kind.kept[name]
            if described.derived:
                continue
            try:
                new = self._examiner.parse(name, value)
            except Fault as fault:
                faults.append(self._reader.fault(name, fault.why, read))
                continue
            if new != kept.values[name]:
                changed[name] = new
        return changed, faults

    def _told(self, name: str, old: Any, new: Any) -> CellChange:
        described, context = self._kind.kept[name], self._context
        return CellChange(described.label, described.masked(old, context), described.masked(new, context))


_NOWHERE = Line(0, ())


def _firm_key(values: Values) -> tuple[object, ...]:
    return (values["credit_code"] or values["name"],)


def _title(kind: Kind, values: Values) -> str:
    names: Sequence[str] = (*kind.names, *kind.natural_key)
    shown = [kind.kept[name].text(values[name]) for name in names[:2] if values.get(name) is not None]
    return shorten(" ".join(shown), 40)
