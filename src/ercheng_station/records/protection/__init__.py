"""What protects a firm: plans (一企一策), risk checks, patent leads, the key-enterprise list; a 保护工作站's own watch and slips."""

from ercheng_station.records.base import Record
from ercheng_station.records.protection.key_enterprise import KeyEnterprise, KeyRight
from ercheng_station.records.protection.lead_survey import LeadSurvey
from ercheng_station.records.protection.members import Member, MemberService
from ercheng_station.records.protection.plan import EnterprisePlan, PlanMeasure
from ercheng_station.records.protection.question import RiskQuestion
from ercheng_station.records.protection.risk_check import RiskCheck, RiskItem
from ercheng_station.records.protection.slip import Slip
from ercheng_station.records.protection.watch import Watch

KINDS: tuple[type[Record], ...] = (
    RiskCheck,
    RiskItem,
    EnterprisePlan,
    PlanMeasure,
    LeadSurvey,
    KeyEnterprise,
    KeyRight,
    Watch,
    Slip,
    Member,
    MemberService,
    RiskQuestion,
)

__all__ = [
    "KINDS",
    "EnterprisePlan",
    "KeyEnterprise",
    "KeyRight",
    "LeadSurvey",
    "Member",
    "MemberService",
    "PlanMeasure",
    "RiskCheck",
    "RiskItem",
    "RiskQuestion",
    "Slip",
    "Watch",
]
