"""录入对照: fields in another system's order, remembered for each system; the values as they are typed over there."""

import pytest

from ercheng_station.errors import Fault
from ercheng_station.records.assistance import Reception
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.services.entry_orders import every, items, order_of, remember, systems
from tests.mediating import made

ORDER = ["visited_on", "enterprise", "way"]


@pytest.fixture
def visit(store):
    firm = made(store, Enterprise, name="甲厂")
    return made(store, Visit, enterprise=firm, visited_on="2026-10-05", way="field", visitors="余慧敏").uid


def test_an_order_is_remembered_for_each_system(store):
    remember(store, Visit, " 省平台 ", ORDER)
    remember(store, Visit, "市平台", ["way"])
    remember(store, Visit, "省平台", [*ORDER, "findings"])

    assert sorted(systems(store, Visit)) == ["市平台", "省平台"]
    assert order_of(store, Visit, "省平台") == [*ORDER, "findings"]
    assert order_of(store, Visit, "别的") == order_of(store, Visit) == every(Visit)
    with pytest.raises(Fault):
        remember(store, Visit, "", ORDER)


def test_values_are_told_as_they_are_typed(store, visit):
    told = [(one.label, one.text) for one in items(store, Visit, visit, ["number", *ORDER, "minutes"])]

    assert told == [
        ("编号", "泽林ZF2026-0001"),
        ("走访日期", "2026-10-05"),
        ("走访企业", "甲厂"),
        ("走访方式", "实地"),
        ("时长", ""),
    ]


def test_a_private_value_is_masked_in_sight_and_whole_when_copied(store):
    came = made(
        store, Reception, came_on="2026-10-12", matter="问", way="来电", state="已答复", track="当场答复", phone="13871234567"
    )  # fmt: skip

    (one,) = items(store, Reception, came.uid, ["phone"])

    assert (one.shown, one.text, one.is_private) == ("138****4567", "13871234567", True)
