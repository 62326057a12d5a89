"""Money is counted in fen and told when it runs out; resolutions, notices and equipment keep their own rules."""

from datetime import date

from ercheng_station.records.resources import (
    ConferenceMember,
    EquipmentUse,
    Fund,
    JointConference,
    PlatformContact,
    Resolution,
    Spending,
    Takedown,
)
from ercheng_station.records.resources.money import balance, spent
from ercheng_station.records.station import Equipment
from tests.mediating import made

TODAY = date(2026, 11, 20)


def budget(store, *amounts):
    fund = made(store, Fund, year="2026", source="district", name="工作经费", budget="100.10")
    spendings = [
        made(store, Spending, fund=fund, spent_on="2026-05-01", use="training", content=f"第{at}笔", amount=amount, handler="余慧敏", approver="程德胜")
        for at, amount in enumerate(amounts)
    ]  # fmt: skip
    return fund, spendings


def test_a_balance_is_exact_to_the_fen(store):
    fund, _ = budget(store, "33.37", "33.37", "33.36")

    whole = store.whole(Fund, fund.uid)
    assert (spent(whole), balance(whole)) == (10010, 0)
    assert not Fund.doubts(whole, TODAY)


def test_more_than_the_budget_is_told_at_both_ends(store):
    fund, (_, last) = budget(store, "100.10", "0.01")

    assert Fund.doubts(store.whole(Fund, fund.uid), TODAY) == {"budget": "已支出 100.11 元，超过预算 0.01 元"}
    assert "amount" in Spending.doubts(store.whole(Spending, last.uid), TODAY)


def test_a_spending_of_another_year_is_doubted(store):
    fund, _ = budget(store)
    early = made(store, Spending, fund=fund, spent_on="2025-12-30", use="other", content="尾款", amount="1")

    assert "spent_on" in Spending.doubts(store.whole(Spending, early.uid), TODAY)


def test_who_spends_does_not_approve(store):
    fund, _ = budget(store)
    raw = {"fund": fund, "spent_on": "2026-05-01", "use": "other", "content": "印刷", "amount": "1"}

    assert "approver" in store.examine(Spending, {**raw, "handler": "余慧敏", "approver": "余慧敏"})[1].soft


def test_a_resolution_is_done_on_a_day_and_dropped_for_a_reason(store):
    conference = made(store, JointConference, name="第一次会议", held_on="2026-10-01", kind="plenary")
    made(store, ConferenceMember, conference=conference, unit="区法院", person="闵红霞", present="是")
    raw = {"conference": conference, "content": "设引导牌", "unit": "court"}

    assert "done_on" in store.examine(Resolution, {**raw, "status": "done"})[1].hard
    assert "progress" in store.examine(Resolution, {**raw, "status": "dropped"})[1].hard
    early = made(store, Resolution, **raw, status="open", due_on="2026-09-01")
    assert "due_on" in Resolution.doubts(store.whole(Resolution, early.uid), TODAY)


def test_a_platform_cannot_remove_more_links_than_it_was_told_of(store):
    at = made(store, PlatformContact, platform="某平台")
    raw = {"at": at, "told_on": "2026-11-01", "shop": "甲店", "links": "x", "count": "2", "reason": "侵权", "right_note": "商标"}  # fmt: skip

    assert "removed" in store.examine(Takedown, {**raw, "result": "removed", "removed": "3"})[1].hard
    assert "replied_on" in store.examine(Takedown, {**raw, "result": "removed"})[1].hard


def test_no_more_equipment_is_out_than_there_is(store):
    item = made(
        store,
        Equipment,
        at=store.unit.name,
        name="执法记录仪",
        asset_number="ZL-01",
        amount="2",
        status="in_use",
    )
    first = made(store, EquipmentUse, equipment=item, taken_on="2026-11-01", taken_by="张立新", amount="1")
    assert not EquipmentUse.doubts(store.whole(EquipmentUse, first.uid), TODAY)

    second = made(store, EquipmentUse, equipment=item, taken_on="2026-11-02", taken_by="余慧敏", amount="2")

    assert "多于登记的 2" in EquipmentUse.doubts(store.whole(EquipmentUse, second.uid), TODAY)["amount"]
