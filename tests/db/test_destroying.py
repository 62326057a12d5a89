"""What was lawfully destroyed is nowhere in the data folder; what was counted stays, and the chain of history verifies."""

from contextlib import closing

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Alter, Remove, Restore
from ercheng_station.db.check import check
from ercheng_station.db.connection import Error, connect
from ercheng_station.db.destroying import WIPED
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import FILE
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation, Party
from tests.mediating import made, registered
from tests.reading_raw import everything_in

NAME, PHONE, CASE = "欧阳䶮宸", "13987654321", "欧阳䶮宸侵害商标权纠纷"
ADDRESS = "泽林镇栗子巷甲七号"


@pytest.fixture
def case(store):
    """One with a party of that name, a file, a change, a look at a number, and another case beside it."""
    registered(store, name="别人的纠纷")
    uid = registered(store, name=CASE, facts=f"{NAME}说起{ADDRESS}")
    link = Link(uid, CASE, "mediation")
    party = made(
        store, Party, case=link, role="third", kind="person", name=NAME, mobile=PHONE, address=ADDRESS,
        consent="agreed", born_on="1990-01-02",
    )  # fmt: skip
    file = store.attachments.put(f"{NAME}的证明".encode(), "证明.txt")
    store.act(f"修改当事人 {NAME}", [Alter(Party, party.uid, {"identity": (file,)})])
    store.act(f"修改当事人 {NAME}", [Alter(Party, party.uid, {"identity": None})])
    store.audit("reveal", f"查看本人电话：{NAME}", {"name": NAME})
    store.act(f"查看本人电话：{NAME}", [])
    while store.index_waiting():
        pass
    return uid


@pytest.mark.files
def test_nothing_of_it_is_left_and_the_chain_verifies(store, case):
    before = everything_in(store)
    assert all(word in before for word in (NAME, PHONE, ADDRESS))
    counted = store.count(Query(Mediation))
    files = list(store.attachments.stored())

    store.destroy("销毁到期的调解案件 1 件", [(Mediation, case)])

    after = everything_in(store)
    assert [word for word in (NAME, PHONE, ADDRESS, "1990-01-02") if word in after] == []
    assert len(files) == 1
    assert list(store.attachments.stored()) == []
    assert store.count(Query(Mediation)) == counted
    assert store.count(Query(Mediation, text=NAME)) == 0
    row = store.row(Mediation, case)
    assert (row.values["name"], row.values["facts"]) == (WIPED, None)
    assert (row.values["dispute_type"], row.number) == (
        "trademark_infringement",
        "（2026）鄂城知人调字第0002号",
    )
    assert store.broken() == []
    assert [one.what for one in check(store) if one.level == "damage"] == []
    assert "别人的纠纷" in after


def test_that_it_was_destroyed_stays_and_is_no_act_to_undo(store, case):
    act = store.destroy("销毁到期的调解案件 1 件", [(Mediation, case)])

    entry = store.entries(case)[-1]
    assert (entry.op, entry.actor, entry.label, entry.details) == ("destroy", store.actor, act.label, {})
    assert (store.undoable() or (None,))[0] != act.uid
    with pytest.raises(UserError):
        store.undo(act.uid)
    for entry in store.entries(case)[:-1]:
        with pytest.raises(UserError):
            store.undo(entry.act)
    assert store.undo().touched[0].uid != case


@pytest.mark.files
def test_what_is_left_is_changed_by_nobody(store, case, refused):
    """Nor brought out of the trash, nor pointed at by anything new, nor made a paper of."""
    party = store.find(Query(Party, where=by_value({"case": Link(case, CASE, "mediation")})))[0].uid
    trashed = registered(store, name="进了回收站的纠纷")
    store.act("删除", [Remove(Mediation, trashed, "登记错了")])
    store.destroy("销毁到期的调解案件 2 件", [(Mediation, case), (Mediation, trashed)])
    before = everything_in(store)

    tried = [
        Alter(Mediation, case, {"facts": "又写上"}),
        Remove(Mediation, case, "不要了"),
        Restore(Mediation, trashed),
    ]
    for change in [*tried, Alter(Party, party, {"name": NAME})]:
        with refused("record-destroyed"):
            store.act("再动它", [change])
    link = Link(case, WIPED, "mediation")
    with pytest.raises(Refused) as refusal:
        made(store, Party, case=link, role="third", kind="person", name="新来的", consent="agreed")
    assert "已经依法销毁" in refusal.value.faults["case"]
    with refused("record-destroyed"):
        store.living(Mediation, case)
    assert everything_in(store) == before


@pytest.mark.files
def test_details_emptied_without_a_destruction_are_told(store, case):
    first = store.entries(case)[0].seq
    with closing(connect(store.folder / FILE, store.key)) as connection:
        connection.execute("UPDATE history SET salt = NULL, details = NULL WHERE seq = ?", (first,))

    told = [one.what for one in check(store) if one.level == "damage"]

    assert f"第 {first} 号修改记录的内容不见了，又没有销毁的记载，共 1 处" in told


@pytest.mark.files
def test_who_worked_here_stays_in_the_history(store):
    uid = registered(store, recorder=store.actor)
    store.audit("login", f"登录：{store.actor}", {})

    store.destroy("销毁到期的调解案件 1 件", [(Mediation, uid)])

    (told,) = audits(store, "login")
    assert (told.label, told.details["label"]) == (f"登录：{store.actor}",) * 2


@pytest.mark.files
def test_an_act_renamed_without_a_destruction_is_told(store, case):
    entry = store.entries(case)[0]
    with closing(connect(store.folder / FILE, store.key)) as connection:
        connection.execute("UPDATE act SET label = '内容已销毁' WHERE uid = ?", (entry.act.bytes,))

    assert any("又没有销毁的记载" in one.what for one in check(store))


def test_what_is_kept_of_the_same_person_keeps_its_name(store, case):
    other = registered(store, name=f"{NAME}的另一件纠纷")

    store.destroy("销毁到期的调解案件 1 件", [(Mediation, case)])

    assert store.row(Mediation, other).values["name"] == f"{NAME}的另一件纠纷"
    assert [one.what for one in check(store) if one.level == "damage"] == []


@pytest.mark.files
@pytest.mark.parametrize("change", ["label = 'x'", "label = '内容已销毁', actor = 'x'", "undoes = uid"])
def test_the_seal_of_acts_lets_in_one_word_alone(store, change):
    with (
        closing(connect(store.folder / FILE, store.key)) as connection,
        pytest.raises(Error, match="history is sealed"),
    ):
        connection.execute(f"UPDATE act SET {change}")
