"""All of one enterprise in one look: counts, the lists it stands on today, and every dated thing."""

from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.visit import Visit
from ercheng_station.services.enterprises import portray
from tests.db.saving import FIRM, made, visited


def test_a_portrait_counts_what_is_kept_and_names_the_lists_of_today(store):
    firm = made(store, Enterprise, **FIRM)
    visited(store)
    for name, until in (
        ("年度走访名单", ""),
        ("知识产权密集企业", "2026-11-20"),
        ("重点产业企业", "2026-11-21"),
    ):
        made(store, EnterpriseListing, enterprise=FIRM["name"], list=name, since="2026-01-15", until=until)
    need = made(
        store,
        Need,
        enterprise=FIRM["name"],
        received_on="2026-11-19",
        content="问",
        source="走访",
        category="其他",
    )
    made(store, NeedStep, need=need.number, done_on="今天", step="交办", content="已交办")

    seen = portray(store, firm.uid)

    assert (seen.visits, seen.open, seen.rights, seen.lapsing) == (1, 1, 0, 0)
    assert seen.lists == ("年度走访名单", "重点产业企业")
    kinds = [event.kind for event in seen.events]
    assert (kinds.count(Visit), kinds.count(Need), kinds.count(NeedStep)) == (1, 1, 1)
    assert [event.on for event in seen.events] == sorted((event.on for event in seen.events), reverse=True)


def test_rights_and_counts_of_rights_are_told_on_their_day(store):
    firm = made(store, Enterprise, **FIRM)
    own = {"enterprise": FIRM["name"]}
    made(store, Right, **own, kind="注册商标", right_number="1234567", name="宏达", granted_on="2020-05-06")
    made(store, IpSnapshot, **own, as_of="2026-01-01", inventions=2, trademarks=1)
    made(store, IpSnapshot, **own, as_of="2025-01-01")

    told = [(str(event.on), event.words) for event in portray(store, firm.uid).events]

    assert told == [
        ("2026-01-01", "有效发明 2 件、有效注册商标 1 件"),
        ("2025-01-01", "没有登记数量"),
        ("2020-05-06", "注册商标 宏达（1234567） 授权（注册）"),
    ]
