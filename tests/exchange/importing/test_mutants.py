"""Workbooks damaged at random are refused with a message, or read with every difference in sight; nothing crashes."""

import random
import re
import zipfile
from datetime import date

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.errors import UserError
from ercheng_station.exchange.importing.running import plan_of
from ercheng_station.exchange.importing.verdict import Verdict, Wishes
from ercheng_station.exchange.reading.book import Limits
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.exchange.importing.ledgers import visits

FIRMS = [f"鄂州市第{at}机械有限公司" for at in range(5)]
FEW, ALL = 40, 2_000
LIMITS = Limits(seconds=20, memory=1 << 30)


@pytest.fixture
def known(store):
    store.act("登记", [Create(Enterprise, store.examine(Enterprise, {"name": name})[0]) for name in FIRMS])
    return store


@pytest.fixture
def original(tmp_path):
    rows = [
        [at, name, date(2025, 3, at + 1), "电话", "张三", f"第{at}次", None] for at, name in enumerate(FIRMS)
    ]
    return visits(tmp_path / "走访.xlsx", *rows)


def parts_of(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed(path, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in content.items():
            file.writestr(name, body)


def bytes_changed(chance, content):
    """A few bytes of the file itself: changed, cut out, doubled or the end cut off."""
    body = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(len(body), 1))
        way = chance.randrange(4)
        if way == 0 and body:
            body[at] = chance.randrange(256)
        elif way == 1:
            del body[at : at + chance.randint(1, 40)]
        elif way == 2:
            body[at:at] = body[at : at + chance.randint(1, 40)]
        else:
            body = body[: max(at, 1)]
    return bytes(body)


def xml_changed(chance, parts):
    """In one part: a tag gone, doubled or renamed, a number or a text changed, a piece missing; or the whole part."""
    name = chance.choice(list(parts))
    body = parts[name].decode("utf-8", "replace")
    tags = list(re.finditer(r"<[^>]{1,200}>|\d+|[\u4e00-\u9fff]+", body))
    way = chance.randrange(5)
    if way == 0 or not tags:
        return {one: content for one, content in parts.items() if one != name}
    found = chance.choice(tags)
    new = {
        1: "",
        2: found[0] * 2,
        3: str(chance.choice((0, -1, 7, 99999999, 1048576, "1e400", "甲", "&amp;", "&x;", "\x01"))),
        4: found[0][::-1],
    }[way]
    return parts | {name: (body[: found.start()] + new + body[found.end() :]).encode("utf-8", "replace")}


def seen(book):
    return [(sheet.title, sheet.rows) for sheet in book.sheets]


def rows_of(store, path):
    """What would be kept of each row, and what a person is told."""
    book = read_book(path, limits=LIMITS)
    plan = plan_of(store, Visit, book, path, Wishes())
    kept = [row.changes[-1].values["findings"] for row in plan.rows if row.verdict is Verdict.NEW]
    told = len(book.notes) + sum(row.verdict is not Verdict.NEW for row in plan.rows)
    return seen(book), kept, told


@pytest.mark.fuzz
def test_damage_to_the_bytes_is_refused_or_changes_nothing(known, original, tmp_path, full):
    """The container has a check sum for each part, so that damage to its bytes can never be a difference."""
    content, path = original.read_bytes(), tmp_path / "改.xlsx"
    right = rows_of(known, original)
    silent = []
    for seed in range(ALL // 2 if full else FEW // 2):
        path.write_bytes(bytes_changed(random.Random(seed), content))
        try:
            if rows_of(known, path) != right:
                silent.append(seed)
        except UserError:
            continue

    assert silent == []


@pytest.mark.fuzz
def test_damage_to_the_parts_is_refused_or_stands_in_the_plan(known, original, tmp_path, full):
    """What comes out is what the parts now say: nothing fails, and the plan holds every row that was read."""
    parts, path = parts_of(original), tmp_path / "改.xlsx"
    right, kept, _ = rows_of(known, original)
    silent = []
    for seed in range(ALL // 2 if full else FEW // 2):
        packed(path, xml_changed(random.Random(seed), parts))
        try:
            now, came, told = rows_of(known, path)
        except UserError:
            continue
        if now == right and came != kept:
            silent.append(seed)
        lost = len(kept) - len(came)
        if lost > 0 and not told and now == right:
            silent.append(seed)

    assert silent == []
