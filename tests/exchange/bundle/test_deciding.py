"""What two units filled in differently: a person decides, the receipt carries it, the station makes it so."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from ercheng_station.db.post import REMOVED
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.bundle.deciding import HERE, THERE, Answer, adopt, decide, disputes
from ercheng_station.exchange.bundle.inbox import look, receive, send_back
from ercheng_station.exchange.bundle.parcel import Parcel
from ercheng_station.exchange.bundle.version import NUMBER
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.exchange.bundle.offices import (
    OCTOBER,
    change,
    contents,
    firm,
    mailed,
    office,
    opened,
    remove,
    rewrite,
    taken,
    value,
    visit,
)


@pytest.fixture
def district(tmp_path):
    with office(tmp_path, "鄂城区局", "bureau") as store:
        yield store


@pytest.fixture
def station(tmp_path):
    with office(tmp_path, "泽林") as store:
        yield store


@pytest.fixture
def disputed(district, station, tmp_path):
    """A firm whose contact and founding day both changed, and whose address only the district did."""
    uid = firm(station, "甲机械厂", contact="单雄信", founded_on="2010-01-08")
    receive(district, mailed(station, tmp_path / "件"), trust_new=True)
    change(station, Enterprise, uid, contact="秦琼", founded_on="2010-01-09")
    change(district, Enterprise, uid, contact="程咬金", founded_on="2010-01-10", address="泽林镇工业园1号")
    return uid, receive(district, mailed(station, tmp_path / "件"))


def test_both_sides_stand_side_by_side_and_the_decision_travels_back(district, station, disputed, tmp_path):
    uid, arrival = disputed
    (dispute,) = disputes(district)

    assert {one.label: {(each.text, each.who) for each in one.answers} for one in dispute.questions} == {
        "联系人": {("秦琼", THERE), ("程咬金", HERE)},
        "成立日期": {("2010-01-09", THERE), ("2010-01-10", HERE)},
    }
    chosen = {one.field: next(each for each in one.answers if each.who == THERE) for one in dispute.questions}
    chosen["contact"] = next(each for each in dispute.questions[0].answers if each.who == HERE)
    decide(district, dispute, chosen)

    assert disputes(district) == []
    assert (value(district, Enterprise, uid, "contact"), value(district, Enterprise, uid, "founded_on")) == (
        "程咬金",
        date(2010, 1, 9),
    )
    again = receive(district, arrival.path)
    heard = receive(station, again.answer)
    assert heard.notes[-1] == "按鄂城区局市场监管所知识产权工作站对两处填写不一致的意见改了 1 条，可以撤销"
    assert (value(station, Enterprise, uid, "contact"), value(station, Enterprise, uid, "founded_on")) == (
        "程咬金",
        date(2010, 1, 9),
    )
    after = receive(district, mailed(station, tmp_path / "件"))
    assert (len(after.plan.differences), disputes(district)) == (0, [])


@pytest.fixture
def renumbered(district, station, tmp_path):
    """A visit that the station's other computer numbered otherwise."""
    uid = visit(station, firm(station, "甲机械厂"), OCTOBER)
    visit(station, firm(station, "乙机械厂"), OCTOBER)
    parcel = opened(mailed(station, tmp_path / "件"))
    taken(district, parcel)
    change(district, Visit, uid, problems="区局看过")
    change(district, Visit, uid, problems="")
    theirs = next(one for one in parcel.versions if one.id == str(uid))
    other = replace(theirs, revision=str(uuid4()), content={**theirs.content, NUMBER: "泽林走访〔2026〕9号"})
    kept = next(one for one in parcel.versions if one.kind == "visit" and one.id != str(uid))
    manifest = replace(parcel.manifest, id=str(uuid4()))
    taken(district, Parcel(manifest, [other, *(one for one in parcel.versions if one.id != str(uid))], []))
    return uid, theirs.content[NUMBER], kept.content[NUMBER]


@pytest.mark.parametrize("place", [0, 1])
def test_a_number_is_decided_too_and_the_record_bears_it(district, station, renumbered, place, tmp_path):
    uid, *_ = renumbered
    (dispute,) = disputes(district)
    (question,) = dispute.questions
    chosen = question.answers[place].value

    decide(district, dispute, {NUMBER: question.answers[place]})

    assert (question.label, disputes(district)) == ("编号", [])
    assert district.row(Visit, uid).number == chosen
    receive(station, receive(district, mailed(station, tmp_path / "再")).answer)
    assert station.row(Visit, uid).number == chosen
    assert (district.broken(), station.broken()) == ([], [])


def test_a_number_that_another_record_bears_is_not_taken(district, renumbered):
    _, _, taken_number = renumbered
    (dispute,) = disputes(district)

    with pytest.raises(Refused) as refused:
        decide(district, dispute, {NUMBER: Answer(taken_number, taken_number, THERE)})

    assert "已经是" in refused.value.faults[NUMBER]


def test_what_is_in_force_can_be_kept_and_the_matter_is_closed(district, disputed):
    (dispute,) = disputes(district)
    before = dispute.row.revision

    decide(district, dispute, {one.field: one.answers[0] for one in dispute.questions})

    assert disputes(district) == []
    assert district.row(Enterprise, dispute.row.uid).revision == before


def test_a_bundle_is_sent_back_whole_and_its_station_reads_why(district, station, tmp_path):
    firm(station, "甲机械厂")
    path = mailed(station, tmp_path / "件")
    found = look(district, path, trust_new=True)

    answer = send_back(district, path, found.manifest, "调解件数与上月对不上")

    assert contents(district) == []
    heard = receive(station, answer)
    assert heard.notes == ["鄂城区局市场监管所知识产权工作站 退回了第 1 号：调解件数与上月对不上"]
    assert look(station, mailed(station, tmp_path / "件")).manifest.base is None
    assert receive(station, answer).notes == ["这份回执已经读过"]


def test_a_decision_is_adopted_once_and_gives_way_to_what_is_typed_later(
    district, station, disputed, tmp_path
):
    uid, arrival = disputed
    (dispute,) = disputes(district)
    decide(district, dispute, {one.field: one.answers[-1] for one in dispute.questions})
    later = mailed(station, tmp_path / "件", "2026-11")
    receive(station, receive(district, arrival.path).answer)
    adopted = value(station, Enterprise, uid, "contact")
    change(station, Enterprise, uid, contact="罗成")

    heard = receive(station, receive(district, later).answer)

    assert (adopted, value(station, Enterprise, uid, "contact")) == (
        dispute.questions[0].answers[-1].text,
        "罗成",
    )
    assert heard.act is None


def test_what_one_record_refuses_keeps_no_other_from_what_was_decided(station):
    told = {"kind": "enterprise", "label": "联系人", "text": "秦琼", "revision": "1"}
    kept, sought = firm(station, "甲机械厂"), firm(station, "乙机械厂")
    visit(station, kept, OCTOBER)

    act, left = adopt(
        station,
        "区局",
        [
            {**told, "id": str(kept), "title": "甲机械厂", "field": REMOVED, "value": "重复"},
            {**told, "id": str(sought), "title": "乙机械厂", "field": "contact", "value": "秦琼"},
        ],
    )

    assert [one.uid for one in act.touched] == [sought]
    assert value(station, Enterprise, sought, "contact") == "秦琼"
    assert "走访" in left[0]


@pytest.mark.parametrize("removed", [True, False])
def test_what_was_decided_of_a_record_and_of_its_removal_is_done_together(station, removed):
    told = {"kind": "enterprise", "title": "甲机械厂", "label": "联系人", "text": "秦琼", "revision": "1"}
    uid = firm(station, "甲机械厂", contact="单雄信")
    if not removed:
        remove(station, Enterprise, uid)

    adopt(
        station,
        "区局",
        [
            {**told, "id": str(uid), "field": "contact", "value": "秦琼"},
            {**told, "id": str(uid), "field": REMOVED, "value": "重复" if removed else None},
        ],
    )

    row = station.row(Enterprise, uid)
    assert (row.values["contact"], row.removed_why) == (("单雄信", "重复") if removed else ("秦琼", None))


@pytest.mark.parametrize(
    "nonsense",
    [{"decisions": [{"kind": "enterprise", "id": "不是编号"}]}, {"bundle": ["甲"]}, {"refused": {}}],
)
def test_a_receipt_with_nonsense_in_it_is_refused_whole(station, tmp_path, district, nonsense):
    firm(station, "甲机械厂")
    arrival = receive(district, mailed(station, tmp_path / "件"), trust_new=True)
    rewrite(arrival.answer, district, nonsense)

    heard = receive(station, arrival.answer)

    assert heard.verdict == "damaged"
    assert isinstance(heard.error, UserError)
