"""The figures of people's mediation, all read from the fields of cases (domain: 人民调解案件情况统计)."""

from ercheng_station.db.listing import Condition
from ercheng_station.records.mediation import Agreement, Confirmation, FollowUp, Mediation
from ercheng_station.records.mediation.states import AGREED, REJECTED, TERMINATED
from ercheng_station.services.figures import Indicator, carried_over, still_open, within

_AGREED = within(Mediation, "settled_on", Condition("outcome", "is", AGREED))
_LIFE = (Mediation, "applied_on", "settled_on")

CASE_FIGURES = (
    Indicator("cases_carried", "上期结转纠纷", "件", "本期开始前已经登记、到本期开始时还没有办结的纠纷数", carried_over(*_LIFE)),
    Indicator("cases", "登记纠纷", "件", "登记日期在本期内的纠纷数，即本期新收", within(Mediation, "applied_on")),
    Indicator("cases_accepted", "受理纠纷", "件", "受理日期在本期内的纠纷数", within(Mediation, "accepted_on")),
    Indicator(
        "cases_rejected", "不予受理", "件", "本期内决定不予受理的纠纷数", within(Mediation, "settled_on", Condition("outcome", "is", REJECTED))
    ),
    Indicator("cases_agreed", "调解成功", "件", "本期内达成书面或口头协议的纠纷数，以达成协议的结束日期为准", _AGREED),
    Indicator(
        "agreements_written", "书面协议", "件", "达成日期在本期内的书面协议，同一纠纷计一件",
        within(Agreement, "agreed_on", Condition("form", "is", "written")), "case",
    ),
    Indicator(
        "agreements_oral", "口头协议", "件", "达成日期在本期内的口头协议，同一纠纷计一件",
        within(Agreement, "agreed_on", Condition("form", "is", "oral")), "case",
    ),
    Indicator(
        "cases_terminated", "终止调解", "件", "本期内终止调解的纠纷数", within(Mediation, "settled_on", Condition("outcome", "is", TERMINATED))
    ),
    Indicator(
        "cases_rate", "调解成功率", "%", "调解成功 ÷（调解成功＋终止调解），都按本期内办结的计；不予受理的不计入",
        _AGREED, "", within(Mediation, "settled_on", Condition("outcome", "not", REJECTED)),
    ),
    Indicator("cases_amount", "涉及金额", "万元", "本期调解成功的纠纷登记的涉及金额合计", _AGREED, total="amount"),
    Indicator(
        "confirmations_applied", "申请司法确认", "件", "申请日期在本期内的司法确认", within(Confirmation, "applied_on"), "case"
    ),
    Indicator(
        "confirmations_effective", "确认有效", "件", "裁定日期在本期内、确认调解协议有效的",
        within(Confirmation, "ruled_on", Condition("state", "is", "effective")), "case",
    ),
    Indicator(
        "confirmations_dismissed", "驳回确认申请", "件", "裁定日期在本期内、驳回申请的",
        within(Confirmation, "ruled_on", Condition("state", "is", "dismissed")), "case",
    ),
    Indicator("cases_performed", "履行完毕", "件", "履行完毕日期在本期内的纠纷数", within(Mediation, "performed_on")),
    Indicator("cases_followed", "回访", "件", "本期内回访过的纠纷数，同一纠纷多次回访计一件", within(FollowUp, "done_on"), "case"),
    Indicator(
        "cases_difficult", "疑难纠纷", "件", "本期受理的纠纷中案件类别为“疑难”的", within(Mediation, "accepted_on", Condition("case_class", "is", "difficult"))
    ),
    Indicator(
        "cases_settled", "办结纠纷", "件", "本期内达成协议、终止调解或不予受理的纠纷数；上期结转＋本期新收＝办结＋期末未结", within(Mediation, "settled_on")
    ),
    Indicator("cases_open", "在办纠纷", "件", "期末还没有达成协议、终止或不予受理的纠纷数，即期末未结", still_open(*_LIFE)),
)  # fmt: skip
