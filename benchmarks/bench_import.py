"""A ledger of 100,000 × 20 read with all guards against python-calamine alone and openpyxl; 10,000 × 20 brought in.

CPU of the process and of those it starts, in turns. The import stands beside the raw thing: calamine, then one
`executemany` of the same cells into a table of an encrypted file. Search entries are made behind the act and have a
figure of their own (decision 9).
"""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from benchmarks.bench_xlsx import LABELS, rows
from benchmarks.ratio import Figure
from ercheng_station.db.connection import connect, writing
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.exchange.importing import running
from ercheng_station.exchange.importing.verdict import Verdict, Wishes
from ercheng_station.exchange.reading.beginning import beginning
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.exchange.sheet import Column, Properties, Sheet
from ercheng_station.exchange.workbook import write_book
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.services import practice

ROWS, VISITS, ROUNDS = 100_000, 10_000, 3
NOW = datetime(2026, 3, 1, tzinfo=UTC)
KEY = bytes(32)
HEADERS = (
    ("企业名称", "text"), ("走访日期", "day"), ("走访方式", "text"), ("走访人员", "text"), ("走访内容", "text"),
    ("发现问题", "text"), ("企业诉求", "text"), ("初步答复（改进建议）", "text"), ("企业接待人", "text"),
    ("接待人职务", "text"), ("接待人电话", "text"), ("走访类型", "text"), ("走访目的", "text"), ("开始时间", "text"),
    ("时长（分钟）", "whole"), ("发放宣传资料（份）", "whole"), ("下次走访日期", "day"), ("需要上报", "text"),
    ("填表人", "text"), ("审核人", "text"),
)  # fmt: skip


def run_reading(path: Path, rounds: int) -> Iterator[Figure]:
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: read_book(path),
        "calamine": lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
        "openpyxl": lambda: [list(row) for row in openpyxl.load_workbook(path, read_only=True).active.values],
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, way in ways.items():
            if name != "openpyxl" or turn == 0:  # ten times as long as the others
                spent[name].append(cpu(way))
    ours, calamine, other = (statistics.median(spent[name]) for name in ways)
    yield Figure(
        "读入 Excel 台账 100,000 × 20，带全部防护，与 python-calamine 单独读之比", ours / calamine, 2.0
    )
    yield Figure("读入 Excel 台账 100,000 × 20，带全部防护，与 openpyxl 只读方式之比", ours / other, 0.25)


def run_import(folder: Path, large: Path, count: int) -> Iterator[Figure]:
    path = folder / "走访.xlsx"
    with Store.create(folder / "数据", CATALOGUE, practice.STATION, practice=True, now=lambda: NOW) as store:
        practice.fill(store, visits=60)
        firms = [row.values["name"] for row in store.rows(Query(Enterprise))]
        write_visits(path, firms, count)
        first = statistics.median(first_verdicts(store, large) for _ in range(ROUNDS))
        plan = []

        def bring_in() -> None:
            plan.append(running.plan_of(store, Visit, read_book(path), path, Wishes()))
            running.write(store, plan[0])

        ours = cpu(bring_in)
        index = cpu(lambda: list(iter(store.tend_index, False)))
    if plan[0].counts[Verdict.NEW] != count:
        raise AssertionError(plan[0].counts)
    raw = statistics.median(
        cpu(lambda at=at: raw_import(path, folder / f"raw{at}.db")) for at in range(ROUNDS)
    )
    beside = "与 calamine 加一次 executemany 之比"
    yield Figure(f"整个导入 {count:,} × 20（读、核对、写入、历史），{beside}", ours / raw, 3.0)
    yield Figure(f"同样的导入连同随后建立的检索，{beside}", (ours + index) / raw, 3.0, detail=True)
    yield Figure("从选中 100,000 × 20 的表到看见前 300 行的结果", first, 2, "s")
    yield Figure("整个导入连同检索，每行", (ours + index) / count * 1000, 5, "ms", True)


def first_verdicts(store: Store, path: Path) -> float:
    """Seconds on the clock, as a person waits; a small file is read whole."""
    begun = time.perf_counter()
    running.plan_of(store, Visit, beginning(path) or read_book(path), path, Wishes())
    return time.perf_counter() - begun


def raw_import(path: Path, target: Path) -> None:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    width = len(sheet[0])
    connection = connect(target, KEY, create=True)
    with writing(connection):
        connection.execute(f"CREATE TABLE t ({', '.join(f'c{at}' for at in range(width))})")
        connection.executemany(
            f"INSERT INTO t VALUES ({', '.join('?' * width)})", [[str(cell) for cell in row] for row in sheet]
        )
    connection.close()


def write_visits(path: Path, firms: list[str], count: int) -> None:
    """Each firm once a day at most, so that every row is a record of its own."""
    first = datetime(2024, 1, 1, tzinfo=UTC).date()
    made = (
        visit_cells(at, firms[at % len(firms)], first + timedelta(days=at // len(firms)))
        for at in range(count)
    )
    columns = [Column(label, kind, 12) for label, kind in HEADERS]
    write_book(path, [Sheet("走访", None, columns, made, count)], Properties("走访", "站", NOW))


def visit_cells(at: int, firm: str, on: date) -> list[object]:
    """One row under HEADERS, as stations write them: some cells in their own words, most in the words of every row."""
    return [
        firm,
        on,
        ("实地", "电话", "座谈")[at % 3],
        ("张三、李四", "余慧敏", "程德胜、王芳")[at % 3],
        f"第{at}次走访，了解商标使用情况和专利申请进度",
        ("商标临近续展", "没有发现问题", "专利年费未缴")[at % 3],
        ("希望培训商标使用人员", "无其他诉求")[at % 2],
        "告知办理途径，发放宣传册",
        ("王建国", "刘芳", "陈志强")[at % 3],
        ("办公室主任", "法务", "总经理")[at % 3],
        f"138{at % 100_000_000:08}",
        ("首访", "回访")[at % 2],
        "年度走访",
        ("9:30", "14:00")[at % 2],
        30 + at % 60,
        at % 20,
        on + timedelta(days=90),
        ("是", "否")[at % 2],
        "张三",
        "余慧敏",
    ]


def cpu(act: Callable[[], object]) -> float:
    """Seconds of this process and of those that have ended in it."""
    before = _spent()
    act()
    return _spent() - before


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    path = folder / "台账.xlsx"
    count = 200 if small else ROWS
    columns = [Column(label, kind, width) for label, kind, width in LABELS]
    write_book(path, [Sheet("台账", None, columns, rows(count), count)], Properties("台账", "站", NOW))
    yield from run_reading(path, 1 if small else ROUNDS)
    yield from run_import(folder, path, 60 if small else VISITS)
