"""Names of others in the texts of a case are found, its own people and parts of longer names are not."""

import pytest

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Guest,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.visit import Visit
from ercheng_station.services.case_texts import passages
from ercheng_station.services.name_guard import NameGuard, listed, own_names, strange_names
from tests.mediating import made, mediated, registered

OWN = {"鄂州市宏达模具有限公司", "张建军", "宏达"}
FIRM, OTHER = "企业档案里的企业", "别的案件的当事人"


def told(guard, text, own=OWN):
    return [(span.name, text[span.start : span.end] == span.name) for span in guard.spans(text, own)]


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["王小明"], "王小明到场，王小明签字", ["王小明", "王小明"]),
        (["宏达"], "鄂州市宏达模具有限公司的“宏达”商标", []),
        (["达模"], "鄂州市宏达模具有限公司", []),
        (["宏达机械厂"], "宏达机械厂也在场", ["宏达机械厂"]),
        (["灿烨", "灿烨机械厂"], "灿烨机械厂就是灿烨", ["灿烨机械厂", "灿烨"]),
        (["陈律", "王经"], "陈律师和王经理，陈律没有来", ["陈律"]),
        (["专利", "一宿"], "专利纠纷谈了一宿", []),
        (["军工厂"], "张建军工厂", []),
        (["张建军工厂"], "张建军工厂", ["张建军工厂"]),
        (["𠮷野家", "䶮某"], "𠮷𠮷野家、䶮某", ["𠮷野家", "䶮某"]),
        (["买买提·吐尔逊"], "买买提·吐尔逊说", ["买买提·吐尔逊"]),
        (["甲"], "甲方", []),
    ],
)
def test_the_longest_name_counts_and_ones_own_is_no_stranger(names, text, found):
    guard = NameGuard(dict.fromkeys(names, OTHER))

    assert told(guard, text) == [(name, True) for name in found]


def test_without_parties_nobody_is_a_stranger():
    assert NameGuard({"王小明": OTHER}).spans("王小明", ()) == []


@pytest.fixture
def other(store):
    """Another case, its people, and an enterprise that has none."""
    made(store, Enterprise, name="鄂州市泽林酒业有限公司", short_name="泽林酒业")
    case = Link(mediated(store), "", "mediation")
    third = made(
        store,
        Party,
        case=case,
        role="third",
        kind="person",
        name="钱多多",
        mobile="13712345678",
        consent="agreed",
    )
    made(store, Agent, party=third, name="孙晓梅", kind="lawyer")
    return case


@pytest.fixture
def case(store, other):
    """A case of its own people, beside the other one."""
    body = store.get(Mediation, other.uid).committee
    uid = registered(store, Link(body.uid, body.label, "committee"), facts="无", name="甲与乙的纠纷")
    for party, name in zip(
        store.whole(Mediation, uid).all(Party), ("鄂州市甲乙灯具厂", "何二妹"), strict=True
    ):
        store.act("改", [Alter(Party, party.uid, {"name": name, "representative": None})])
    return uid


def write(store, case, words):
    store.act("改", [Alter(Mediation, case, {"facts": words})])


def found(store, case):
    whole = store.whole(Mediation, case)
    return NameGuard.load(store).strange(passages(whole), whole)


def test_people_of_other_cases_are_found_with_the_place_they_stand_in(store, case):
    write(store, case, "何二妹与张建军约定：钱多多担保。")

    first, second = found(store, case)

    assert (first.name, first.kind, first.uid, first.field) == ("张建军", "mediation", case, "facts")
    assert (first.start, first.end, first.who) == (4, 7, OTHER)
    assert second.label == "钱多多（别的案件的当事人）"


def test_enterprises_representatives_and_agents_are_known_too(store, case):
    write(store, case, "鄂州市泽林酒业有限公司（泽林酒业）由单雄信、孙晓梅到场。")

    assert [(hit.name, hit.who) for hit in found(store, case)] == [
        ("鄂州市泽林酒业有限公司", FIRM),
        ("泽林酒业", "企业档案里的简称"),
        ("单雄信", "别的案件的代表人"),
        ("孙晓梅", "别的案件的代理人"),
    ]


def test_whoever_takes_part_is_no_stranger(store, case):
    write(store, case, "钱多多、张建军、周立新到场。")
    store.act("改", [Alter(Mediation, case, {"recorder": "张建军"})])
    made(store, Guest, case=Link(case, "", "mediation"), name="钱多多", role="expert", consented="是")

    assert found(store, case) == []


def test_the_enterprise_behind_a_party_is_its_own(store, case):
    write(store, case, "泽林酒业没有异议。")
    (firm,) = store.rows(Query(Enterprise))
    party = store.whole(Mediation, case).all(Party)[0]
    store.act("改", [Alter(Party, party.uid, {"enterprise": Link(firm.uid, firm.label, "enterprise")})])

    assert found(store, case) == []


def test_texts_of_every_part_are_looked_at(store, case):
    link = Link(case, "", "mediation")
    made(store, Investigation, case=link, begun_at="2026-09-04 09:00", place="店里", asked="何二妹", by="周立新",
         content="钱多多来过。")  # fmt: skip

    (hit,) = found(store, case)

    assert (hit.name, hit.kind, hit.field) == ("钱多多", "investigation", "content")


def test_a_good_case_names_no_stranger(store, other):
    assert found(store, other.uid) == []


def test_what_is_removed_is_known_no_longer(store, case, other):
    write(store, case, "钱多多")
    gone = next(party for party in store.whole(Mediation, other.uid).all(Party) if party.name == "钱多多")
    store.act("删", [Remove(Party, gone.uid, "错")])

    assert found(store, case) == []


def test_a_paper_of_a_part_is_about_its_case(store, case, other):
    write(store, case, "钱多多，钱多多")
    session = store.whole(Mediation, other.uid).all(Session)[0]
    agreement = store.whole(Mediation, other.uid).all(Agreement)[0]

    assert listed(strange_names(store, Mediation, [case])) == ["钱多多（别的案件的当事人）"]
    assert strange_names(store, Session, [session.uid]) == []
    assert strange_names(store, Agreement, [agreement.uid]) == []


def test_other_registers_are_left_alone(practice_store):
    visit = next(practice_store.rows(Query(Visit)))

    assert strange_names(practice_store, Visit, [visit.uid]) == []


def test_ones_own_are_all_who_have_a_part(store, other):
    names = own_names(store.whole(Mediation, other.uid))

    assert {"鄂州市宏达模具有限公司", "张建军", "单雄信", "陈律", "周立新", "李秀兰", "鄂城知"} <= names
    assert None not in names
