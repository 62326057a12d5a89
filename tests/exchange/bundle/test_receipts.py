"""The receipt: signed, in order, and with what the superior keeps for all; what is wrong with it is told by its own message."""

import shutil
from datetime import date, timedelta
from uuid import UUID

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.inbox import receive
from ercheng_station.exchange.bundle.parcel import new_key
from ercheng_station.exchange.bundle.remarks import send_record_back
from ercheng_station.exchange.bundle.travelling import WHOLE
from ercheng_station.records import CATALOGUE
from ercheng_station.records.assistance import Expert
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.office import CodeEntry
from ercheng_station.records.protection import KeyEnterprise
from ercheng_station.records.resources import JointConference, Resolution
from ercheng_station.services.figures import month_of
from ercheng_station.services.indicators import BY_NAME
from tests.conftest import NOW
from tests.exchange.bundle.offices import _made as made
from tests.exchange.bundle.offices import change, firm, mailed, office, opened, rewrite, second_pc, value

NOVEMBER = month_of(date(2026, 11, 1))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A bureau with what it keeps for all, a station whose bundle it has taken in, and the receipt."""
    folder = tmp_path_factory.mktemp("receipts")
    with office(folder, "鄂城区局", "bureau") as bureau, office(folder, "泽林") as station:
        firm(station, "甲机械厂")
        firm(bureau, "区局自己登记的厂")
        made(
            bureau,
            Expert,
            {"name": "宇文化及", "unit": "湖北大学", "fields": ["patent"], "state": "proposed"},
        )
        meeting = made(
            bureau, JointConference, {"name": "第一次联席会议", "held_on": "2026-11-02", "kind": "plenary"}
        )
        link = Link(meeting, "", "joint_conference")
        made(
            bureau,
            Resolution,
            {"conference": link, "content": "建立案件移送联系人", "unit": "market", "status": "open"},
        )
        entry = {"list": "need_category", "code": "鄂城区局-海外", "name": "海外维权"}
        made(bureau, CodeEntry, entry)
        arrival = receive(bureau, mailed(station, folder / "件", "2026-11"), trust_new=True)
    return folder, arrival.answer


@pytest.fixture
def units(folders, tmp_path):
    """Copies of bureau, station and receipt."""
    folder, answer = folders
    for name in ("鄂城区局", "泽林"):
        shutil.copytree(folder / name, tmp_path / name)
    bureau, station = (
        Store.open(tmp_path / name, CATALOGUE, now=lambda: NOW) for name in ("鄂城区局", "泽林")
    )
    with bureau, station:
        yield bureau, station, shutil.copy(answer, tmp_path / answer.name)


def test_what_the_bureau_keeps_for_all_comes_down_and_is_only_read(units):
    _, station, receipt = units
    heard = receive(station, receipt)
    (expert,) = station.rows(Query(Expert))

    assert "下发的登记：新增 4 条，更新 0 条" in heard.notes[-1]
    assert [row.label for row in station.rows(Query(Resolution))] == ["建立案件移送联系人"]
    assert station.context.codes("need_category").label("鄂城区局-海外") == "海外维权"
    assert [row.label for row in station.rows(Query(Enterprise))] == ["甲机械厂"]
    for act in (Alter(Expert, expert.uid, {"unit": "别处"}), Remove(Expert, expert.uid, "不要")):
        with pytest.raises(UserError) as refused:
            station.act("改", [act])
        assert refused.value.code == "record-of-superior"


def test_a_figure_leaves_to_the_bureau_what_came_from_it_and_so_does_the_next_bundle(units, tmp_path):
    bureau, station, receipt = units
    receive(station, receipt)

    bundle = mailed(station, tmp_path / "下一份", "2026-11")

    assert BY_NAME["conferences"].figure(station, NOVEMBER) == 0
    assert {one.origin for one in opened(bundle).versions} == {str(station.unit.uid)}
    again = receive(bureau, bundle)
    assert (again.plan.returned, again.plan.updated) == ([], 0)
    assert BY_NAME["conferences"].figure(bureau, NOVEMBER) == 1


def test_what_became_of_a_recommendation_comes_down(units, tmp_path):
    bureau, station, _ = units
    (enterprise,) = station.rows(Query(Enterprise))
    link = Link(enterprise.uid, "", "enterprise")
    uid = made(station, KeyEnterprise, {"enterprise": link, "recommended_on": "2026-11-03"})
    bundle = mailed(station, tmp_path / "推荐", "2026-11")
    receive(bureau, bundle)
    admitted = {
        "status": "listed",
        "listed_on": "2026-11-10",
        "batch": "第一批",
        "document": "鄂城市监〔2026〕1号",
        "reviewer": "程咬金",
    }
    change(bureau, KeyEnterprise, uid, **admitted)

    heard = receive(station, receive(bureau, bundle).answer)

    assert "更新 1 条" in heard.notes[-1]
    assert value(station, KeyEnterprise, uid, "status") == "listed"
    change(station, KeyEnterprise, uid, specialist="秦琼")
    after = receive(bureau, mailed(station, tmp_path / "服务", "2026-11"))
    assert (after.plan.updated, after.plan.differences) == (1, [])


def test_the_units_other_computer_knows_what_came_down_too(folders, units, tmp_path):
    _, station, receipt = units
    receive(station, receipt)
    path = mailed(station, tmp_path / "换", "2026-11", freight=WHOLE, password="两台电脑")
    shutil.copytree(folders[0] / "泽林", tmp_path / "二号机")

    with Store.open(tmp_path / "二号机", CATALOGUE, now=lambda: NOW) as other:
        assert receive(other, path, trust_new=True, password="两台电脑").error is None
        (expert,) = other.rows(Query(Expert))
        with pytest.raises(UserError) as refused:
            change(other, Expert, expert.uid, unit="别处")

        assert refused.value.code == "record-of-superior"
        assert BY_NAME["conferences"].figure(other, NOVEMBER) == 0


def test_a_record_goes_back_with_a_remark_until_it_was_changed(units, tmp_path):
    bureau, station, _ = units
    (row,) = station.rows(Query(Enterprise))
    send_record_back(bureau, Enterprise, row.uid, "请补信用代码")
    bundle = mailed(station, tmp_path / "件", "2026-11")

    heard = receive(station, receive(bureau, bundle).answer)
    change(station, Enterprise, row.uid, no_code_why="旧证照")
    after = receive(station, receive(bureau, mailed(station, tmp_path / "改", "2026-11")).answer)

    assert "退回修改“甲机械厂”：请补信用代码" in heard.notes
    assert not [note for note in after.notes if "退回修改" in note]
    (own,) = (one for one in bureau.rows(Query(Enterprise)) if one.origin == bureau.unit.uid)
    with pytest.raises(UserError) as refused:
        send_record_back(bureau, Enterprise, own.uid, "没有地方可退")
    assert refused.value.code == "record-of-no-sender"


def test_nothing_of_a_third_unit_comes_down(units, tmp_path):
    bureau, _, _ = units
    with office(tmp_path, "碧石") as other:
        theirs = firm(other, "碧石的厂")
        path = mailed(other, tmp_path / "碧石件", "2026-11")
        receive(bureau, path, trust_new=True)
        values = {
            "enterprise": Link(theirs, "", "enterprise"),
            "recommended_on": date(2026, 11, 3),
            "status": "proposed",
        }
        bureau.act("名录", [Create(KeyEnterprise, values)])

    with office(tmp_path, "沙窝") as third:
        firm(third, "沙窝的厂")
        answer = receive(bureau, mailed(third, tmp_path / "沙窝件", "2026-11"), trust_new=True).answer
        heard = receive(third, answer)

        assert "新增 4 条" in heard.notes[-1]
        assert list(third.rows(Query(KeyEnterprise))) == []


@pytest.mark.parametrize(
    ("spoilt", "code"),
    [
        (lambda path, bureau: rewrite(path, bureau, {}, key=""), "receipt-unsigned"),
        (lambda path, bureau: rewrite(path, bureau, {"key": "00" * 32}), "receipt-forged"),
        (lambda path, bureau: rewrite(path, bureau, {"number": 99}, key=new_key()), "receipt-other-key"),
        (lambda path, bureau: rewrite(path, bureau, {"number": 1}), "receipt-older"),
        (lambda path, _: path.write_bytes(path.read_bytes()[:-20]), "receipt-damaged"),
        (
            lambda path, _: path.write_bytes(path.read_bytes().replace(b"2026-11", b"2026-12")),
            "receipt-damaged",
        ),
    ],
)
def test_what_is_wrong_with_a_receipt_is_told_and_nothing_of_it_is_taken(units, spoilt, code):
    bureau, station, receipt = units
    other = shutil.copy(receipt, receipt.with_name("另一份.json"))
    receive(station, receipt)
    before = station.sealed()
    spoilt(other, bureau)

    heard = receive(station, other)

    assert heard.error.code == code
    assert station.sealed() == before


def test_the_first_receipt_pins_the_key_and_a_forged_one_does_not(units):
    bureau, station, receipt = units
    forged = shutil.copy(receipt, receipt.with_name("假.json"))
    rewrite(forged, bureau, {"key": "00" * 32})

    assert receive(station, forged).error.code == "receipt-forged"
    assert receive(station, receipt).error is None
    assert receive(station, receipt).notes == ["这份回执已经读过"]


def test_a_later_receipt_acknowledges_bundles_whose_own_receipt_never_came(units, tmp_path):
    bureau, station, _ = units
    receive(bureau, mailed(station, tmp_path / "二", "2026-11"))
    third = mailed(station, tmp_path / "三", "2026-11")

    receive(station, receive(bureau, third).answer)

    assert opened(mailed(station, tmp_path / "四", "2026-11")).manifest.base == 3


def test_a_receipt_that_was_undone_is_read_again(units):
    _, station, receipt = units
    receive(station, receipt)
    station.undo()
    gone = station.count(Query(Expert))

    again = receive(station, receipt)

    assert (gone, station.count(Query(Expert))) == (0, 1)
    assert "新增 4 条" in again.notes[-1]
    assert isinstance(station.unit.uid, UUID)


def test_the_receipt_for_the_other_computer_is_no_sign_of_lost_data_once_both_have_met(units, tmp_path):
    """Without a block of numbers too."""
    bureau, station, _ = units
    station, other = second_pc(station, tmp_path)
    with station, other:
        for name in ("乙厂", "丙厂"):
            firm(other, name)
        answer = receive(bureau, mailed(other, tmp_path / "件", "2026-11")).answer
        receive(
            station,
            mailed(other, tmp_path / "交换", freight=WHOLE, password="口令"),
            trust_new=True,
            password="口令",
        )

        refused = receive(station, shutil.copy(answer, tmp_path / "回执.json")).error

        assert refused.code == "receipt-not-ours"
        assert audits(station, "older") == []


def test_the_superior_is_a_witness_of_data_that_was_put_back(units, tmp_path):
    """Also where what the folder itself remembers was put back with it."""
    bureau, station, _ = units
    station.close()
    shutil.copytree(station.folder, tmp_path / "旧")
    with Store.open(station.folder, CATALOGUE, now=lambda: NOW) as station:
        for name in ("乙厂", "丙厂", "丁厂"):
            firm(station, name)
        answer = receive(bureau, mailed(station, tmp_path / "件", "2026-11")).answer
    with Store.open(tmp_path / "旧", CATALOGUE, now=lambda: NOW + timedelta(days=1)) as older:
        refused = receive(older, shutil.copy(answer, tmp_path / "回执.json")).error
        told = audits(older, "older")
        again = receive(bureau, mailed(older, tmp_path / "再", "2026-11"))
        heard = receive(older, again.answer)
        known = opened(mailed(older, tmp_path / "三", "2026-11")).manifest

    assert refused.code == "receipt-ahead"
    assert heard.is_welcome, "what was made of the older data is sent and answered as ever"
    assert "比那时旧" in heard.notes[-1]
    assert known.base == known.sequence - 1
    assert [one.label for one in told] == [
        f"{bureau.unit.name}收到过这台电脑的上报包，现在的数据里却没有：数据比那时旧（少3条）"
    ]
    assert any("比以前上报时旧" in note for note in again.plan.notes)


def test_two_computers_that_send_by_turns_are_no_data_put_back(units, tmp_path):
    """Each has a history of its own, and the shorter one is as new as the longer."""
    bureau, station, _ = units
    station, other = second_pc(station, tmp_path)
    with station, other:
        for name in ("乙厂", "丙厂", "丁厂"):
            firm(other, name)
        for _ in range(2):
            across = mailed(other, tmp_path / "交换", freight=WHOLE, password="口令")
            receive(station, across, trust_new=True, password="口令")
        receive(bureau, mailed(other, tmp_path / "二号机", "2026-11"))
    with Store.open(station.folder, CATALOGUE, now=lambda: NOW + timedelta(days=1)) as station:
        arrival = receive(bureau, mailed(station, tmp_path / "一号机", "2026-11"))

    assert arrival.is_welcome
    assert not any("比以前上报时旧" in note for note in arrival.plan.notes)
