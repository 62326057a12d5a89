"""What can be done in each state of the registers of records/clues."""

from ercheng_station.records.base import Record
from ercheng_station.records.clues import Clue, Cooperation, Transfer, cooperation, handing, states
from ercheng_station.services.clue_grading import proposed_values, told_beneath
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {
    Clue: (
        Step(
            states.GRADED, "定级", ("grade", "grade_why", "graded_by", "confirmed_by", "confirmed_on"), ("grade",),
            on="graded_on", by="graded_by", makes=proposed_values, again="重新定级",
            hints=told_beneath,
        ),
        Step(
            "", "提出建议级别", ("signs",), makes=proposed_values, begins=(states.REGISTERED, states.GRADED),
        ),
        Step(
            "", "确认级别", ("confirmed_by",), ("confirmed_by",), on="confirmed_on",
            begins=(states.GRADED, states.VERIFYING, states.ROUTED),
        ),
        Step(states.VERIFYING, "开始核查", ("handler",), ("handler",), begins=(states.GRADED,)),
        Step(
            "", "延长核查期限", ("verify_extended_by", "verify_extended_why"), ("verify_extended_by", "verify_extended_why"),
            on="verify_extended_on", begins=(states.VERIFYING,),
        ),
        Step(
            states.VERIFYING, "重新核查", told="reopened_why", must_tell=True, begins=(states.ROUTED, states.CLOSED),
            clears=("closed_on", "closed_by"), again="重新核查",
        ),
        Step(
            states.ROUTED, "定去向", ("route", "route_why", "handler"), ("route", "route_why", "handler"),
            on="routed_on", by="routed_by",
        ),
        Step(
            "", "记办理结果", ("outcome",), ("outcome",), on="outcome_on", told="outcome_note", begins=(states.ROUTED,),
        ),
        Step(
            "", "记反馈", ("feedback_way",), ("feedback_way",), on="feedback_on", told="feedback_note",
            begins=(states.ROUTED,),
        ),
        Step(
            states.CLOSED, "办结", ("outcome", "outcome_on"), on="closed_on", by="closed_by",
            either=(("feedback_on", "no_feedback_why"),),
        ),
        Step(states.REGISTERED, "退回登记"),
    ),
    Transfer: (
        Step(handing.REPORTED, "提出移送报告", ("team", "judgement", "judged_by", "report_number"), ("team",), on="reported_on"),
        Step(handing.APPROVED, "批准移送", ("decided_by", "approval_number"), on="decided_at", again="退回重新移送"),
        Step(handing.REFUSED, "不批准移送", ("decided_by",), on="decided_at", told="decision_why", must_tell=True),
        Step(handing.HANDED, "移送", ("letter_number", "papers"), on="handed_at", by="handed_by"),
        Step(handing.ACCEPTED, "登记回执", ("receipt_by", "receipt_number"), on="receipt_on"),
        Step(
            handing.FILED, "登记立案通知", ("filing_on", "filing_number", "told_to"), ("filing_on",), on="told_on",
            clears=("filing_why",),
        ),
        Step(
            handing.NOT_FILED, "登记不立案通知", ("filing_on", "filing_number", "told_to"), ("filing_on",), on="told_on",
            told="filing_why", must_tell=True,
        ),
        Step(handing.REVIEWING, "提请复议", ("review_number", "review_by"), on="review_on"),
        Step(
            "", "登记复议决定", ("review_result",), ("review_result",), on="review_told_on", begins=(handing.REVIEWING,),
        ),
        Step(handing.SUPERVISING, "建议立案监督", ("supervised_number", "supervised_by"), on="supervised_on"),
        Step(handing.GOODS, "移交物品材料", ("goods_number",), on="goods_on", by="goods_by"),
        Step(handing.ENDED, "登记处理结果", ("result_number",), on="ended_on", told="result", must_tell=True),
        Step("", "询问进度", on="urged_on", told="urged_note", begins=(handing.HANDED, handing.ACCEPTED, handing.REVIEWING, handing.SUPERVISING)),
        Step(handing.DRAFTED, "重新呈报", clears=("decided_at", "decided_by", "decision_why")),
    ),
    Cooperation: (
        Step(cooperation.WAITING, "发出（收到）", ("letter_number",), on="sent_on", again="继续等回复", clears=("ended_on",)),
        Step(cooperation.REPLIED, "登记回复", ("reply_number",), on="replied_on", told="reply", must_tell=True),
        Step(cooperation.ENDED, "办结", ("used",), on="ended_on"),
        Step("", "催办", on="urged_on", told="urged_note", begins=(cooperation.WAITING,)),
    ),
}  # fmt: skip
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {
    Clue: {
        states.REGISTERED: "登记", states.GRADED: "定级", states.VERIFYING: "核查", states.ROUTED: "定去向",
        states.CLOSED: "办结",
    },
    Transfer: {
        handing.DRAFTED: "拟移送", handing.REPORTED: "报告", handing.APPROVED: "批准", handing.HANDED: "移送",
        handing.ACCEPTED: "受理", handing.FILED: "立案", handing.GOODS: "材料移交", handing.ENDED: "结果",
    },
    Cooperation: {
        cooperation.DRAFTED: "待发出", cooperation.WAITING: "待回复", cooperation.REPLIED: "已回复", cooperation.ENDED: "办结",
    },
}  # fmt: skip
