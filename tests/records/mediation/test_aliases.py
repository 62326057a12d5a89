"""What a copy shows of a case, and what a masked one puts in the place of names."""

import pytest

from ercheng_station.records.base import Record
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Guest, Mediation, Party
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy
from tests.mediating import made, mediated, registered


@pytest.fixture
def whole(store):
    return store.whole(Mediation, mediated(store))


def person(store, case, name, **more):
    typed = {"role": "third", "kind": "person", "consent": "pending"}
    return made(store, Party, case=case, name=name, **{**typed, **more})


def test_every_name_of_a_case_is_the_same_letter_throughout(store, whole):
    case = Link(whole.record.uid, "", "mediation")
    made(store, Guest, case=case, name="孙教授", role="expert")

    aliases = Mediation.aliases(store.whole(Mediation, whole.record.uid))

    assert {name: alias for name, alias in aliases.items() if "*" not in alias} == {
        "鄂州市宏达模具有限公司": "A单位",
        "单雄信": "A单位负责人",
        "张建军": "B某",
        "陈律": "代理人1",
        "孙教授": "参加人1",
    }


def test_somebody_in_two_parts_keeps_the_letter_of_a_party(store):
    uid = registered(store)
    case = Link(uid, "", "mediation")
    person(store, case, "单雄信")
    made(store, Guest, case=case, name="张建军", role="other")

    aliases = Mediation.aliases(store.whole(Mediation, uid))

    assert (aliases["单雄信"], aliases["张建军"]) == ("C某", "B某")


def test_a_longer_name_is_replaced_before_one_it_contains(store):
    uid = registered(store)
    person(store, Link(uid, "", "mediation"), "张建")
    copy = Copy(masked=True, aliases=Mediation.aliases(store.whole(Mediation, uid)))

    assert copy.hidden("张建军和张建") == "B某和C某"


def test_a_name_that_is_a_word_of_another_letter_does_not_change_it(store):
    uid = registered(store)
    person(store, Link(uid, "", "mediation"), "单位")
    copy = Copy(masked=True, aliases=Mediation.aliases(store.whole(Mediation, uid)))

    assert copy.hidden("鄂州市宏达模具有限公司（单位）") == "A单位（C某）"


def test_a_name_or_number_written_with_gaps_is_hidden_too(store):
    uid = registered(store)
    person(store, Link(uid, "", "mediation"), "王五")
    copy = Copy(masked=True, aliases=Mediation.aliases(store.whole(Mediation, uid)))

    assert copy.hidden("王　五，138 1234-5678，07113851234") == "C某，138****5678，071*****1234"
    assert copy.hidden("11010519491231002x") == "110***********002X"


def test_the_twenty_seventh_party_has_a_letter_too(store):
    uid = registered(store)
    case = Link(uid, "", "mediation")
    for number in range(25):
        person(store, case, f"{'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔'[number]}某某")

    assert Mediation.aliases(store.whole(Mediation, uid))["孔某某"] == "A2某"


def test_a_masked_copy_hides_names_in_any_text_and_a_plain_one_does_not(whole):
    (agreement,) = whole.all(Agreement)
    masked = Copy(masked=True, aliases=Mediation.aliases(whole))

    assert masked.text(whole.record, "name") == "A单位与B某侵害商标权纠纷"
    assert Copy().text(whole.record, "name") == "鄂州市宏达模具有限公司与张建军侵害商标权纠纷"
    assert Copy().hidden("张建军") == "张建军"
    assert masked.value(agreement, "amount") == 2_000_000


def test_a_masked_copy_hides_numbers_in_any_text(whole):
    masked = Copy(masked=True, aliases=Mediation.aliases(whole))
    typed = "电话13812345678、0711-3851234，证件11010519491231002X，代码91420704MA4F2ABC46，律师13912345678"

    told = "电话138****5678、071*****1234，证件110***********002X，代码914***********BC46，律师139****5678"
    assert masked.hidden(typed) == told


def test_a_copy_gathers_exactly_what_it_was_asked_for(whole):
    (agreement,) = whole.all(Agreement)
    copy = Copy()
    copy.text(agreement, "sealed_by")
    copy.value(agreement, "amount")
    copy.text(whole.record, "committee")
    copy.number(whole.record)

    assert copy.shown == {
        f"{agreement.uid}.sealed_by": "周立新",
        f"{agreement.uid}.amount": "20000.00",
        f"{whole.record.uid}.committee": str(whole.record.committee.uid),
        f"{whole.record.uid}.number": "（2026）鄂城知人调字第0001号",
    }


def test_an_empty_form_shows_nothing():
    copy = Copy()

    assert (copy.text(None, "name"), copy.value(None, "name"), copy.number(None)) == ("", None, "")
    assert copy.shown == {}


def test_what_owns_nothing_is_its_own_whole(whole):
    alone = Whole.alone(whole.record)

    assert (alone.record, alone.about, dict(alone.parts)) == (whole.record, whole.record, {})
    assert (Record.gate(alone), Record.aliases(alone)) == ({}, {})
