"""Searching and paging 1,000,000 visits and 200,000 enterprises in an encrypted store.

Times are CPU milliseconds of the one thread that asks. Each question is asked once, on warm pages: 150 of a kind,
so that p99 is the second worst.
"""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from benchmarks.big_store import big_store, reader
from benchmarks.garbage import as_in_the_program
from benchmarks.ratio import Figure, worst
from ercheng_station.db import indexing, search
from ercheng_station.db.browse import listed
from ercheng_station.db.connection import Connection
from ercheng_station.db.listing import Query
from ercheng_station.db.paging import PAGE, Listing, Pages
from ercheng_station.db.pinyin import readings
from ercheng_station.db.rows import Shape
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit

QUESTIONS, LIMIT, DEADLINE_MS = 150, 50, 12
COMMON = "有限公司 走访 企业 联系 电话 商标 问题 检查 发现 地址 位于 重点 了解 街道 专利 表示 后续 人民 负责 现场".split()  # noqa: SIM905
HANZI, PHONE = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"1[3-9]\d{9}")
COLUMNS = ("t.number", "t.visited_on", "enterprise.label", "t.way", "t.visitors", "t.findings", "t.signature")
ENTERPRISE, VISIT = indexing.source(Enterprise), indexing.source(Visit)


class Questions:
    """What people might type, cut from what is stored; the same for the same store."""

    def __init__(self, connection: Connection, each: int = QUESTIONS) -> None:
        self.random, self.each = random.Random(11), each
        last = connection.execute("SELECT max(n) FROM visit").fetchone()[0]
        picked = ",".join(str(self.random.randrange(last) + 1) for _ in range(600))
        self.texts = [
            row[0] for row in connection.execute(f"SELECT findings FROM visit WHERE n IN ({picked})")
        ]
        self.names = [row[0] for row in connection.execute("SELECT name FROM enterprise WHERE n % 101 = 0")]

    def many(self, one: Callable[[], str], count: int = 0) -> list[str]:
        return [one() for _ in range(count or self.each)]

    def part(self, length: int, within: re.Pattern[str] = HANZI) -> str:
        while True:
            runs = [run for run in within.findall(self.random.choice(self.texts)) if len(run) >= length]
            if runs:
                run = self.random.choice(runs)
                start = self.random.randint(0, len(run) - length)
                return run[start : start + length]

    def name(self, length: int) -> str:
        whole = self.random.choice(self.names)
        start = self.random.randint(0, max(0, len(whole) - 8))
        return whole[start : start + length]

    def spelt(self, length: int) -> str:
        return "".join(self.random.choice(readings(char) or (char,)) for char in self.name(length))

    def initials(self, length: int) -> str:
        return "".join(self.random.choice(readings(char) or (char,))[0] for char in self.name(length))

    def adversarial(self) -> str:
        return self.random.choice(COMMON) + self.random.choice(COMMON)

    def mixed(self) -> str:
        name = self.name(4)
        return name[:2] + "".join(self.random.choice(readings(char) or (char,))[0] for char in name[2:])

    def two_words(self) -> str:
        return f"{self.part(2)} {self.part(2)}"

    def digits(self) -> str:
        return f"{self.random.randrange(10_000):04}"

    def classes(self) -> Iterator[tuple[str, list[str]]]:
        for length in (1, 2, 3, 4, 6):
            yield f"{length} 个汉字", self.many(partial(self.part, length))
        for length in (1, 2, 3, 4, 6):
            yield f"{length} 个首字母", self.many(partial(self.initials, length))
        yield "全拼一字", self.many(partial(self.spelt, 1))
        yield "全拼两字", self.many(partial(self.spelt, 2))
        yield "全拼三字", self.many(partial(self.spelt, 3))
        yield "汉字加首字母（宏达jx）", self.many(self.mixed)
        yield "两个词", self.many(self.two_words)
        yield "四位数字", self.many(self.digits)
        yield "手机号", self.many(partial(self.part, 11, PHONE))
        yield "一万个字、各种符号", ["工" * 10_000, "a" * 10_000, "企业 " * 5_000, "(a+)+$", *'%_"*']
        yield "从不相邻的两个常用词", self.many(self.adversarial)


def cpu_ms(work: Callable[..., object], *given: object) -> float:
    begun = time.thread_time()
    work(*given)
    return (time.thread_time() - begun) * 1e3


def p99(times: Iterable[float]) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def ask(connection: Connection, typed: str, deadline_ms: float | None = DEADLINE_MS) -> None:
    """As the search box does: the newest visits, and seven columns of each."""
    found = search.find(connection, VISIT, typed, LIMIT, deadline_ms=deadline_ms)
    asked = ",".join(map(str, found.ns))
    query = (
        f"SELECT {', '.join(COLUMNS)} FROM visit AS t{VISIT.joins} WHERE t.n IN ({asked}) ORDER BY t.n DESC"
    )
    connection.execute(query).fetchall()


def find_name(connection: Connection, typed: str) -> None:
    search.find(connection, ENTERPRISE, typed, LIMIT)


def search_figures(connection: Connection, questions: Questions) -> Iterator[Figure]:
    medians, tails = [], []
    for name, asked in questions.classes():
        times = [cpu_ms(ask, connection, typed) for typed in asked]
        medians.append(Figure(f"查询走访，{name}，中位数", statistics.median(times), 8, "ms", True))
        tails.append(Figure(f"查询走访，{name}，p99", p99(times), 20, "ms", True))
    whole = [cpu_ms(ask, connection, typed, None) for typed in questions.many(questions.adversarial)]
    medians.append(Figure("同上最后一类，不设时限，中位数", statistics.median(whole), 8, "ms", True))
    names = []
    for length in (1, 2, 3, 4, 6):
        asked = questions.many(partial(questions.initials, length))
        times = [cpu_ms(find_name, connection, typed) for typed in asked]
        names.append(Figure(f"20 万个企业名称，{length} 个首字母，p99", p99(times), 3, "ms", True))
    yield worst("查询 100 万条走访（不含绘制），最慢一类，中位数", medians[:-1])
    yield worst("查询 100 万条走访（不含绘制），最慢一类，p99", tails)
    yield worst("20 万个企业名称按首字母，最慢一类，p99", names)
    yield from (*medians, *tails, *names)
    yield Figure("同上最后一类，不设时限，p99", p99(whole), 1000, "ms", True)


def missed(connection: Connection, questions: Questions, each: int = 2) -> int:
    """Records that LIKE finds for substrings of 1 to 6 characters and a search does not, or the other way round."""
    likes = " OR ".join(f"{text} LIKE ? ESCAPE '\\'" for text in VISIT.texts)
    statement = f"SELECT t.n FROM visit AS t{VISIT.joins} WHERE {search.ALIVE} AND ({likes})"
    wrong = 0
    for length in range(1, 7):
        for word in questions.many(partial(questions.part, length), each):
            expected = {n for (n,) in connection.execute(statement, [f"%{word}%"] * len(VISIT.texts))}
            found = search.find(connection, VISIT, word, 10**9)
            wrong += len(expected.symmetric_difference(found.ns))
    return wrong


SORTS = {
    "最新的在前": Query(Visit),
    "走访日期": Query(Visit, sort="visited_on", descending=True),
    "走访人员（拼音）": Query(Visit, sort="visitors"),
    "走访方式": Query(Visit, sort="way"),
    "企业（拼音）": Query(Visit, sort="enterprise"),
}


def page_figures(connection: Connection, places: int) -> Iterator[Figure]:
    shares, times, steps = [], [], []
    for name, query in SORTS.items():
        listing = listed(connection, Shape(Visit), query, COLUMNS)
        pages = Pages(connection)
        steps += opening_figures(pages, name, listing)
        share, median = against_raw(connection, pages, places)
        shares.append(Figure(f"按{name}翻到任意一页，与裸 SQL 之比", share, 1.5, "×", True))
        times.append(Figure(f"按{name}翻到任意一页，{PAGE} 行", median, 2, "ms", True))
        pages.close()
    yield worst(f"100 万条里任意一页 {PAGE} 行，任意排序，与裸 SQL 之比（最慢一种）", shares)
    yield worst(f"100 万条里任意一页 {PAGE} 行，任意排序（最慢一种）", times)
    yield from (*shares, *times, *steps)


def opening_figures(pages: Pages, name: str, listing: Listing) -> Iterator[Figure]:
    yield Figure(f"按{name}，第一页", cpu_ms(pages.open, 0, listing), 50, "ms", True)
    yield Figure(f"按{name}，计数", cpu_ms(pages.count, 0), 1000, "ms", True)
    yield Figure(f"按{name}，排出全部名次", cpu_ms(pages.rank, 0), 3000, "ms", True)


def against_raw(connection: Connection, pages: Pages, places: int) -> tuple[float, float]:
    """Pages against the same rows through a bare statement, taking turns: the ratio, and our median in ms."""
    bare = (
        f"SELECT {', '.join(COLUMNS)} FROM {pages._ranks} AS o JOIN visit AS t ON t.n = o.n{VISIT.joins}"
        " WHERE o.rank BETWEEN ? AND ? ORDER BY o.rank"
    )

    def raw(index: int) -> None:
        connection.execute(bare, (index * PAGE + 1, (index + 1) * PAGE)).fetchall()

    def ours(index: int) -> None:
        pages.page(0, index)

    times: dict[Callable[[int], None], list[float]] = {raw: [], ours: []}
    last = pages.count(0) // PAGE
    for index in random.Random(5).sample(range(1, last), min(places, last - 1)):
        raw(index)
        for work in (raw, ours) if index % 2 else (ours, raw):
            times[work].append(cpu_ms(work, index))
    return statistics.median(times[ours]) / statistics.median(times[raw]), statistics.median(times[ours])


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    held = big_store(600, 200, parent=folder) if small else big_store()
    with as_in_the_program(), closing(reader(held)) as connection:
        questions = Questions(connection, 2 if small else QUESTIONS)
        for _, asked in questions.classes():  # warm pages
            for typed in asked[:5]:
                ask(connection, typed)
        yield from search_figures(connection, questions)
        lost = missed(connection, questions, 1 if small else 2)
        yield Figure("与 LIKE 相比漏查或多查的记录，1 至 6 个字", lost, 0, "条")
        yield from page_figures(connection, 3 if small else 100)
