"""The notice's tasks, yearly evaluation, campaigns, posted boards, duty, past totals, reports sent."""

from ercheng_station.records.base import Record
from ercheng_station.records.work.campaign import Campaign, CampaignCount
from ercheng_station.records.work.evaluation import ScoreItem, ScoreSheet
from ercheng_station.records.work.plan import PlanTask, TaskMeasure, TaskProgress
from ercheng_station.records.work.presence import Department, Duty, NoticeBoard
from ercheng_station.records.work.report import SentReport
from ercheng_station.records.work.totals import CoverageUnit, PastTotal

KINDS: tuple[type[Record], ...] = (
    PlanTask,
    TaskMeasure,
    TaskProgress,
    ScoreSheet,
    ScoreItem,
    Campaign,
    CampaignCount,
    NoticeBoard,
    Department,
    Duty,
    CoverageUnit,
    PastTotal,
    SentReport,
)

__all__ = [
    "KINDS",
    "Campaign",
    "CampaignCount",
    "CoverageUnit",
    "Department",
    "Duty",
    "NoticeBoard",
    "PastTotal",
    "PlanTask",
    "ScoreItem",
    "ScoreSheet",
    "SentReport",
    "TaskMeasure",
    "TaskProgress",
]
