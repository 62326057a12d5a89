"""The second computer of one unit: everything to and fro by files, until both hold the same."""

import pytest

from ercheng_station.db.check import check
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.bundle.travelling import WHOLE
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.visit import Visit
from tests.exchange.bundle.offices import (
    OCTOBER,
    change,
    contents,
    firm,
    mailed,
    office,
    opened,
    second_pc,
    taken,
    value,
    visit,
)
from tests.mediating import made, mediated, registered
from tests.reading_raw import everything_in

WORD = "两台电脑"


def swapped(store, folder, name):
    return mailed(store, folder / name, freight=WHOLE, password=WORD)


def test_two_computers_of_one_office_come_to_the_same_records(tmp_path):
    store = office(tmp_path, "泽林")
    made = firm(store, "甲厂", contact="单雄信")
    store, other = second_pc(store, tmp_path)
    with store, other:
        kept = other.attachments.put(b"scan", "证书.pdf")
        change(store, Enterprise, made, contact="一号机")
        change(other, Enterprise, made, contact="二号机", address="二号", attachments=(kept,))
        visit(other, firm(other, "乙厂"), OCTOBER)
        case = mediated(other)
        from_one, from_other = swapped(store, tmp_path, "一"), swapped(other, tmp_path, "二")

        here = receive(store, from_other, trust_new=True, password=WORD)
        there = receive(other, from_one, trust_new=True, password=WORD)

        assert (here.error, there.error) == (None, None)
        assert here.plan.returned == []
        assert store.whole(Mediation, case).record.outcome == other.whole(Mediation, case).record.outcome
        assert contents(store, WHOLE) == contents(other, WHOLE)
        assert value(store, Enterprise, made, "address") == "二号"
        assert store.attachments.read(kept.sha256) == b"scan"
        assert here.answer is None
        assert receive(store, swapped(other, tmp_path, "三"), password=WORD).plan.changes == []


def test_what_one_computer_destroyed_does_not_come_back_from_the_other(tmp_path):
    store = office(tmp_path, "泽林")
    uid = visit(store, firm(store, "甲厂"), OCTOBER)
    store, other = second_pc(store, tmp_path)
    with store, other:
        change(other, Visit, uid, findings="另一台又写了几句")
        store.destroy("销毁", [(Visit, uid)])

        here = receive(store, swapped(other, tmp_path, "二"), trust_new=True, password=WORD)

        assert [one.why for one in here.plan.returned] == ["这里已经按保管期限销毁，不再收进来"]
        assert value(store, Visit, uid, "findings") is None
        assert store.broken() == []


def test_what_one_computer_destroyed_is_wiped_at_the_other_whatever_was_done_there(tmp_path):
    """With what was written there alone, and with every trace of it; a second time changes nothing."""
    store = office(tmp_path, "泽林")
    case = registered(store)
    store, other = second_pc(store, tmp_path)
    with store, other:
        change(other, Mediation, case, facts="欧阳䶮宸又来说了几句", name="欧阳䶮宸侵害商标权纠纷")
        scan = other.attachments.put(b"scan", "身份证.jpg")
        link = Link(case, "", Mediation.__tablename__)
        note = made(other, Party, case=link, role="third", kind="person", name="欧阳䶮宸", consent="agreed",
                    identity=(scan,))  # fmt: skip
        other.audit("reveal", "查看本人电话：欧阳䶮宸", {"name": "欧阳䶮宸"})
        store.destroy("销毁到期的调解案件 1 件", [(Mediation, case)])

        here = receive(other, swapped(store, tmp_path, "一"), trust_new=True, password=WORD)

        assert here.plan.returned == []
        assert "欧阳䶮宸" not in everything_in(other)
        assert list(other.attachments.stored()) == []
        for kind, uid in ((Mediation, case), (Party, note.uid)):
            with pytest.raises(UserError) as refused:
                change(other, kind, uid, **{kind.names[0]: "又写上"})
            assert refused.value.code == "record-destroyed"
        assert [one.what for one in check(other) if one.level == "damage"] == []
        assert other.count(Query(Mediation)) == store.count(Query(Mediation)) == 1
        assert receive(other, swapped(store, tmp_path, "二"), password=WORD).plan.changes == []
        receive(store, swapped(other, tmp_path, "三"), trust_new=True, password=WORD)
        assert contents(store, WHOLE) == contents(other, WHOLE)
        assert store.is_destroyed(note.uid)


def test_everything_of_a_full_station_goes_but_settings_and_who_reported(practice_store, tmp_path):
    path = swapped(practice_store, tmp_path, "件")

    parcel = opened(path, WORD)

    stored = {kind.__tablename__ for kind in CATALOGUE if practice_store.count(Query(kind))}
    assert stored - {one.kind for one in parcel.versions} <= {"setting", "reporter"}
    assert {"mediation", "party", "phrase"} <= {one.kind for one in parcel.versions}
    assert parcel.cases == []
    with office(tmp_path, "别的站") as stranger, pytest.raises(UserError) as refused:
        taken(stranger, parcel)
    assert refused.value.code == "bundle-of-computers"


def test_a_bundle_for_the_district_is_no_way_to_the_other_computer(tmp_path):
    store = office(tmp_path, "泽林")
    firm(store, "甲厂")
    store, other = second_pc(store, tmp_path)
    with store, other, pytest.raises(UserError) as refused:
        taken(other, opened(mailed(store, tmp_path / "件")))

    assert refused.value.code == "bundle-own-unit"
