"""`add KIND --from KIND:ID` begins a record with what another one knows."""

from tests.cli.conftest import FIRM, VISIT
from tests.commanding import command, saved

COMMITTEE = {
    "name": "鄂州市鄂城区知识产权纠纷人民调解委员会",
    "short_name": "鄂城知",
    "kind": "professional",
    "numbering": "own",
}


def test_a_need_out_of_a_visit_has_its_firm_its_wish_and_points_back(folder, firm):
    visit = saved(folder, "visit", **{**VISIT, "wishes": "想办商标续展"})

    answer = command(folder, "add", "need", "--from", f"visit:{visit['number']}", given={"category": "其他"})

    (need,) = answer.document["saved"]
    assert answer.code == 0
    assert (need["enterprise"], need["visit"], need["content"]) == (firm["id"], visit["id"], "想办商标续展")
    assert need["received_on"] == visit["visited_on"]


def test_what_is_given_goes_before_what_is_carried(folder, firm):
    visit = saved(folder, "visit", **{**VISIT, "wishes": "想办商标续展"})

    answer = command(
        folder,
        "add",
        "need",
        "--from",
        f"企业走访：{visit['id']}",
        given={"category": "other", "诉求内容": "问专利年费"},
    )

    assert answer.document["saved"][0]["content"] == "问专利年费"


def test_a_dispute_out_of_a_visit_has_the_firm_as_its_party(folder, firm):
    visit = saved(folder, "visit", **{**VISIT, "problems": "商标被仿冒"})
    (body,) = command(folder, "add", "committee", given=COMMITTEE).document["saved"]

    answer = command(
        folder,
        "add",
        "mediation",
        "--from",
        f"visit:{visit['number']}",
        given={
            "committee": body["id"],
            "applied_on": "今天",
            "name": "甲诉乙",
            "dispute_type": "侵害商标权纠纷",
        },
    )

    assert answer.code == 0, answer.out
    (case,) = answer.document["saved"]
    assert (case["visit"], case["facts"]) == (visit["id"], "商标被仿冒")
    (party,) = command(folder, "list", "party").document["records"]
    assert (party["name"], party["case"], party["role"]) == (FIRM["name"], case["id"], "applicant")
    assert len(command(folder, "show", "mediation", case["id"]).document["owned"]["party"]) == 1


def test_a_way_that_does_not_exist_is_refused(folder, firm):
    visit = saved(folder, "visit", **VISIT)

    for origin in (f"visit:{visit['id']}", "visit", "visit:"):
        answer = command(folder, "add", "right", "--from", origin, given={})
        assert answer.code == 2
        assert "--from" in answer.document["error"]["what"]
