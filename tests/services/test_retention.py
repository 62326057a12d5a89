"""保管期限 come from dated tables that the unit edits; what is over is destroyed by two, and a paper says so without names."""

from datetime import date

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.documents.destruction import Certificate, Line, write_certificate
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.assistance import Reception
from ercheng_station.records.clocks import DeadlineEntry
from ercheng_station.records.deadlines import Calendar
from ercheng_station.records.fields import Choice, Day
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.wording import BUNDLED
from ercheng_station.services.retention import destroy, expired, keepings, kept_until
from tests.documents.mediation.papers import read
from tests.mediating import REFUSING, made, moved, registered

VISITOR = "欧阳䶮宸"
LATER = date(2036, 11, 30)


def came(store, on="2026-11-20"):
    return made(
        store, Reception, visitor=VISITOR, phone="13987654321", came_on=on, way="来访", matter="问商标",
        track="咨询", state="told",
    )  # fmt: skip


def test_every_line_of_the_table_names_a_register_its_fields_and_a_clock():
    for one in keepings():
        kind = CATALOGUE[one.register]
        assert isinstance(kind.kept[one.start], Day)
        assert not one.field or isinstance(kind.kept[one.field], Choice)
        assert not one.clock or Calendar.shipped().register(one.clock) == one.register


def test_a_record_is_kept_from_its_day_as_long_as_the_table_says(store):
    link = came(store)

    kept = kept_until(store, Reception, store.row(Reception, link.uid))

    assert (kept.start, kept.until) == (date(2026, 11, 20), date(2036, 11, 20))
    assert kept.source == "机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号），依据待核"
    assert expired(store, date(2036, 11, 20)) == []
    assert [one.row.uid for one in expired(store, date(2036, 11, 21))] == [link.uid]


def test_the_unit_edits_the_years(store):
    link = came(store, on="2016-01-05")
    assert expired(store, store.today)
    values = store.examine(
        DeadlineEntry,
        {"name": "keep.reception", "task": "接待登记保管期满", "starts": "来访", "span": 360, "unit": "month",
         "mark": "check", "bound": "us", "basis": "区档案局通知"},
    )[0]  # fmt: skip
    store.act("改期限", [Create(DeadlineEntry, values)])

    assert expired(store, store.today) == []
    with pytest.raises(UserError, match="到 2046-01-05（区档案局通知，依据待核），还不能销毁"):
        destroy(store, [(Reception, link.uid)], "期满")


def test_a_case_is_kept_by_its_class_and_an_open_one_has_no_term(store):
    uid = registered(store)
    assert kept_until(store, Mediation, store.row(Mediation, uid)) is None
    moved(store, uid, "rejected", **REFUSING)
    binding = {"archivist": "李秀兰", "archived_on": "2026-09-10"}
    moved(store, uid, "archived", retention="long", **binding)
    assert kept_until(store, Mediation, store.row(Mediation, uid)).until == date(2056, 9, 10)

    moved(store, uid, "archived", retention="permanent", **binding)

    assert kept_until(store, Mediation, store.row(Mediation, uid)).until is None
    with pytest.raises(UserError, match="永久"):
        destroy(store, [(Mediation, uid)], "期满")


def test_what_is_over_is_destroyed_once_and_the_check_is_told(store):
    old, new = came(store, on="2016-01-05"), came(store)

    done = destroy(store, [(Reception, old.uid)], "保管期满")

    assert (done.count, done.checker, done.actor) == (1, "", store.actor)
    assert done.head == store.sealed()
    assert [one.what for one in audits(store, "self-confirmed")] == ["self-confirmed"]
    assert store.row(Reception, old.uid).values["visitor"] is None
    assert store.row(Reception, new.uid).values["visitor"] == VISITOR
    assert store.count(Query(Reception)) == 2
    assert expired(store, store.today) == []
    with pytest.raises(UserError, match="已经销毁"):
        destroy(store, [(Reception, old.uid)], "再来一次")


def test_the_certificate_tells_numbers_and_no_names(tmp_path):
    lines = [
        Line("接待登记", f"泽林JD2016-{n:04}", date(2016, 1, 5), date(2026, 1, 5), "依据") for n in range(60)
    ]
    told = Certificate(
        "泽林所", date(2026, 11, 20), "保管期满", "余慧敏", "", 60, 3, "第 9 号，校验值 ab", lines
    )

    write_certificate(tmp_path / "销毁证明.pdf", told, BUNDLED)

    pages = read(tmp_path / "销毁证明.pdf")
    text = "".join(pages)
    assert all(f"泽林JD2016-{n:04}" in text for n in range(60))
    assert "核对人：余慧敏（一人站，本人确认）" in text
    assert "校验值ab" in text
    assert "核对人（签名）：" in pages[-1]
