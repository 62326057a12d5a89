"""Bundles put together: in whatever order, however often, the same store; nothing decided by a clock."""

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.differing import open_differences
from ercheng_station.exchange.bundle.merging import plan_of, take
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.conftest import NOW
from tests.exchange.bundle.offices import (
    NOVEMBER,
    OCTOBER,
    change,
    contents,
    counts,
    firm,
    mailed,
    office,
    opened,
    remove,
    second_pc,
    taken,
    value,
    visit,
)
from tests.reading_raw import everything_in


@pytest.fixture(scope="module")
def district_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("district")
    office(folder, "鄂城区局", "bureau").close()
    return folder / "鄂城区局"


@pytest.fixture
def district(district_folder, tmp_path):
    shutil.copytree(district_folder, tmp_path / "区局")
    with Store.open(tmp_path / "区局", CATALOGUE, now=lambda: NOW) as store:
        yield store


@pytest.fixture(scope="module")
def months(tmp_path_factory):
    """Two months of three stations; one has a second computer, and both changed the same records."""
    folder = tmp_path_factory.mktemp("stations")
    parcels = []
    for name in ("泽林", "碧石", "沙窝"):
        store = office(folder, name)
        firms = [firm(store, f"{name}第{number}机械厂", contact="单雄信") for number in range(3)]
        visits = [visit(store, one, OCTOBER) for one in firms]
        parcels.append(opened(mailed(store, folder / name)))
        if name == "泽林":
            store, other = second_pc(store, folder)
            change(other, Enterprise, firms[0], contact="二号机", address="武昌大道 2 号")
            change(other, Visit, visits[1], problems="二号机补的走访内容")
            visit(other, firms[1], NOVEMBER)
            parcels.append(opened(mailed(other, folder / "二号机", "2026-11")))
            other.close()
        change(store, Enterprise, firms[0], contact="程咬金")
        change(store, Enterprise, firms[0], contact="秦琼")
        change(store, Visit, visits[1], findings="商标没有续展")
        remove(store, Visit, visits[2])
        visit(store, firms[2], NOVEMBER)
        parcels.append(opened(mailed(store, folder / name, "2026-11")))
        store.close()
    return parcels


@pytest.fixture(scope="module")
def agreed(months, district_folder, tmp_path_factory):
    """What the district holds after all files in the order in which they were made."""
    folder = tmp_path_factory.mktemp("in-order") / "区局"
    shutil.copytree(district_folder, folder)
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        for parcel in months:
            assert not taken(store, parcel).returned
        return contents(store)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_the_number_of_times_and_what_was_undone_never_matter(seed, months, agreed, district):
    chance = random.Random(seed)
    files = [*months, *chance.choices(months, k=5)]
    chance.shuffle(files)
    acts = {}

    for parcel in files:
        act = take(district, parcel, plan_of(district, parcel, trust_new=True))
        acts |= {act.uid: parcel} if act else {}
        undone = chance.choice(list(acts))
        with suppress(UserError):  # not twice, nor what later merges stand on
            district.undo(undone)
            taken(district, acts[undone])

    assert contents(district) == agreed
    assert district.broken() == []


def test_a_second_merge_creates_and_updates_nothing_and_is_no_act(months, district):
    first = taken(district, months[0])
    acts = district.sealed()

    second = taken(district, months[0])

    assert counts(first) == (7, 0, 0, 0, 0)
    assert counts(second) == (0, 0, 7, 0, 0)
    assert district.sealed() == acts
    assert second.notes == ["这个包已于 2026-11-20 汇总过"]


def test_records_keep_the_number_the_origin_and_the_revision_of_their_station(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = visit(store, firm(store, "甲厂"), OCTOBER)
        taken(district, opened(mailed(store, tmp_path / "件")))
        there = store.row(Visit, made)
    here = district.row(Visit, made)

    assert (here.number, here.origin, here.revision, here.created_at) == (
        there.number,
        there.origin,
        there.revision,
        there.created_at,
    )
    assert here.values["enterprise"].title == "甲厂"


def test_an_older_bundle_does_not_undo_a_newer_one_and_says_that_it_is_older(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        older = opened(mailed(store, tmp_path / "件"))
        change(store, Enterprise, made, contact="秦琼")
        newer = opened(mailed(store, tmp_path / "件"))
    taken(district, newer)

    plan = taken(district, older)

    assert value(district, Enterprise, made, "contact") == "秦琼"
    assert counts(plan) == (0, 0, 2, 0, 0)
    assert plan.notes == ["比已汇总的第 2 号旧，按修改先后合并，不会盖掉新的"]


def test_a_removal_travels_with_its_reason_and_so_does_coming_back(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂")
        taken(district, opened(mailed(store, tmp_path / "件")))
        remove(store, Enterprise, made, "重复登记")
        taken(district, opened(mailed(store, tmp_path / "件")))
        gone = district.row(Enterprise, made)
        store.undo()
        taken(district, opened(mailed(store, tmp_path / "件")))

    assert (gone.removed_why, bool(gone.removed_at)) == ("重复登记", True)
    assert district.row(Enterprise, made).removed_at is None
    assert [one.op for one in district.entries(made)] == ["create", "remove", "restore"]


def test_what_a_station_destroyed_nobody_at_the_district_reads_or_changes(district, tmp_path):
    with office(tmp_path, "泽林") as station:
        made = visit(station, firm(station, "甲厂"), OCTOBER, findings="尉迟恭欠着货款")
        taken(district, opened(mailed(station, tmp_path / "一")))
        change(district, Visit, made, problems="尉迟恭又欠了")
        station.destroy("销毁到期的走访 1 件", [(Visit, made)])

        plan = taken(district, opened(mailed(station, tmp_path / "二")))

        assert (plan.returned, plan.differences) == ([], [])
        assert "尉迟恭" not in everything_in(district)
        assert district.count(Query(Visit)) == 1
        with pytest.raises(UserError) as refused:
            change(district, Visit, made, problems="再写")
        assert refused.value.code == "record-destroyed"
        assert counts(taken(district, opened(mailed(station, tmp_path / "三"))))[:2] == (0, 0)
        with pytest.raises(UserError):
            district.undo()


def test_both_sides_changed_other_fields_and_both_changes_stand(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信", address="一号")
        taken(district, opened(mailed(store, tmp_path / "件")))
        change(district, Enterprise, made, address="鄂城区局核对：二号")
        change(store, Enterprise, made, contact="秦琼")

        plan = taken(district, opened(mailed(store, tmp_path / "件")))

    assert counts(plan)[3] == 0
    assert value(district, Enterprise, made, "contact") == "秦琼"
    assert value(district, Enterprise, made, "address") == "鄂城区局核对：二号"


def test_both_sides_changed_one_field_and_the_loser_is_kept_and_shown(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        taken(district, opened(mailed(store, tmp_path / "件")))
        change(district, Enterprise, made, contact="区局改的")
        change(store, Enterprise, made, contact="所里改的")

        plan = taken(district, opened(mailed(store, tmp_path / "件")))

    (told,) = plan.differences
    assert (told.title, told.field) == ("甲厂", "联系人")
    assert {told.taken, *told.others} == {"区局改的", "所里改的"}
    assert value(district, Enterprise, made, "contact") == told.taken
    assert open_differences(district) == [told]


def test_what_a_person_decided_stays_decided(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        taken(district, opened(mailed(store, tmp_path / "件")))
        change(district, Enterprise, made, contact="区局改的")
        change(store, Enterprise, made, contact="所里改的")
        taken(district, opened(mailed(store, tmp_path / "件")))
        change(district, Enterprise, made, contact="电话核实过的")
        change(store, Enterprise, made, address="三号")

        plan = taken(district, opened(mailed(store, tmp_path / "件")))

    assert counts(plan)[3] == 0
    assert open_differences(district) == []
    assert value(district, Enterprise, made, "contact") == "电话核实过的"
    assert value(district, Enterprise, made, "address") == "三号"


def test_an_unknown_sender_is_refused_and_one_with_another_key_always(months, district, tmp_path):
    with pytest.raises(UserError) as unknown:
        plan_of(district, months[0], trust_new=False)
    taken(district, months[0])
    with office(tmp_path, "冒名") as store:
        parcel = opened(mailed(store, tmp_path / "件"))
    told = parcel.manifest
    forged = type(parcel)(
        type(told)(**{**vars(told), "station": months[0].manifest.station}), parcel.versions, parcel.cases
    )
    with pytest.raises(UserError) as other:
        plan_of(district, forged, trust_new=True)

    assert (unknown.value.code, other.value.code) == ("bundle-unknown-sender", "bundle-other-key")


def test_nobody_changes_a_record_of_another_station_or_of_this_unit(months, district):
    taken(district, months[0])
    thief = next(one for one in months if one.manifest.short_name == "碧石")
    taken(district, thief)
    stolen = next(one for one in months[0].versions if one.kind == "enterprise")
    changed = type(stolen)(
        **{**vars(stolen), "revision": "00000000-0000-4000-8000-000000000001", "earlier": (stolen.revision,)}
    )

    manifest = replace(thief.manifest, id=str(uuid4()))
    plan = taken(district, type(thief)(manifest, [changed], ()))

    assert [one.why for one in plan.returned] == ["这条记录是另一个站的，只有那个站能改"]
    assert str(district.row(Enterprise, UUID(stolen.id)).revision) == stolen.revision


def test_a_bad_record_is_returned_and_keeps_no_other_out(months, district):
    parcel = months[0]
    firms = [one for one in parcel.versions if one.kind == "enterprise"]
    bad = type(firms[0])(**{**vars(firms[0]), "content": {**firms[0].content, "credit_code": "不是代码"}})
    rest = [one for one in parcel.versions if one.id != bad.id]

    plan = taken(district, type(parcel)(parcel.manifest, [bad, *rest], ()))

    assert counts(plan) == (5, 0, 0, 0, 2)
    assert sorted(one.why for one in plan.returned) == [
        "“统一社会信用代码”有 4 位，应为 18 位",
        "“走访企业”指向的记录不在包里，这里也没有",
    ]


def test_a_merge_is_taken_back_as_a_whole(months, district):
    before = contents(district)
    taken(district, months[0])
    taken(district, months[2])

    district.undo()
    district.undo()

    assert contents(district) == before


def test_a_merge_that_was_undone_comes_in_again_as_if_for_the_first_time(months, district):
    taken(district, months[0])
    once = contents(district)
    district.undo()
    gone = contents(district)

    again = taken(district, months[0])

    assert counts(again) == (7, 0, 0, 0, 0)
    assert again.notes == []
    assert (gone, contents(district)) == ([], once)
    assert counts(taken(district, months[0])) == (0, 0, 7, 0, 0)


def test_an_undone_merge_leaves_the_versions_that_stood_before_and_hears_of_the_others_anew(
    district, tmp_path
):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        first = opened(mailed(store, tmp_path / "件"))
        change(store, Enterprise, made, contact="秦琼")
        older = opened(mailed(store, tmp_path / "件"))
        change(store, Enterprise, made, address="三号")
        newer = opened(mailed(store, tmp_path / "件"))
    taken(district, first)
    change(district, Enterprise, made, contact="区局改的")
    before, row = contents(district), district.row(Enterprise, made)
    taken(district, newer)
    district.undo()
    undone, back = contents(district), district.row(Enterprise, made)

    taken(district, older)

    assert (undone, back.head, back.values) == (before, row.head, row.values)
    assert value(district, Enterprise, made, "address") is None
    assert len(open_differences(district)) == 1
    assert district.broken() == []


def test_a_merge_that_other_records_stand_on_is_not_undone_before_them(months, district):
    taken(district, months[0])
    merged, _ = district.undoable()
    first = next(one for one in months[0].versions if one.kind == "enterprise")
    visit(district, UUID(first.id), NOVEMBER)
    sealed = district.sealed()

    with pytest.raises(UserError) as refused:
        district.undo(merged)
    unchanged = district.sealed()
    district.undo()
    district.undo(merged)

    assert (refused.value.code, unchanged) == ("undo-used", sealed)
    assert first.content["name"] in refused.value.what


def test_a_difference_is_open_again_when_the_merge_after_it_was_undone(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        taken(district, opened(mailed(store, tmp_path / "件")))
        change(district, Enterprise, made, contact="区局改的")
        change(store, Enterprise, made, contact="所里改的")
        taken(district, opened(mailed(store, tmp_path / "件")))
        told = open_differences(district)
        change(store, Enterprise, made, contact="所里又改的")
        taken(district, opened(mailed(store, tmp_path / "件")))

    district.undo()

    assert open_differences(district) == told != []


def test_what_another_bundle_brought_too_comes_in_again_by_it(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        firm(store, "甲厂")
        one, other = opened(mailed(store, tmp_path / "件")), opened(mailed(store, tmp_path / "件"))
    taken(district, one)
    once = contents(district)
    taken(district, other)
    district.undo()

    again = taken(district, other)

    assert counts(again)[0] == len(other.versions)
    assert contents(district) == once


def test_a_record_that_came_removed_goes_with_its_merge(district, tmp_path):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂")
        remove(store, Enterprise, made)
        taken(district, opened(mailed(store, tmp_path / "件")))

    ops = [one.op for one in district.entries(made)]
    district.undo()

    assert ops == ["create", "remove"]
    assert district.row(Enterprise, made).removed_why.startswith("撤销")


@pytest.mark.parametrize(("changed", "waiting"), [({"contact": "秦琼"}, 0), ({"name": "新甲厂"}, 1)])
def test_records_that_show_a_title_wait_for_the_index_only_if_it_changed(
    district, tmp_path, changed, waiting
):
    with office(tmp_path, "泽林") as store:
        made = firm(store, "甲厂", contact="单雄信")
        visit(store, made, OCTOBER)
        taken(district, opened(mailed(store, tmp_path / "件")))
        while district.index_waiting():
            pass
        change(store, Enterprise, made, **changed)

        taken(district, opened(mailed(store, tmp_path / "件")))

    with district.readers.reading() as connection:
        assert connection.execute("SELECT count(*) FROM visit_waiting").fetchone()[0] == waiting
