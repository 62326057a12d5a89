"""Which figures, charts and first steps 工作台 shows.

An office visits firms, a 保护工作站 looks after its own rights, the bureau leads: conferences, tasks, funds.
"""

from dataclasses import dataclass

from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Right
from ercheng_station.records.need import Need
from ercheng_station.records.work import PlanTask


@dataclass(frozen=True)
class Ranking:
    """How often each code of the field `by` occurs, this year by the field `day` or, without one, in all."""

    title: str
    kind: type[Record]
    by: str
    day: str = ""
    unit: str = "条"


@dataclass(frozen=True)
class Matters:
    """`monthly`: an indicator and its day, drawn month by month under `monthly_title`. `first`: kind and words of a button."""

    tiles: tuple[str, ...]
    monthly: str
    monthly_day: str
    monthly_title: str
    ranking: Ranking
    first: tuple[tuple[str, str], ...]


_VISITING = Matters(
    ("visits", "visited", "needs", "needs_open", "cases", "cases_agreed"),
    "visits",
    "visited_on",
    "每月走访",
    Ranking("今年诉求类别", Need, "category", "received_on"),
    (("need", "新增企业诉求"), ("visit", "新增走访")),
)
_GUARDING = Matters(
    ("watches", "watches_found", "risk_points", "slips"),
    "watches",
    "watched_on",
    "每月侵权监测",
    Ranking("知识产权构成", Right, "kind", unit="件"),
    (("slip", "新增报送单"), ("watch", "新增侵权监测")),
)
_LEADING = Matters(
    ("conferences", "resolutions_done", "spent", "agreements", "typical_cases", "trainings"),
    "visits",
    "visited_on",
    "各站每月走访",
    Ranking("工作任务进展", PlanTask, "status", unit="项"),
    (("joint_conference", "新增联席会议"), ("plan_task", "新增工作任务")),
)


def matters_of(profile: str) -> Matters:
    return {"protection": _GUARDING, "bureau": _LEADING}.get(profile, _VISITING)
