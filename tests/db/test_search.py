"""Search over a small real table: complete against LIKE, literal, by sound, newest first, at any state of the queue."""

import re
import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from ercheng_station.db import search
from ercheng_station.db.grams import widths
from ercheng_station.db.search import Found, SearchText
from ercheng_station.db.wanted import MOST_WORDS, Source, prepare
from ercheng_station.errors import Cancelled

FIRM = Source(
    table="firm",
    texts=("t.name", "t.note", "town.name"),
    names=("t.name",),
    joins=" LEFT JOIN town ON town.n = t.town_n",
)
POOLS = (
    "企业专利有限公司走访发现商标侵权保护",
    "aAbBéÉ0123456789",
    "，。（）()%_\"*'\\-^~·…",
    "𠮷𪚥😀龘鳜ＡＢ１２",
)


class Firms:
    """A table of firms with its search table; `index=False` leaves a row in the queue."""

    def __init__(self):
        self.connection = dbapi2.connect(":memory:", isolation_level=None)
        self.connection.execute("CREATE TABLE town (n INTEGER PRIMARY KEY, name TEXT)")
        self.connection.execute(
            "CREATE TABLE firm (n INTEGER PRIMARY KEY, name TEXT, note TEXT, town_n INTEGER, removed_at TEXT)"
        )
        self.connection.execute(
            "CREATE TABLE search_queue (kind TEXT, n INTEGER, PRIMARY KEY (kind, n)) WITHOUT ROWID"
        )
        self.connection.execute("CREATE TABLE search_through (kind TEXT PRIMARY KEY, n INTEGER)")
        search.create(self.connection, "firm")
        search.done(self.connection, "firm", 10**6)
        prepare(self.connection)

    def add(self, name, note=None, *, index=True):
        n = self.connection.execute("INSERT INTO firm (name, note) VALUES (?, ?)", (name, note)).lastrowid
        if index:
            search.put(self.connection, "firm", n, SearchText(note or "", (name,)))
        else:
            self.connection.execute("INSERT INTO search_queue VALUES ('firm', ?)", (n,))
        return n

    def find(self, typed, limit=50, *, source=FIRM, **options):
        return search.find(self.connection, source, typed, limit, **options).ns

    def names(self, typed):
        return [
            self.connection.execute("SELECT name FROM firm WHERE n=?", (n,)).fetchone()[0]
            for n in self.find(typed)
        ]

    def like(self, word):
        return {
            row[0]
            for written in widths(word)
            for row in self.connection.execute(
                "SELECT n FROM firm WHERE ifnull(name, '') || char(10) || ifnull(note, '') LIKE ? ESCAPE '\\'",
                ("%" + re.sub(r"([\\%_])", r"\\\1", written) + "%",),
            )
        }


@pytest.fixture
def firms():
    found = Firms()
    yield found
    found.connection.close()


def odd_text(random, longest):
    text = ""
    while len(text) < longest and random.random() < 0.97:
        pool = random.choices(POOLS, (12, 3, 2, 1))[0]
        text += random.choice(pool)
        if random.random() < 0.03:
            text += random.choice(" \n\u3000")
    return text


def test_every_substring_of_one_to_six_characters_is_found_as_like_finds_it(firms):
    random = Random(11)
    rows = [(odd_text(random, 12), odd_text(random, 60)) for _ in range(3_000)]
    for name, note in rows:
        firms.add(name, note, index=random.random() < 0.99)
    source = Source(FIRM.table, FIRM.texts, (), FIRM.joins)

    for length in range(1, 7):
        for _ in range(40):
            runs = [run for text in random.choice(rows) for run in text.split() if len(run) >= length]
            if not runs:
                continue
            start = random.randrange(len(runs[0]) - length + 1)
            word = runs[0][start : start + length]

            found = search.find(firms.connection, source, word, 10_000)

            assert found.complete
            assert set(found.ns) == firms.like(word), word


@pytest.mark.parametrize(
    "typed", ["%", "_", '"', "*", "'", "\\", "100%", 'a"b', "C_D", "x*y", "(a+)+$", "NEAR(", "zh:", "-"]
)
def test_signs_of_query_languages_stand_for_themselves(firms, typed):
    firms.add("企业", f"写作 {typed} 即可")
    firms.add("100 a b C D x y aaaa NEAR zh")

    assert firms.find(typed) == sorted(firms.like(typed), reverse=True)
    assert 1 in firms.find(typed)


@given(st.text(max_size=30))
def test_nothing_that_can_be_typed_is_a_fault(typed):
    firms = Firms()
    kept = typed.encode("utf-8", "replace").decode()
    n = firms.add(kept, "会计")

    assert n in firms.find(kept)
    firms.find(typed)
    firms.connection.close()


@pytest.mark.parametrize(
    "typed", ["工" * 10_000, "a" * 10_000, "工作 " * 3_000, "".join(map(chr, range(0x4E00, 0x7510)))]
)
def test_ten_thousand_characters_are_a_search_like_any_other(firms, typed):
    firms.add("工作", typed)
    firms.add("工作")
    begun = time.perf_counter()

    found = firms.find(typed)

    assert found[-1] == 1
    assert time.perf_counter() - begun < 1


def test_all_words_must_be_there_in_any_field_and_any_number(firms):
    many = [f"词{chr(0x4E00 + at)}" for at in range(MOST_WORDS + 5)]
    firms.add("宏达", "机械 侵权")
    firms.add("宏达", " ".join(many))
    firms.add("宏达", " ".join(many[:-1]))

    assert firms.find("宏达 侵权") == [1]
    assert firms.find("  侵权　宏达 ") == [1]
    assert firms.find(" ".join(many)) == [2]


def test_names_are_found_by_sound_and_texts_are_not(firms):
    for name in ("单县会计所", "宏达机械", "重庆音乐厂", "ABC科技"):
        firms.add(name, "会计")

    assert (
        firms.names("sx")
        == firms.names("dx")
        == firms.names("cx")
        == firms.names("shanxian")
        == ["单县会计所"]
    )
    assert firms.names("kj") == ["ABC科技", "单县会计所"]
    assert firms.names("宏达jx") == firms.names("hongdjx") == firms.names("HDJX") == ["宏达机械"]
    assert firms.names("cqyy") == firms.names("chongqingyinyue") == ["重庆音乐厂"]
    assert firms.names("abckj") == ["ABC科技"]
    assert firms.names("kuaiji") == ["单县会计所"]
    assert firms.names("会计 kj 单") == ["单县会计所"]
    assert firms.names("zzz") == []


def test_the_newest_come_first_and_removed_ones_do_not_come(firms):
    for _ in range(9):
        firms.add("宏达")
    firms.connection.execute("UPDATE firm SET removed_at = 'x' WHERE n = 8")

    assert firms.find("宏", 3) == [9, 7, 6]
    assert firms.find("", 3) == firms.find(" \n", 3) == [9, 7, 6]


def test_a_changed_record_is_found_by_its_new_words_only(firms):
    n = firms.add("宏达")
    firms.connection.execute("UPDATE firm SET name = '盛隆'")

    search.put(firms.connection, "firm", n, SearchText(names=("盛隆",)))

    assert (firms.find("宏"), firms.find("盛"), firms.find("sl")) == ([], [n], [n])
    search.remove(firms.connection, "firm", n)
    assert firms.find("盛隆") == []


def test_what_waits_in_the_queue_is_found_as_it_is_now(firms):
    firms.add("宏达一")
    stale = firms.add("宏达二")
    firms.connection.execute("UPDATE firm SET name = '盛隆' WHERE n = ?", (stale,))
    firms.connection.execute("INSERT INTO search_queue VALUES ('firm', ?)", (stale,))
    firms.add("宏达三")
    firms.add("宏达四", "有侵权", index=False)

    assert firms.find("宏达") == firms.find("hd") == [4, 3, 1]
    assert firms.find("宏达", 1) == [4]
    assert firms.find("盛") == firms.find("shenglong") == [2]
    assert firms.find("侵权 hd") == [4]
    assert firms.find("", 2) == [4, 3]


@pytest.mark.parametrize("typed", ["宏", "宏达", "宏达三", "hd", "hongda", "宏达 三", "", "没有"])
@pytest.mark.parametrize("queued", [True, False])
@pytest.mark.parametrize("newest_first", [True, False])
def test_a_narrowed_list_holds_what_a_search_finds(firms, typed, queued, newest_first):
    for name in ["宏达一", "宏达二", "盛隆三", "宏达三", "达宏"]:
        firms.add(name, index=not queued)

    part = search.narrow(firms.connection, FIRM, typed, newest_first=newest_first)

    statement = f"SELECT t.n FROM {part.table}{FIRM.joins} WHERE {part.condition} AND {search.ALIVE} ORDER BY t.name, t.n"
    assert sorted(n for (n,) in firms.connection.execute(statement, part.bound)) == sorted(firms.find(typed))


def test_a_narrowed_list_with_the_newest_first_is_never_sorted(firms):
    part = search.narrow(firms.connection, FIRM, "宏达", newest_first=True)

    statement = (
        f"SELECT t.n FROM {part.table}{FIRM.joins} WHERE {part.condition} ORDER BY {part.order} LIMIT 9"
    )
    plan = [row[3] for row in firms.connection.execute(f"EXPLAIN QUERY PLAN {statement}", part.bound)]
    assert not [step for step in plan if "ORDER BY" in step]


def test_a_deadline_gives_what_was_found_until_then(firms):
    for _ in range(400):
        firms.add("企业", "鳜鱼 鱼肥 肥美")

    assert search.find(firms.connection, FIRM, "鳜鱼肥美", 50, deadline_ms=0) == Found([], complete=False)
    assert search.find(firms.connection, FIRM, "鳜鱼肥美", 50, deadline_ms=60_000) == Found([], complete=True)
    assert search.find(firms.connection, FIRM, "鳜鱼肥美", 50) == Found([], complete=True)


@pytest.mark.parametrize("deadline_ms", [None, 60_000])
def test_an_interrupted_search_is_cancelled(firms, deadline_ms):
    firms.connection.create_function("stop", 0, firms.connection.interrupt)
    firms.add("宏达")

    with pytest.raises(Cancelled):
        firms.find(
            "宏", source=replace(FIRM, joins=" JOIN (SELECT 1) ON stop() IS NULL"), deadline_ms=deadline_ms
        )

    assert firms.find("宏") == [1]


def test_a_fault_of_sql_is_no_cancelling(firms):
    firms.add("宏达")

    with pytest.raises(dbapi2.OperationalError):
        firms.find("宏", source=replace(FIRM, joins=" JOIN nothing"), deadline_ms=60_000)


def test_a_tidy_index_is_one_piece_and_finds_the_same(firms):
    for name in ("宏达", "盛隆", "宏盛", "宏远"):
        firms.add(name)
    search.remove(firms.connection, "firm", 3)

    while search.tidy(firms.connection, "firm"):
        pass

    assert firms.connection.execute("SELECT count(DISTINCT segid) FROM firm_search_idx").fetchone() == (1,)
    assert firms.find("宏") == [4, 1]


def test_the_index_can_be_emptied_and_filled_again(firms):
    firms.add("宏达")
    assert not search.is_queued(firms.connection, "firm")

    search.refill(firms.connection, "firm")

    assert search.is_queued(firms.connection, "firm")
    assert firms.find("hd") == firms.find("宏") == [1]
    search.put_all(firms.connection, "firm", [(1, SearchText(names=("宏达",)))])
    search.done(firms.connection, "firm", 1)
    assert firms.find("hd") == firms.find("宏") == [1]
