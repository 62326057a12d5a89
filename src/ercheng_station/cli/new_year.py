"""年度结转 by command: what stands ready of a new year, and each of its steps."""

from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.work import written
from ercheng_station.db.store import Store
from ercheng_station.exchange.year_books import Book, write_books
from ercheng_station.home import expanded
from ercheng_station.reports.carried_table import carried_table
from ercheng_station.services.new_year import (
    NewYear,
    close_year,
    draft_visit_list,
    read_new_year,
    year_to_begin,
)
from ercheng_station.services.open_matters import by_register
from ercheng_station.services.plan import begin_year
from ercheng_station.services.scoring import begin_sheet


def new_year(call: Call) -> Reply:
    """What is asked for is done first, then all is told."""
    given = call.given
    with call.open() as store:
        year = given.year or year_to_begin(store.today)
        _carry_out(call, store, year)
        books = _books(call, store, year)
        found = read_new_year(store, year)
        path = written(call, store, carried_table(store.unit.name, found.carried, year, store.today))
    return Reply({**_document(found), "books": [one._asdict() for one in books], "file": path}, _lines(found))


def _carry_out(call: Call, store: Store, year: int) -> None:
    asked = call.given
    if asked.plan:
        begin_year(store, year)
    if asked.visit_list:
        draft_visit_list(store, year)
    if asked.score:
        begin_sheet(store, year)
    if asked.close:
        close_year(store, year - 1)


def _books(call: Call, store: Store, year: int) -> list[Book]:
    if call.given.books is None:
        return []
    folder: Path = expanded(call.given.books).absolute()
    return write_books(store, year - 1, folder, call.report)


def _document(found: NewYear) -> dict[str, Any]:
    carried = [
        {
            "kind": one.kind.__tablename__, "id": str(one.row.uid), "number": one.row.number, "title": one.row.label,
            "since": one.began.isoformat(), "state": one.state, "persons": list(one.persons),
        }
        for one in found.carried
    ]  # fmt: skip
    terms = [{"what": one.what, "title": one.title, "until": one.due_on.isoformat()} for one in found.terms]
    return {
        "year": found.year, "carried": carried, "anew": list(found.numbers.anew), "going_on": list(found.numbers.on),
        "holidays": found.holidays, "terms": terms, "plan": found.plan, "listed": found.listed,
        "drafted": found.drafted, "sheet": found.sheet, "unscored": found.unscored,
        "reported": found.sent is not None, "closed": found.closed,
    }  # fmt: skip


def _lines(found: NewYear) -> list[str]:
    counts = "、".join(f"{title} {len(those)}" for title, those in by_register(found.carried))
    ready = {
        "放假安排": found.holidays, "工作任务": found.plan, "走访名单": bool(found.drafted), "评价表": found.sheet,
        f"{found.year - 1}年年报": found.sent is not None, f"{found.year - 1}年结转": found.closed,
    }  # fmt: skip
    return [
        f"{found.year}年：结转未结事项 {len(found.carried)} 项{f'（{counts}）' if counts else ''}",
        f"从 1 重新编号：{'、'.join(found.numbers.anew) or '没有'}",
        *(f"届满：{one.due_on} {one.what} {one.title}" for one in found.terms),
        *(f"{'已有' if done else '还没有'}：{name}" for name, done in ready.items()),
    ]
