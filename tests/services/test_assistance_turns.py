"""What a reception, a consultation or a clue becomes: what was typed once is there again."""

import pytest

from ercheng_station.records.assistance import (
    AssistCase,
    Consultation,
    Errand,
    ExpertOpinion,
    Improvement,
    Reception,
)
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.turning import carried, turn_to, turns_of
from tests.assisting import applied, asked, came, expert_of, opined
from tests.mediating import made


@pytest.fixture
def firm(store):
    return made(
        store, Enterprise, name="鄂州市宏达刀具有限公司", credit_code="91420704MA4F2ABC46", scale="micro",
        contact="王建国", contact_phone="13812345678", address="鄂城区泽林镇泽林大道18号",
    )  # fmt: skip


def turned(store, source, link, target):
    return carried(store, turn_to(source, target), store.row(source, link.uid)).values


def test_a_firm_that_came_applies_with_what_its_file_says(store, firm):
    found = turned(store, Reception, came(store, enterprise=firm), AssistCase)

    assert (found["applicant"], found["applicant_kind"], found["territory"]) == (
        firm.title,
        "small",
        "business",
    )
    assert (found["credit_code"], found["contact"]) == ("91420704MA4F2ABC46", "王建国")
    assert found["facts"].startswith("自己的商标")
    assert found["handler"] == "余慧敏"


def test_somebody_without_a_file_applies_as_a_person(store):
    found = turned(store, Reception, came(store), AssistCase)

    assert (found["applicant"], found["applicant_kind"], found["contact_phone"]) == (
        "王建国",
        "person",
        "13812345678",
    )
    assert "enterprise" not in found


def test_a_reception_becomes_a_consultation_with_question_and_answer(store):
    found = turned(store, Reception, came(store), Consultation)

    assert (found["asker"], found["way"], found["answered_by"]) == ("王建国", "on_site", "余慧敏")
    assert found["answer"] == "说明了维权援助的办理流程，请他准备材料"


def test_an_errand_is_for_the_firm_of_whoever_came(store, firm):
    assert turned(store, Reception, came(store, enterprise=firm), Errand)["applicant"] == firm.title


def test_a_consultation_becomes_an_application_of_its_unit(store):
    found = turned(store, Consultation, asked(store), AssistCase)

    assert (found["applicant"], found["contact"]) == ("鄂州市宏达刀具有限公司", "王建国")
    assert (found["right_kind"], found["facts"]) == ("trademark", "近似商标怎么比对？")


def test_an_application_goes_to_an_expert_and_the_opinion_to_the_list_of_improvements(store):
    case = applied(store)
    assert turned(store, AssistCase, case, ExpertOpinion)["question"].startswith("申请人是注册商标")

    found = turned(store, ExpertOpinion, opined(store, expert_of(store), case), Improvement)

    assert (found["raised_by"], found["source"]) == ("李明", "expert")
    assert found["problem"].startswith("整体视觉效果近似")


def test_a_protection_station_is_offered_nothing_of_an_authority(store):
    kept = store.catalogue.kept_by("protection")

    offered = {turn.target for kind in kept for turn in turns_of(kind, kept)}

    assert AssistCase in offered
    assert not {one.__tablename__ for one in kept} & {"visit", "need", "need_step", "reception", "errand"}
    assert offered <= set(kept)
