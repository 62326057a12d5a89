"""Agreements, platform contacts, joint conferences, funds and the use of equipment."""

from ercheng_station.records.resources.agreement import CooperationAgreement, CooperationRecord
from ercheng_station.records.resources.conference import ConferenceMember, JointConference, Resolution
from ercheng_station.records.resources.equipment_use import EquipmentUse
from ercheng_station.records.resources.money import Fund, Spending
from ercheng_station.records.resources.platform import PlatformContact, Takedown

KINDS = (
    CooperationAgreement,
    CooperationRecord,
    PlatformContact,
    Takedown,
    JointConference,
    ConferenceMember,
    Resolution,
    Fund,
    Spending,
    EquipmentUse,
)

__all__ = [
    "KINDS",
    "ConferenceMember",
    "CooperationAgreement",
    "CooperationRecord",
    "EquipmentUse",
    "Fund",
    "JointConference",
    "PlatformContact",
    "Resolution",
    "Spending",
    "Takedown",
]
