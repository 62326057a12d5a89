"""A person gets all that is kept of himself, and nothing of others."""

import pytest

from ercheng_station.errors import Fault
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Party
from ercheng_station.records.visit import Visit
from ercheng_station.services.one_person import BY_ID, BY_NAME, MENTIONED, Person, read_person, told_of
from tests.handling import clue_of, reporter_of
from tests.mediating import made, registered

NAME, ID, PHONE = "张建军", "11010519491231002X", "13812345678"
ME = Person(NAME, ID, PHONE)


def values(found, kind):
    return {one.label: one.value for one in found if one.kind is kind}


def test_a_party_gets_his_own_record_and_the_sentences_that_name_him(store):
    registered(store, facts=f"{NAME}的电话是{PHONE}。对方的电话是13900001111。{NAME}说对方电话13900001111！")

    found = told_of(store, ME)

    own = values(found, Party)
    assert (own["身份证号"], own["本人电话"], own["住址或住所"]) == (ID, PHONE, "鄂城区泽林镇泽林街8号")
    assert {one.ground for one in found if one.kind is Party} == {BY_ID}
    told = next(one for one in found if one.label == "纠纷简要情况")
    assert told.value == f"{NAME}的电话是{PHONE}。\n{NAME}说对方电话139****1111！"
    assert told.ground == MENTIONED
    assert not any("单雄信" in one.value for one in found)


def test_another_of_the_name_with_another_number_is_not_he(store):
    uid = registered(store)
    case = Link(uid, "案", "mediation")
    common = {"case": case, "role": "third", "kind": "person", "name": NAME, "consent": "agreed"}
    made(store, Party, **common, id_number="420704199001011231", address="别处")
    made(store, Party, **common, address="不知道是不是")

    found = [one for one in told_of(store, ME) if one.kind is Party]

    assert not any(one.value == "别处" for one in found)
    assert [one.ground for one in found if one.value == "不知道是不是"] == [BY_NAME]


def test_where_he_was_met_only_what_goes_with_his_name_is_told(store):
    firm = made(store, Enterprise, name="鄂州市宏达机械有限公司")
    made(
        store, Visit, enterprise=firm, visited_on="2026-03-05", way="实地", visitors="余慧敏", receiver=NAME,
        receiver_post="经理", receiver_phone="13900001111", findings="商标快到期", purpose="annual",
    )  # fmt: skip

    assert values(told_of(store, ME), Visit) == {
        "企业接待人": NAME, "接待人职务": "经理", "接待人电话": "13900001111",
    }  # fmt: skip


def test_what_is_confided_is_told_to_nobody_not_even_by_a_mention(store):
    clue = clue_of(store, facts=f"{NAME}看见的")
    reporter_of(store, clue, name=NAME)

    assert told_of(store, ME) == []


def test_a_number_that_is_none_is_refused():
    with pytest.raises(Fault):
        read_person(NAME, "123", "")
    with pytest.raises(Fault):
        read_person("", "", "")
