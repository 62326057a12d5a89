"""The figures of the stations themselves (domain 7.1, 两站) and of campaigns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.station import StationPerson
from ercheng_station.records.work import Campaign, Duty
from ercheng_station.services.coverage import (
    OFFICE,
    Covered,
    listed_units,
    of_hosts,
    of_offices,
    protection_stations,
    workstations,
)
from ercheng_station.services.figures import Indicator, Period, Rows, within


@dataclass(frozen=True)
class CoverageFigure(Indicator):
    """A share that compares two registers: its rows are those that ought to have a station."""

    read: Callable[[Store, date], Covered] = of_offices

    @property
    def is_share(self) -> bool:
        return True

    def figure(self, store: Store, period: Period) -> float | int | None:
        return self.read(store, period.last).rate


def _staff(employment: str) -> Rows:
    where = Condition("employment", "is", employment)

    def rows(period: Period) -> Query:
        return Query(
            StationPerson, where=(where, Condition("until", "beyond", period.last)), as_of=period.last
        )

    return rows


WORK_FIGURES = (
    Indicator("workstations", "工作站", "个", "期末已挂牌、没有撤站的知识产权工作站数", lambda period: workstations(period.last)),
    Indicator(
        "protection_stations", "保护工作站", "个", "期末已挂牌、没有撤站的知识产权保护工作站数",
        lambda period: protection_stations(period.last),
    ),
    CoverageFigure(
        "office_coverage", "工作站覆盖率", "%", "期末已挂牌工作站的市场监管所÷应建站的市场监管所",
        lambda period: listed_units(period.last, Condition("kind", "is", OFFICE)), read=of_offices,
    ),
    CoverageFigure(
        "host_coverage", "保护工作站覆盖率", "%", "期末已挂牌保护工作站的密集企业、园区、协会÷应建的总数；企业取自“知识产权密集企业”名单",
        lambda period: listed_units(period.last, Condition("kind", "not", OFFICE)), read=of_hosts,
    ),
    Indicator("full_time", "专职人员", "人", "期末登记在册、没有离站的专职人员数", _staff("full")),
    Indicator("part_time", "兼职人员", "人", "期末登记在册、没有离站的兼职人员数", _staff("part")),
    Indicator("campaigns", "专项行动", "次", "开始日期在本期内的专项行动数", within(Campaign, "begins_on")),
    Indicator("duty_days", "值班", "人次", "值班日期在本期内的值班记录数", within(Duty, "on")),
)  # fmt: skip
