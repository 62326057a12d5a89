"""What can be done in each state of the registers of records/protection."""

from ercheng_station.records.base import Record
from ercheng_station.records.protection import key_enterprise as keys
from ercheng_station.records.protection import lead_survey as leads
from ercheng_station.records.protection import plan as plans
from ercheng_station.records.protection import risk_check as checks
from ercheng_station.records.protection import slip as slips
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {
    checks.RiskCheck: (
        Step(checks.IMPROVING, "交企业改进", ("level", "next_on"), ("next_on",), told="advice", again="重新改进", clears=("done_on",)),
        Step(checks.DONE, "办结", ("level",), ("level",), "done_on", "findings", clears=("next_on",)),
        Step(checks.CHECKING, "继续排查", clears=("done_on",)),
    ),
    plans.EnterprisePlan: (
        Step(plans.CARRIED_OUT, "开始实施", ("agreed_by", "evaluate_on"), ("evaluate_on",), "agreed_on", again="继续实施"),
        Step(plans.EVALUATED, "评估", on="evaluated_on", told="evaluation", must_tell=True),
        Step(plans.DRAFTED, "退回修改"),
    ),
    leads.LeadSurvey: (
        Step(leads.VERIFYING, "开始核实", ("handler",)),
        Step(
            leads.TRANSFERRED, "移交", ("transferred_to", "transfer_number"), ("transferred_to",), "transferred_on",
        ),
        Step(leads.TURNED, "记转化", on="turned_on"),
        Step(leads.CLOSED, "办结", on="closed_on", told="closed_why", must_tell=True),
        Step("", "记反馈", on="feedback_on", told="feedback", must_tell=True, begins=(leads.TRANSFERRED, leads.TURNED)),
        Step(leads.VERIFYING, "重新核实", begins=(leads.CLOSED,), clears=("closed_on", "closed_why")),
    ),
    keys.KeyEnterprise: (
        Step(keys.PUBLISHED, "公示", ("published_until",), on="published_on"),
        Step(
            keys.LISTED, "列入名录", ("batch", "document", "reviewer", "expires_on", "specialist"), ("document", "reviewer"),
            "listed_on", clears=("removed_on", "removed_reason", "removed_note"), again="恢复在册",
        ),
        Step(keys.REFUSED, "不列入", ("reviewer",), told="note", must_tell=True, content="不列入原因"),
        Step(keys.REMOVED, "移出名录", ("removed_reason",), ("removed_reason",), "removed_on", "removed_note"),
        Step(keys.PROPOSED, "重新推荐"),
    ),
    slips.Slip: (
        Step(slips.SENT, "报送", ("to", "way"), ("to",)),
        Step(slips.TAKEN, "登记接收", on="taken_on", by="taken_by", again="撤回答复"),
        Step(slips.ANSWERED, "登记答复", on="answered_on", told="answer", must_tell=True),
        Step(slips.WRITTEN, "撤回修改"),
    ),
}  # fmt: skip
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {
    keys.KeyEnterprise: {keys.PROPOSED: "推荐", keys.PUBLISHED: "公示", keys.LISTED: "在册", keys.REMOVED: "移出"},
    slips.Slip: {slips.WRITTEN: "填写", slips.SENT: "报送", slips.TAKEN: "接收", slips.ANSWERED: "答复"},
    checks.RiskCheck: {checks.CHECKING: "排查", checks.IMPROVING: "改进", checks.DONE: "办结"},
    plans.EnterprisePlan: {plans.DRAFTED: "拟定", plans.CARRIED_OUT: "实施", plans.EVALUATED: "评估"},
    leads.LeadSurvey: {leads.FOUND: "登记", leads.VERIFYING: "核实", leads.TRANSFERRED: "移交", leads.TURNED: "转化", leads.CLOSED: "办结"},
}  # fmt: skip
