"""The commands that bring ledgers in and take an import back: import, undo-import."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from ercheng_station.cli.call import Call, Reply
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.importing.headers import Headers, ways_to_name
from ercheng_station.exchange.importing.refused import write_refused
from ercheng_station.exchange.importing.running import Done, bring_in, plan_of, read_in
from ercheng_station.exchange.importing.verdict import WORDS, CellFault, Plan, RowPlan, Verdict, Ways, Wishes
from ercheng_station.exchange.plain import Kind, fold_key, unknown_field
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.home import expanded
from ercheng_station.records.characters import shorten

_SHOWN = 200
_BACK = (Verdict.REFUSED, Verdict.TO_DECIDE)


def import_ledger(call: Call) -> Reply:
    """`decide` rows, which the window would ask about, count as refused here: nobody is there to be asked."""
    path = expanded(call.given.file).absolute()
    refused = _place_for_refused(call, path)
    with call.open() as store:
        kind = call.kind(store)
        wishes = Wishes(
            Ways(call.given.duplicates), call.given.create_refs, call.given.sheet or "", _mapped(call, kind)
        )
        if call.given.dry_run:
            book = read_book(path, password=call.password(), report=call.report)
        else:
            book = read_in(store, path, call.password(), call.report)
        plan = plan_of(store, kind, book, path, wishes, call.report)
        _refuse_strange(plan, wishes.given)
        if refused:  # before anything is saved: a full disk must not hide what was
            write_refused(store, plan, refused)
        done = Done(None, None) if call.given.dry_run else bring_in(store, plan, call.report)
        return _told(plan, done, book.notes, dry=call.given.dry_run)


def undo_import(call: Call) -> Reply:
    """Records changed since are kept and listed."""
    with call.open() as store:
        act, kept = store.undo_but(_batch(call.given.batch))
        listed = [{"kind": one.kind, "id": str(one.uid), "title": one.label} for one in kept]
        done = len(act.touched) if act else 0
    lines = [f"已撤销 {done} 条"]
    if listed:
        lines += [
            f"有 {len(listed)} 条导入以后又改过或已被用到，保留着：",
            *(f"  {one['title']}" for one in listed),
        ]
    return Reply({"batch": call.given.batch, "undone": done, "kept": listed}, lines)


def _place_for_refused(call: Call, read: Path) -> Path | None:
    """Never in the place of the ledger that is read."""
    if not call.given.refused:
        return None
    path = expanded(call.given.refused).absolute()
    if path.suffix.lower() != ".xlsx":
        raise UserError("command-misused", why="--refused 的文件名要以 .xlsx 结尾")
    if path.exists() and read.exists() and path.samefile(read):
        raise UserError("command-misused", why="--refused 不能写到正在导入的文件里")
    return path


def _told(plan: Plan, done: Done, notes: tuple[str, ...], *, dry: bool) -> Reply:
    counts = {str(verdict): plan.counts[verdict] for verdict in Verdict if verdict is not Verdict.TO_DECIDE}
    counts["refused"] += plan.counts[Verdict.TO_DECIDE]
    back = [row for row in plan.rows if row.verdict in _BACK]
    told = [*notes, *plan.notes]
    unread = [one.text for one in plan.unread]
    document = {
        "batch": str(done.batch) if done.batch else None,
        "read": len(plan.rows),
        **counts,
        "faults": [_fault(plan, row, fault) for row in back for fault in row.faults],
        "notes": told,
        "unread": unread,
    }
    said = "，".join(
        f"{WORDS[verdict]} {plan.counts[verdict]}" for verdict in Verdict if plan.counts[verdict]
    )
    source = f"《{plan.source.file.name}》工作表“{plan.source.table.sheet}”"
    head = f"{'试读' if dry else '读入'}{source}"
    lines = [f"{head} {len(plan.rows)} 行：{said or '没有记录'}", *told]
    if unread:
        lines.append(f"没有用到的列：{'、'.join(unread)}")
    wrong = [_line(row, fault) for row in back for fault in row.faults]
    lines += wrong[:_SHOWN]
    if len(wrong) > _SHOWN:
        lines.append(f"还有 {len(wrong) - _SHOWN:,} 处没有列出，用 --refused 把退回的行全部另存")
    if done.batch:
        lines.append(f"要整批撤销：undo-import {done.batch}")
    return Reply(document, lines, 3 if back else 0)


def _fault(plan: Plan, row: RowPlan, fault: CellFault) -> dict[str, Any]:
    column = f"{fault.label}（{fault.letter}）" if fault.letter else fault.label
    return {
        "sheet": plan.source.table.sheet,
        "row": row.number,
        "column": column,
        "value": fault.value,
        "why": fault.why,
    }


def _line(row: RowPlan, fault: CellFault) -> str:
    place = f"第 {row.number} 行" + (
        f" {fault.letter} 列“{fault.label}”" if fault.letter else f"“{fault.label}”" if fault.label else ""
    )
    shown = f"（{fault.value}）" if fault.value else ""
    return f"{place}{shown}：{fault.why}"


def _mapped(call: Call, kind: Kind) -> Mapping[str, str]:
    """`LABEL=FIELD`, the field by name or label; Refused names what is no field."""
    headers, found = Headers(kind), {}
    for pair in call.given.map or ():
        header, mark, field = pair.partition("=")
        if not mark:
            raise UserError("command-misused", why=f"--map 要写成“表头=栏目”，不是“{pair}”")
        if field and headers.name_of(field) is None:
            raise _refused(unknown_field(kind, field))
        found[header] = field
    return found


def _refuse_strange(plan: Plan, given: Mapping[str, str]) -> None:
    """A column that is not there cannot mean anything; passed over, its field would stay empty unnoticed."""
    headers = plan.source.table.headers
    known = {word for header in headers for word in ways_to_name(header)}
    if strange := [word for word in given if fold_key(word) not in known]:
        there = "、".join(shorten(one.text) for one in headers)
        raise _refused(f"表里没有“{'、'.join(map(shorten, strange))}”这一列，有：{there}")


def _refused(why: str) -> Refused:
    return Refused({"map": why}, {"map": "--map"})


def _batch(word: str) -> UUID:
    try:
        return UUID(word)
    except ValueError as error:
        raise UserError("import-no-batch", batch=word) from error
