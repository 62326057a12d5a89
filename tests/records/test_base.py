"""What a record tells of itself: its values, with Links in the place of the records it points to."""

import pytest

from ercheng_station.records import ALL, CATALOGUE
from ercheng_station.records.assistance import Expert
from ercheng_station.records.base import parse, values_of
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from tests.db.saving import FIRM, made, visited

ASKED = {
    "enterprise": FIRM["name"],
    "content": "问",
    "source": "来访",
    "category": "其他",
    "received_on": "今天",
}


def test_the_values_of_a_record_are_what_was_parsed(store):
    made(store, Enterprise, **FIRM)
    visit = visited(store)
    need, alone = (made(store, Need, **ASKED, visit=number) for number in (visit.number, ""))

    assert values_of(need) == parse(Need, {**ASKED, "visit": visit.number}, store.context)[0]
    assert values_of(need)["visit"].title == visit.number
    assert values_of(alone)["visit"] is None
    assert values_of(store.shape(Need).imagined(values_of(need))) == values_of(need)


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.names], ids=lambda kind: kind.__tablename__)
def test_the_title_of_a_record_begins_with_the_first_of_its_names(kind):
    record = kind()
    record.__dict__ |= dict.fromkeys(kind.kept) | {kind.names[0]: "单雄信"}

    assert str(record).startswith("单雄信")


def test_every_kind_has_a_word_for_one_record_that_names_no_list():
    lists = ("库", "名录", "清单", "列表", "名单", "台账", "安排", "设置", "补录")
    named = {kind.one for kind in CATALOGUE if kind.one.endswith(lists)}

    assert named <= {"值班安排"}
    assert {kind.title: kind.one for kind in (Expert, Enterprise)} == {"专家库": "专家", "企业": "企业"}
