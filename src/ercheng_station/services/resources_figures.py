"""The figures of agreements, conferences, money and equipment (domain 7.1: 名录等、保障)."""

from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.resources import (
    CooperationAgreement,
    Fund,
    JointConference,
    Resolution,
    Spending,
    Takedown,
)
from ercheng_station.records.station import Equipment
from ercheng_station.services.figures import Indicator, Period, within


def _in_force(period: Period) -> Query:
    """Signed by the end of the period, and neither expired nor ended by then."""
    where = (
        Condition("signed_on", "to", period.last),
        Condition("valid_until", "beyond", period.last),
        Condition("ended_on", "beyond", period.last),
    )
    return Query(CooperationAgreement, where=where)


def _budget(period: Period) -> Query:
    """A budget is a year's: that in which the period ends, also where January begins on 26 December."""
    return Query(Fund, where=(Condition("year", "is", period.last.year),))


def _usable(period: Period) -> Query:
    return Query(Equipment, where=(Condition("status", "not", "scrapped"),), as_of=period.last)


RESOURCES_FIGURES = (
    Indicator("agreements", "合作协议", "份", "期末有效的合作协议份数：已经签订、没有到期或终止的", _in_force),
    Indicator("conferences", "联席会议", "次", "会议日期在本期内的联席会议次数", within(JointConference, "held_on")),
    Indicator("resolutions_done", "落实议定事项", "项", "完成日期在本期内的议定事项数", within(Resolution, "done_on")),
    Indicator("takedowns", "平台通报", "次", "通报日期在本期内的平台通报次数", within(Takedown, "told_on")),
    Indicator("links_removed", "下架链接", "条", "本期通报中平台已下架的链接数合计", within(Takedown, "told_on"), summed="removed"),
    Indicator("budget", "经费预算", "万元", "本期所在年度各项经费预算数合计", _budget, total="budget"),
    Indicator("spent", "经费支出", "万元", "支出日期在本期内的经费支出金额合计", within(Spending, "spent_on"), total="amount"),
    Indicator("equipment", "装备设备", "台套", "期末登记在册、没有报废的装备设备数量合计", _usable, summed="amount"),
)  # fmt: skip
