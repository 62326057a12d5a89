"""A case from intake to the bound file by commands alone, with what each step refuses."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Agreement, Mediation
from tests.commanding import command, saved, spoken
from tests.mediating import mediated

CASE = {
    "案件名称": "鄂州市宏达模具有限公司与张建军侵害商标权纠纷",
    "人民调解委员会": "鄂城区知识产权纠纷人民调解委员会",
    "登记日期": "2026-09-01",
    "案件来源": "当事人申请",
    "纠纷类型": "侵害商标权纠纷",
    "权利说明": "第12345678号注册商标",
    "涉及金额": "20000",
}
SESSION = {
    "第几次": 1, "开始时间": "2026-09-10 09:00", "地点": "泽林市场监管所调解室", "公开进行": "否",
    "到场当事人": "双方", "已告知权利义务": "是", "调解记录": "双方陈述意见。",
}  # fmt: skip
AGREEMENT = {
    "协议形式": "书面协议", "达成日期": "2026-09-10", "纠纷主要事实和争议事项": "使用近似标识", "协议内容": "停止使用\n赔偿20000元",
    "给付金额": "20000", "当事人签字日期": "2026-09-10", "调解员签字日期": "2026-09-10",
}  # fmt: skip


@pytest.fixture
def office(folder):
    """The committee with its mediator."""
    saved(
        folder, "committee", 调委会名称=CASE["人民调解委员会"], 编号简称="鄂城知", 编号方式="本单位连续编号"
    )
    saved(folder, "mediator", 人民调解委员会=CASE["人民调解委员会"], 姓名="周立新", 职务="主任")
    return folder


@pytest.fixture
def case(office):
    """With both parties, the respondent not yet asked, and an agent."""
    uid = saved(office, "mediation", **CASE)["id"]
    firm = saved(
        office,
        "party",
        调解案件=uid,
        地位="申请人",
        类别="企业",
        姓名或名称="鄂州市宏达模具有限公司",
        是否同意调解="同意",
        表示日期="2026-09-01",
    )
    saved(
        office,
        "party",
        调解案件=uid,
        地位="被申请人",
        类别="自然人",
        姓名或名称="张建军",
        是否同意调解="待征求",
    )
    saved(
        office,
        "agent",
        委托人=firm["id"],
        代理人姓名="陈律",
        委托日期="2026-09-01",
        代理权限="提供证据、领取文书",
    )
    return uid


def change(folder, uid, kind="mediation", **given):
    return command(folder, "set", kind, uid, given=given)


def refused(answer):
    """The message of a gate, with exit 3."""
    assert answer.code == 3, answer.out
    return answer.out + answer.told


def owned(folder, uid):
    return command(folder, "show", "mediation", uid).document["owned"]


def test_show_gives_what_a_case_owns_and_what_that_owns(office, case):
    found = owned(office, case)

    assert [one["name"] for one in found["party"]] == ["鄂州市宏达模具有限公司", "张建军"]
    assert [one["name"] for one in found["agent"]] == ["陈律"]
    assert found["session"] == []
    assert "委托代理人（1）" in spoken(office, "show", "mediation", case).out


def test_a_case_is_numbered_by_its_committee(office, case):
    assert command(office, "show", "mediation", case).document["number"] == "（2026）鄂城知人调字第0001号"


def test_a_case_goes_from_intake_to_the_bound_file(office, case):
    accepting = {"调解状态": "已受理", "受理日期": "2026-09-03", "主持调解员": "周立新"}
    assert "“张建军”同意调解" in refused(change(office, case, **accepting))
    assert "要先征得双方同意并受理" in refused(
        command(office, "add", "session", given={"调解案件": case, **SESSION})
    )

    respondent = owned(office, case)["party"][1]["id"]
    assert change(office, respondent, "party", 是否同意调解="同意", 表示日期="2026-09-02").code == 0
    assert change(office, case, **accepting).code == 0
    assert "告知权利义务日期" in refused(change(office, case, 调解状态="调解中"))
    assert change(office, case, 调解状态="调解中", 告知权利义务日期="2026-09-03").code == 0

    saved(office, "session", 调解案件=case, **SESSION)
    assert "书面调解协议" in refused(change(office, case, 调解状态="达成书面协议", 结束日期="2026-09-10"))
    agreement = saved(office, "agreement", 调解案件=case, **AGREEMENT)["id"]
    assert change(office, case, 调解状态="达成书面协议", 结束日期="2026-09-10").code == 0
    assert "协议生效" in refused(change(office, case, 调解状态="履行中"))
    sealed = change(office, agreement, "agreement", 用印日期="2026-09-11").document
    assert (sealed["effective_on"], sealed["confirm_until"]) == ("2026-09-11", "2026-10-12")
    assert change(office, case, 调解状态="履行中").code == 0

    plan = saved(
        office,
        "instalment",
        调解案件=case,
        应履行日期="2026-09-30",
        履行内容="赔偿款",
        应付金额="20000",
        履行情况="待履行",
        履行人=respondent,
    )["id"]
    performed = {"调解状态": "履行完毕", "履行完毕日期": "2026-09-20"}
    assert "还有 1 期没有登记履行" in refused(change(office, case, **performed))
    assert (
        change(office, plan, "instalment", 履行情况="已履行", 实际履行日期="2026-09-20", 凭证="收条").code
        == 0
    )
    assert change(office, case, **performed).code == 0

    assert "一次回访记录" in refused(change(office, case, 调解状态="已回访"))
    saved(
        office,
        "follow_up",
        调解案件=case,
        回访日期="2026-10-20",
        回访方式="电话",
        被回访人="张建军",
        回访人="周立新",
        回访事由="了解履行情况",
        协议履行程度="全部履行",
    )
    assert change(office, case, 调解状态="已回访").code == 0
    assert "立卷人" in refused(change(office, case, 调解状态="已归档"))
    bound = change(office, case, 调解状态="已归档", 立卷人="周立新", 立卷日期="2026-10-30", 保管期限="长期")

    assert bound.code == 0
    assert (bound.document["status"], bound.document["outcome"]) == ("archived", "agreed")
    assert change(office, case, 调解状态="已登记").code == 3


def test_every_step_of_a_case_can_be_undone(office, case):
    change(office, owned(office, case)["party"][1]["id"], "party", 是否同意调解="同意", 表示日期="2026-09-02")
    change(office, case, 调解状态="已受理", 受理日期="2026-09-03", 主持调解员="周立新")

    assert command(office, "undo").code == 0

    assert command(office, "show", "mediation", case).document["status"] == "registered"


def test_derived_fields_are_not_typed(office, case):
    assert "由程序按其他栏目算出" in refused(change(office, case, 调解结果="达成协议"))
    assert "由程序按其他栏目算出" in refused(change(office, case, 调解期限="哪天"))
    assert "由程序按其他栏目算出" in refused(
        command(office, "add", "mediation", given={**CASE, "调解期限": "2027-01-01"})
    )
    assert change(office, case, 调解结果="", 案由版本=2026).code == 0


def test_what_a_paper_lacks_is_told_to_its_end(office, case):
    lacks = {one["paper"]: one["missing"] for one in command(office, "papers", "mediation", case).document}

    told = spoken(office, "papers", "mediation", case).out

    assert len("、".join(lacks["mediation_application"])) > 18  # what a column shows
    assert all("、".join(missing) in told for missing in lacks.values())


def test_cases_are_listed_by_state_and_by_what_is_in_them(office, case):
    assert command(office, "list", "mediation", "--where", "调解状态=已登记").document["total"] == 1
    assert command(office, "list", "party", "--where", "姓名或名称=张建军").document["total"] == 1
    assert command(office, "list", "mediation", "--where", "调解状态=已归档").document["total"] == 0


@pytest.mark.parametrize(
    "kind",
    ["committee", "mediator", "court", "mediation", "party", "agent", "guest", "investigation", "evidence", "session", "agreement",
     "instalment", "confirmation", "follow_up", "mediation_event"],
)  # fmt: skip
def test_every_kind_of_mediation_is_described_and_listed(office, kind):
    assert command(office, "kinds", kind).document[0]["fields"]
    assert command(office, "list", kind).code == 0


def test_the_court_is_not_asked_about_who_owns_a_right_without_a_warning(closed_folder, tmp_path):
    with Store.open(closed_folder, CATALOGUE) as store:
        uid = mediated(store)
        (agreement,) = store.whole(Mediation, uid).all(Agreement)
        store.act("改", [Alter(Agreement, agreement.uid, {"terms": "双方确认“宏达”商标归申请人所有。"})])

    asked = command(closed_folder, "add", "confirmation", given={"case": str(uid), "state": "preparing"})
    identifier = asked.document["saved"][0]["id"]
    paper = command(closed_folder, "paper", "confirmation_units", identifier, tmp_path / "a.pdf", "--draft")

    told = "协议写有“商标归申请人所有”，涉及知识产权确权的，法院不受理（民事诉讼法司法解释第三百五十五条）"
    assert asked.told.endswith(f"注意：{told}\n")
    assert (paper.document["doubts"], paper.told.splitlines()[-1]) == ([told], f"注意：{told}")


def test_one_case_that_a_gate_refuses_does_not_hold_up_the_others(office):
    numbers = ("鄂城知调〔2026〕1号", "鄂城知调〔2026〕1号", "鄂城知调〔2026〕2号")
    cases = [{**CASE, "案件名称": f"{at}案", "调委会正式编号": one} for at, one in enumerate(numbers)]

    answer = command(office, "add", "mediation", given=cases)

    assert (answer.code, [one["name"] for one in answer.document["saved"]]) == (3, ["0案", "2案"])
    [refused] = answer.document["refused"]
    assert (refused["row"], list(refused["faults"])) == (2, ["assigned_number"])


def test_a_single_row_that_a_gate_refuses_is_answered_as_one_of_many(office):
    one = {**CASE, "调委会正式编号": "鄂城知调〔2026〕1号"}
    command(office, "add", "mediation", given={**one, "案件名称": "甲案"})

    answer = command(office, "add", "mediation", given={**one, "案件名称": "乙案"})

    assert (answer.code, answer.document["saved"]) == (3, [])
    [refused] = answer.document["refused"]
    assert (refused["row"], list(refused["faults"])) == (1, ["assigned_number"])
