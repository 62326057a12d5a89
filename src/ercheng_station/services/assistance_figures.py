"""The figures of the front door and of assistance (维权援助), each with the rows it counts."""

from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.assistance import (
    AssistCase,
    AssistService,
    CaseResult,
    Consultation,
    ConsumerComplaint,
    Errand,
    Expert,
    ExpertOpinion,
    Reception,
)
from ercheng_station.records.assistance.states import DONE
from ercheng_station.services.figures import Indicator, Period, carried_over, still_open, within

_ANSWERED = Condition("satisfaction", "filled")
_NOT_SATISFIED = tuple(Condition("satisfaction", "not", code) for code in ("unsatisfied", "very_unsatisfied"))
_DONE = Condition("status", "is", DONE)
_LIFE = (AssistCase, "received_on", "ended_on")


def _serving(period: Period) -> Query:
    where = (
        Condition("listed_on", "to", period.last),
        Condition("term_until", "beyond", period.last),
        Condition("state", "is", "serving"),
    )
    return Query(Expert, where=where)


ASSISTANCE_FIGURES = (
    Indicator("receptions", "接待来访来电", "次", "接待日期在本期内的接待登记数", within(Reception, "came_on")),
    Indicator(
        "consultations", "咨询", "人次", "咨询日期在本期内的咨询人次合计，一条登记可以是几人次", within(Consultation, "asked_on"), summed="persons"
    ),
    Indicator("assist_carried", "上期结转援助", "件", "本期开始前收件、到本期开始时还没有结束的维权援助", carried_over(*_LIFE)),
    Indicator("assist_applied", "援助申请", "件", "收件日期在本期内的维权援助，即本期新收", within(AssistCase, "received_on")),
    Indicator("assist_passed", "转送援助中心", "件", "转送日期在本期内的维权援助", within(AssistCase, "passed_on")),
    Indicator(
        "assist_accepted", "援助受理", "件", "决定日期在本期内、决定受理的维权援助，含援助中心受理的",
        within(AssistCase, "decided_on", Condition("rejection", "empty")),
    ),
    Indicator("assist_done", "援助办结", "件", "办结日期在本期内的维权援助", within(AssistCase, "done_on", _DONE)),
    Indicator(
        "assist_ended", "援助结束", "件", "本期内办结、不予受理或者撤回的维权援助，与期末未结相加等于结转加新收", within(AssistCase, "ended_on")
    ),
    Indicator("assist_open", "期末未结援助", "件", "期末还没有结束的维权援助", still_open(*_LIFE)),
    Indicator(
        "assist_overseas", "海外维权援助", "件", "收件日期在本期内、涉及海外维权的维权援助",
        within(AssistCase, "received_on", Condition("is_overseas", "is", True)),
    ),
    Indicator(
        "assist_small", "中小微企业申请", "件", "收件日期在本期内、申请人是中小微企业的维权援助",
        within(AssistCase, "received_on", Condition("applicant_kind", "is", "small")),
    ),
    Indicator("assist_services", "援助服务", "次", "服务日期在本期内的援助服务记录，可以按服务种类分开看", within(AssistService, "done_on")),
    Indicator(
        "assist_satisfied", "援助满意度", "%", "本期办结、填了满意度的维权援助中，基本满意以上的比例",
        within(AssistCase, "done_on", _DONE, _ANSWERED, *_NOT_SATISFIED), of=within(AssistCase, "done_on", _DONE, _ANSWERED),
    ),
    Indicator(
        "reference_opinions", "侵权判定参考意见", "份", "签名日期在本期内的侵权判定参考意见",
        within(ExpertOpinion, "signed_on", Condition("kind", "is", "infringement")),
    ),
    Indicator("experts", "在聘专家", "人", "期末在聘期内的专家数", _serving),
    Indicator(
        "errands", "帮办代办", "件", "办结日期在本期内、已经办成的帮办代办", within(Errand, "done_on", Condition("result", "is", "done"))
    ),
    Indicator("complaints", "消费投诉", "件", "收到日期在本期内的消费投诉", within(ConsumerComplaint, "received_on")),
    Indicator("penalty_cases", "立案案件", "件", "立案日期在本期内的立案登记", within(CaseResult, "filed_on")),
    Indicator(
        "penalties", "罚没额", "万元", "决定日期在本期内的案件登记的罚款、没收违法所得合计", within(CaseResult, "decided_on"), total="penalty"
    ),
)  # fmt: skip
