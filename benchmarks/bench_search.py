"""Searching and paging 1,000,000 visits and 200,000 enterprises in an encrypted store.

Times are CPU milliseconds of the one thread that asks. Each question is asked once, on warm pages: 150 of a kind,
so that p99 is the second worst.
"""

import random
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from benchmarks.big_store import big_store, reader
from benchmarks.ratio import Figure, show
from ercheng_station.db import indexing, search
from ercheng_station.db.connection import Connection
from ercheng_station.db.paging import PAGE, Listing, Pages
from ercheng_station.db.pinyin import readings
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit

QUESTIONS, LIMIT, DEADLINE_MS = 150, 50, 12
COMMON = "有限公司 走访 企业 联系 电话 商标 问题 检查 发现 地址 位于 重点 了解 街道 专利 表示 后续 人民 负责 现场".split()  # noqa: SIM905
HANZI, PHONE = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"1[3-9]\d{9}")
COLUMNS = ("t.number", "t.visited_on", "enterprise.label", "t.way", "t.visitors", "t.findings", "t.signature")
ENTERPRISE, VISIT = indexing.source(Enterprise), indexing.source(Visit)


class Questions:
    """What people might type, cut from what is stored; the same for the same store."""

    def __init__(self, connection: Connection) -> None:
        self.random = random.Random(11)
        last = connection.execute("SELECT max(n) FROM visit").fetchone()[0]
        picked = ",".join(str(self.random.randrange(last) + 1) for _ in range(600))
        self.texts = [
            row[0] for row in connection.execute(f"SELECT findings FROM visit WHERE n IN ({picked})")
        ]
        self.names = [row[0] for row in connection.execute("SELECT name FROM enterprise WHERE n % 101 = 0")]

    def many(self, one: Callable[[], str], count: int = QUESTIONS) -> list[str]:
        return [one() for _ in range(count)]

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
            yield f"{length}-character Chinese", self.many(partial(self.part, length))
        for length in (1, 2, 3, 4, 6):
            yield f"{length} initials", self.many(partial(self.initials, length))
        yield "full pinyin, one character", self.many(partial(self.spelt, 1))
        yield "full pinyin, two characters", self.many(partial(self.spelt, 2))
        yield "full pinyin, three characters", self.many(partial(self.spelt, 3))
        yield "mixed 宏达jx", self.many(self.mixed)
        yield "two words", self.many(self.two_words)
        yield "four digits", self.many(self.digits)
        yield "phone", self.many(partial(self.part, 11, PHONE))
        yield "10,000 characters and signs", ["工" * 10_000, "a" * 10_000, "企业 " * 5_000, "(a+)+$", *'%_"*']
        yield "two common words that never touch", self.many(self.adversarial)


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
    for name, asked in questions.classes():
        times = [cpu_ms(ask, connection, typed) for typed in asked]
        yield Figure(f"search, {name}, median", statistics.median(times), 8, "ms")
        yield Figure(f"search, {name}, p99", p99(times), 20, "ms")
    whole = [cpu_ms(ask, connection, typed, None) for typed in questions.many(questions.adversarial)]
    yield Figure("search, the same without the deadline, median", statistics.median(whole), 8, "ms")
    yield Figure("search, the same without the deadline, p99", p99(whole), 1000, "ms")
    for length in (1, 2, 3, 4, 6):
        asked = questions.many(partial(questions.initials, length))
        times = [cpu_ms(find_name, connection, typed) for typed in asked]
        yield Figure(f"{length} initials over 200,000 names, p99", p99(times), 3, "ms")


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
    "newest": ("t.n DESC", ""),
    "visit day": ("t.visited_on DESC, t.n DESC", ""),
    "visitors by pinyin": ("t.visitors_key, t.n", ""),
    "way": ("t.way, t.n", ""),
    "enterprise by pinyin": (
        "enterprise.label_key, t.n",
        "enterprise CROSS JOIN visit AS t ON t.enterprise_n = enterprise.n",
    ),
}


def page_figures(connection: Connection) -> Iterator[Figure]:
    for name, (order, walk) in SORTS.items():
        listing = Listing("visit", COLUMNS, "visit AS t", VISIT.joins, order=order, walk=walk)
        yield from sort_figures(connection, name, listing)


def sort_figures(connection: Connection, name: str, listing: Listing, places: int = 100) -> Iterator[Figure]:
    """The steps of opening a list, then pages against the same rows through a bare statement, taking turns."""
    pages = Pages(connection)
    yield Figure(f"list by {name}, first page", cpu_ms(pages.open, 0, listing), 50, "ms")
    yield Figure(f"list by {name}, count", cpu_ms(pages.count, 0), 1000, "ms")
    yield Figure(f"list by {name}, ranks", cpu_ms(pages.rank, 0), 3000, "ms")
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
    pages.close()
    ratio = statistics.median(times[ours]) / statistics.median(times[raw])
    yield Figure(f"list by {name}, a page anywhere against raw SQL", ratio, 1.5)
    yield Figure(f"list by {name}, {PAGE} rows anywhere", statistics.median(times[ours]), 2, "ms")


@pytest.fixture(scope="module")
def connection():
    found = reader(big_store())
    yield found
    found.close()


def test_search_is_quick_in_a_million_visits(connection):
    questions = Questions(connection)
    for _, asked in questions.classes():
        for typed in asked[:5]:
            ask(connection, typed)

    show(search_figures(connection, questions))


def test_search_misses_nothing_that_like_finds(connection):
    figure = Figure(
        "records missed against LIKE, 1 to 6 characters", missed(connection, Questions(connection)), 0, ""
    )

    show([figure])
    assert figure.met


def test_any_page_of_any_sort_costs_what_raw_sql_costs(connection):
    figures = list(page_figures(connection))

    show(figures)
    assert [figure for figure in figures if figure.unit == "×" and not figure.met] == []
