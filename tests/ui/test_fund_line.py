"""Above a line of the budget stands what is spent, what is left, and whether it was too much."""

from ercheng_station.records.resources import Fund, Spending
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.screens.fund_line import FundLine
from ercheng_station.ui.screens.parts import parts_for
from tests.mediating import made


def test_the_balance_of_a_budget_line_is_told(desk, shown, practice_store, qtbot):
    fund = made(practice_store, Fund, year="2026", source="district", name="试用科目", budget="20000")
    spent = {"fund": fund, "spent_on": "2026-05-01", "use": "training", "content": "讲课费"}
    made(practice_store, Spending, **spent, amount="12860.50")
    (part,) = [one for one in parts_for(Fund, desk) if isinstance(one, FundLine)]
    shown(part)

    part.show_told(Told(Fund, practice_store.row(Fund, fund.uid)))
    qtbot.waitUntil(lambda: "结余" in part._words.text())
    assert part._words.text() == "已支出 12,860.50 元（1.29 万元），结余 7,139.50 元（0.71 万元）"

    made(practice_store, Spending, **{**spent, "content": "印刷"}, amount="8000")
    part.show_told(Told(Fund, practice_store.row(Fund, fund.uid)))
    qtbot.waitUntil(lambda: part._chip.accessibleName() == "超预算")
    assert "结余 -860.50 元（-0.09 万元）" in part._words.text()
