"""Help with rights: the reception book, consultations, assistance (维权援助), experts, errands, thin mirrors of other tracks."""

from ercheng_station.records.assistance.case import AssistCase
from ercheng_station.records.assistance.reception import Reception
from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = (Reception, AssistCase)

__all__ = ["KINDS", "AssistCase", "Reception"]
