"""The figures of plans, risk checks, patent leads, the key-enterprise list and the watch (domain 7.1: 走访、排查、名录)."""

from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.protection.key_enterprise import KeyEnterprise
from ercheng_station.records.protection.lead_survey import LeadSurvey
from ercheng_station.records.protection.plan import EnterprisePlan
from ercheng_station.records.protection.risk_check import NO, RiskCheck, RiskItem
from ercheng_station.records.protection.slip import Slip
from ercheng_station.records.protection.watch import NOTHING, Watch
from ercheng_station.services.figures import Indicator, Period, within


def _on_the_list(period: Period) -> Query:
    """Of any year: who had been admitted by its end and was removed later, or not at all."""
    where = (Condition("listed_on", "to", period.last), Condition("removed_on", "beyond", period.last))
    return Query(KeyEnterprise, where=where)


PROTECTION_FIGURES = (
    Indicator("plans", "一企一策", "份", "制定日期在本期内的一企一策份数，修订的另计一份", within(EnterprisePlan, "made_on")),
    Indicator("checked_firms", "排查单位", "家", "本期排查过的企业数，同一企业多次排查计一家", within(RiskCheck, "checked_on"), "enterprise"),
    Indicator("risk_checks", "侵权风险排查", "次", "排查日期在本期内的侵权风险排查次数", within(RiskCheck, "checked_on")),
    Indicator(
        "risk_points", "风险点", "个", "本期记录的排查事项中结论为“否”的个数", within(RiskItem, "answered_on", Condition("answer", "is", NO))
    ),
    Indicator(
        "risks_improved", "完成改进", "个", "改进完成日期在本期内的风险点个数", within(RiskItem, "improved_on", Condition("improved", "is", True))
    ),
    Indicator("leads", "专利纠纷案源", "条", "摸排日期在本期内的专利纠纷案源数", within(LeadSurvey, "found_on")),
    Indicator("leads_turned", "案源转化", "条", "转化日期在本期内、转为线索或调解案件的案源数", within(LeadSurvey, "turned_on")),
    Indicator("key_enterprises", "重点企业", "家", "期末在重点企业保护名录中的企业数：到期末已经入选、还没有移出的", _on_the_list, "enterprise"),
    Indicator("watches", "侵权监测", "次", "监测日期在本期内的侵权监测次数", within(Watch, "watched_on")),
    Indicator(
        "watches_found", "监测发现", "次", "本期侵权监测中发现疑似或已确认侵权的次数", within(Watch, "watched_on", Condition("result", "not", NOTHING))
    ),
    Indicator("slips", "报送线索诉求", "件", "报送日期在本期内的报送单数", within(Slip, "written_on")),
)  # fmt: skip
