"""Carries out a plan in one act, and takes a whole import back."""

import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from ercheng_station.db.batches import came_in, note_of
from ercheng_station.db.changes import Act, new_uid
from ercheng_station.db.ladder import BEFORE_IMPORT
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.importing.headers import Headers
from ercheng_station.exchange.importing.planning import make_plan
from ercheng_station.exchange.importing.table import Table, find_table
from ercheng_station.exchange.importing.verdict import Plan, Source, Verdict, Wishes
from ercheng_station.exchange.plain import Kind
from ercheng_station.exchange.reading.book import Book, Sheet
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.progress import Report, silent, uncollected
from ercheng_station.records.base import typed
from ercheng_station.records.characters import shorten
from ercheng_station.records.dates import beijing
from ercheng_station.services.backups import copy_before

_log = logging.getLogger(__name__)
_INDEX_FOR = timedelta(seconds=120)
_ASKED_ABOUT = frozenset({"import-locked", "import-password-wrong"})
REMEMBERED = "import.columns"


@dataclass(frozen=True)
class Done:
    """`batch` is the act's uid, None where there was nothing to write."""

    batch: UUID | None
    act: Act | None


def read_in(store: Store, path: Path, password: str | None = None, report: Report = silent) -> Book:
    """`read_book`; that a file was refused, and why, stays among the acts."""
    try:
        return read_book(path, password=password, report=report)
    except UserError as refused:
        if refused.code.startswith("import-") and refused.code not in _ASKED_ABOUT:
            store.act(f"拒绝读入 {shorten(path.name, 60)}：{refused.what}", [])
        raise


def chosen_sheet(book: Book, name: str = "", knows: Headers | None = None) -> Sheet:
    """The one asked for by name or number, else the first visible one with a table of that kind, else the first with cells."""
    if name:
        for at, sheet in enumerate(book.sheets, 1):
            if name in (sheet.title, str(at)):
                return sheet
        raise UserError(
            "import-no-sheet", sheet=name, name=book.name, there="、".join(one.title for one in book.sheets)
        )
    visible = [sheet for sheet in book.sheets if not sheet.concealed and sheet.rows] or list(book.sheets)
    for sheet in visible:
        if knows and _has_table(sheet, knows):
            return sheet
    return visible[0]


def table_of(sheet: Sheet, headers: Headers) -> Table:
    return find_table(sheet, headers.knows)


def plan_of(
    store: Store, kind: Kind, book: Book, file: Path, wishes: Wishes, report: Report = silent
) -> Plan:
    """What is said of the columns is remembered for tables of the same shape, of the same sender above all."""
    if kind.confided_to:
        raise UserError("confided-stays", kind=kind.title)
    headers = Headers(kind)
    table = table_of(chosen_sheet(book, wishes.sheet, headers), headers)
    place = f"{REMEMBERED}.{kind.__tablename__}"
    known = store.drafts.preferred(store.actor, place, {})
    own = f"{table.sender}：{table.signature}"
    given = {**known.get(own, known.get(table.signature, {})), **wishes.given}
    if wishes.given:
        store.drafts.prefer(store.actor, place, {**known, table.signature: given, own: given})
    source = Source(file, book.sha256, table, headers.propose(table.headers, given))
    with uncollected():
        plan = make_plan(store, kind, source, wishes, report)
    before = came_in(store, _named_for_sure(plan)) if book.sha256 else None
    told = (f"这张表已于 {beijing(before):%Y年%m月%d日} 导入过",) if before else ()
    return replace(plan, notes=(*told, *plan.notes))


def _named_for_sure(plan: Plan) -> str:
    """The same file's sheets and registers are told apart."""
    return f"{plan.source.sha256} {plan.source.table.sheet} {plan.kind.__tablename__}"


def bring_in(store: Store, plan: Plan, report: Report = silent) -> Done:
    """`run`, behind a backup to go back to."""
    if plan.changes:
        copy_before(store, BEFORE_IMPORT, report)
    return run(store, plan, report)


def run(store: Store, plan: Plan, report: Report = silent) -> Done:
    """`write`, and the search entries at once: a command has nothing else to do meanwhile."""
    done = write(store, plan, report)
    if done.act:
        _tend(store)
    return done


def write(store: Store, plan: Plan, report: Report = silent) -> Done:
    """All of the plan's changes in one act, which its batch names.

    Refused, naming the row, or UserError: then nothing was written.
    """
    changes = plan.changes
    if not changes:
        return Done(None, None)
    batch = new_uid()
    made = sum(plan.counts[verdict] for verdict in (Verdict.NEW, Verdict.UPDATED, Verdict.FILLED))
    label = f"导入{plan.kind.one} {made} 条（{plan.source.file.name}）"
    at = _Place(report)
    try:
        with uncollected():
            act = store.act(label, [*changes, note_of(batch, _named_for_sure(plan))], uid=batch, report=at)
    except Refused as refused:
        raise _named(plan, at.done, refused) from refused
    return Done(batch, act)


@dataclass
class _Place:
    """A report that remembers how far the act has got."""

    report: Report
    done: int = 0

    def __call__(self, done: int, total: int) -> None:
        self.done = done
        self.report(done, total)


def _named(plan: Plan, done: int, refused: Refused) -> Refused:
    """What was planned cannot be done any more: something has changed since; the row is told."""
    numbers = [row.number for row in plan.rows for _ in row.changes]
    if done >= len(numbers):
        return refused
    faults = {name: f"第 {numbers[done]} 行：{why}" for name, why in refused.faults.items()}
    return Refused(faults, refused.labels)


def likely_kinds(kinds: Iterable[Kind], sheet: Sheet) -> list[Kind]:
    """Those whose words the sheet's header has, the likeliest first; required fields tell more than others."""
    scored = []
    for place, kind in enumerate(kinds):
        headers = Headers(kind)
        with suppress(UserError):
            table = table_of(sheet, headers)
            fields = {name for name in headers.propose(table.headers).fields if name in kind.kept}
            required = {name for name in typed(kind) if kind.kept[name].required}
            missing = len({name for name in required - fields if not kind.kept[name].default})
            scored.append((len(fields) + len(fields & required) - 2 * missing, -place, kind))
    return [kind for score, _, kind in sorted(scored, key=lambda one: one[:2], reverse=True) if score > 0]


def _tend(store: Store) -> None:
    """What waits for the index is found all the same, so that a disk that fails now takes nothing back."""
    end = time.monotonic() + _INDEX_FOR.total_seconds()
    try:
        while store.tend_index() and time.monotonic() < end:
            pass
    except UserError as error:
        _log.warning("cannot index now: %s", error)


def _has_table(sheet: Sheet, headers: Headers) -> bool:
    try:
        table_of(sheet, headers)
    except UserError:
        return False
    return True
