"""What protects a firm: plans (一企一策), risk checks, patent leads, the key-enterprise list; a 保护工作站's own watch and slips."""

from ercheng_station.records.base import Record
from ercheng_station.records.protection.lead_survey import LeadSurvey
from ercheng_station.records.protection.risk_check import RiskCheck, RiskItem

KINDS: tuple[type[Record], ...] = (RiskCheck, RiskItem, LeadSurvey)
