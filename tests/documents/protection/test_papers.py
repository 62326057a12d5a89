"""Plans, risk checks and slips on paper: filled, empty, as Word, and what a final copy must not lack."""

import pytest

from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.protection import EnterprisePlan, PlanMeasure, RiskCheck, Slip
from ercheng_station.services.papers import How, give_out, give_out_empty, give_out_word
from ercheng_station.services.risk_checklist import add_questions, answer, items_of
from ercheng_station.ui.record.suggesting import link_of
from tests.db.saving import made
from tests.documents.mediation.giving import squeezed, text_of, words_of

FORMS = {form.name: form for form in PAPERS}


@pytest.fixture
def firm(store):
    kept = made(store, Enterprise, name="鄂州𠮷祥刀具有限公司", credit_code="91420704MA4F2ABC46")
    return link_of(Enterprise, store.row(Enterprise, kept.uid))


@pytest.fixture
def plan(store, firm):
    raw = {"year": 2026, "version": 1, "made_on": "2026-03-01", "status": "drafted", "level": "high"}
    return made(store, EnterprisePlan, enterprise=firm, diagnosis="台账不全", goals="建立台账", **raw).uid


@pytest.fixture
def check(store, firm):
    raw = {
        "checked_on": "2026-06-21",
        "way": "field",
        "checkers": "余慧敏",
        "topics": "展会",
        "status": "checking",
    }
    return made(store, RiskCheck, enterprise=firm, **raw).uid


def test_a_plan_shows_the_four_blocks_and_is_refused_without_a_measure(store, plan, tmp_path):
    path = tmp_path / "一企一策.pdf"
    with pytest.raises(UserError, match="保护措施"):
        give_out(store, FORMS["enterprise_plan"], plan, path)
    link = link_of(EnterprisePlan, store.row(EnterprisePlan, plan))
    made(store, PlanMeasure, plan=link, block="技防", content="图纸按岗位设权限", by="李明", state="doing")

    given = give_out(store, FORMS["enterprise_plan"], plan, path)

    text = text_of(path)
    assert given.version == 1
    for words in (
        "人防",
        "技防",
        "物防",
        "响应",
        "图纸按岗位设权限",
        "2026年（第1版）",
        "不是行政命令",
        "91420704MA4F2ABC46",
    ):
        assert words in text


def test_a_check_prints_every_item_with_source_answer_and_advice_not_orders(store, check, tmp_path):
    path = tmp_path / "排查.pdf"
    with pytest.raises(UserError, match="排查事项"):
        give_out(store, FORMS["risk_record"], check, path)
    add_questions(store, check)
    items = items_of(store, check)
    answer(store, items[0].uid, "no", "high")

    give_out(store, FORMS["risk_record"], check, path)

    text = text_of(path)
    assert all(squeezed(row.values["item"]) in text for row in items)
    assert "不是行政检查" in text
    assert "改进建议" in text
    assert "整改" not in text


def test_a_slip_names_the_station_that_sends_it_also_on_the_offices_copy(store, firm, tmp_path):
    raw = {
        "kind": "clue",
        "written_on": "2026-10-24",
        "content": "网店仿冒",
        "suspect": "某店",
        "status": "sent",
    }
    kept = made(store, Slip, enterprise=firm, from_station="鄂州𠮷祥保护工作站", to="泽林所", **raw)

    give_out(store, FORMS["slip_sheet"], kept.uid, tmp_path / "报送.pdf")

    text = text_of(tmp_path / "报送.pdf")
    assert "报送站：鄂州𠮷祥保护工作站" in text
    assert "☑侵权线索" in text


@pytest.mark.parametrize("name", ["enterprise_plan", "risk_record", "slip_sheet"])
def test_each_is_to_be_had_empty_on_paper_and_in_word(store, name, tmp_path):
    printed = give_out_empty(store, FORMS[name], tmp_path / "空表.pdf")
    give_out_word(store, FORMS[name], None, tmp_path / "空表.docx", How())

    assert printed.pages == 1
    assert "待补" not in text_of(tmp_path / "空表.pdf")
    assert "自愿" in words_of(tmp_path / "空表.docx") or name == "slip_sheet"
