"""Help with rights: the reception book, consultations, assistance (维权援助), experts, errands, thin mirrors of other tracks."""

from ercheng_station.records.assistance.case import AssistCase
from ercheng_station.records.assistance.consultation import Consultation, Errand
from ercheng_station.records.assistance.experts import Expert
from ercheng_station.records.assistance.mirrors import AdministrativeMediation, CaseResult, ConsumerComplaint
from ercheng_station.records.assistance.opinion import ExpertOpinion, Improvement
from ercheng_station.records.assistance.reception import Reception
from ercheng_station.records.assistance.service import AssistService
from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = (
    Reception,
    Consultation,
    AssistCase,
    AssistService,
    Expert,
    ExpertOpinion,
    Improvement,
    ConsumerComplaint,
    AdministrativeMediation,
    CaseResult,
    Errand,
)

__all__ = [
    "KINDS",
    "AdministrativeMediation",
    "AssistCase",
    "AssistService",
    "CaseResult",
    "Consultation",
    "ConsumerComplaint",
    "Errand",
    "Expert",
    "ExpertOpinion",
    "Improvement",
    "Reception",
]
