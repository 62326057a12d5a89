"""Records as JSON and back: every way to name a field, every head, private values hidden."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from ercheng_station.db.rows import Row
from ercheng_station.exchange.plain import kind_plain, moment_plain, read_keys, record_plain, unknown_field
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Record
from ercheng_station.records.columns import Mapped, day, id_number, money, text
from ercheng_station.records.fields import PLAIN
from ercheng_station.records.visit import Visit

UID = UUID("01890000-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 5, 16, 30, 0, 5, tzinfo=UTC)


class Claim(Record):
    __tablename__ = "claim_of_test"
    title = "申领"
    group = "data"

    name: Mapped[str] = text("姓名", listed=True)
    holder: Mapped[str | None] = id_number("身份证号")
    sum: Mapped[int | None] = money("金额")
    on: Mapped[date | None] = day("日期")


HEAD = {
    "n": 1, "uid": UID, "origin": UID, "number": None, "label": "张三", "revision": UID, "parent": None,
    "created_at": AT, "changed_at": AT, "removed_at": None, "removed_why": None,
}  # fmt: skip


def row(**values):
    return Row(HEAD, {**dict.fromkeys(Claim.kept), "name": "张三", **values})


def test_a_record_is_told_with_its_head_and_every_field():
    told = record_plain(Claim, row(sum=123_450, on=date(2026, 3, 5)), PLAIN)

    assert told == {
        "id": str(UID),
        "number": None,
        "title": "张三",
        "revision": str(UID),
        "station": str(UID),
        "created_at": "2026-03-06T00:30:00+08:00",
        "changed_at": "2026-03-06T00:30:00+08:00",
        "removed_at": None,
        "removed_why": None,
        "name": "张三",
        "holder": None,
        "sum": "1234.50",
        "on": "2026-03-05",
        "attachments": None,
        "titles": {},
    }


@pytest.mark.parametrize(("masked", "shown"), [(True, "110***********002X"), (False, "11010519491231002X")])
def test_private_values_are_hidden_until_asked(masked, shown):
    told = record_plain(Claim, row(holder="11010519491231002X"), PLAIN, masked=masked)

    assert told["holder"] == shown


def test_a_kind_tells_what_it_owns_and_is_numbered_by():
    told = kind_plain(Visit, CATALOGUE, PLAIN)

    assert told["owns"] == []
    assert told["number"] == "{unit}ZF{year}-{serial:04}"
    assert told["dated_by"] == "visited_on"
    assert kind_plain(CATALOGUE["need"], CATALOGUE, PLAIN)["owns"] == ["need_step"]


@pytest.mark.parametrize("key", ["minutes", "时长", "时长（分钟）", "时长(分钟)", " 时 长 ", "MINUTES"])
def test_a_field_is_named_in_any_of_its_ways(key):
    assert read_keys(Visit, {key: 5}) == ({"minutes": 5}, {})


def test_keys_that_name_nothing_or_the_same_are_faults():
    raw, faults = read_keys(Visit, {"时长": 5, "minutes": 6, "天气": "晴"})

    assert raw == {"minutes": 5}
    assert faults == {"minutes": "“时长”写了两次", "天气": "企业走访里没有“天气”这一栏"}


def test_an_unknown_key_is_told_with_near_labels_each_once():
    told = unknown_field(Visit, "走访人")

    assert told.startswith("企业走访里没有“走访人”这一栏，最接近的是：走访人员、")
    assert told.count("走访人员") == 1


def test_moments_are_told_in_beijing_time():
    assert moment_plain(AT) == "2026-03-06T00:30:00+08:00"
    assert moment_plain(None) is None
