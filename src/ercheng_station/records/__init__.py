"""WHAT a station keeps. A new kind is one class in a file here, one line in ALL, one migration."""

from ercheng_station.records.assistance import KINDS as ASSISTANCE_KINDS
from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.clocks import KINDS as CLOCK_KINDS
from ercheng_station.records.clues import KINDS as CLUE_KINDS
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.enterprise_match import EnterpriseMatch
from ercheng_station.records.mediation import KINDS as MEDIATION_KINDS
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.office import CodeEntry, Phrase, Setting
from ercheng_station.records.outreach import KINDS as OUTREACH_KINDS
from ercheng_station.records.paper import Paper
from ercheng_station.records.protection import KINDS as PROTECTION_KINDS
from ercheng_station.records.resources import KINDS as RESOURCE_KINDS
from ercheng_station.records.station import Equipment, Station, StationPerson, StationRule
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import KINDS as WORK_KINDS

ALL: tuple[type[Record], ...] = (
    Station,
    StationPerson,
    StationRule,
    Equipment,
    Enterprise,
    Right,
    IpSnapshot,
    EnterpriseListing,
    EnterpriseMatch,
    Visit,
    Need,
    NeedStep,
    *PROTECTION_KINDS,
    *MEDIATION_KINDS,
    *CLUE_KINDS,
    *ASSISTANCE_KINDS,
    *OUTREACH_KINDS,
    *RESOURCE_KINDS,
    *WORK_KINDS,
    Paper,
    Phrase,
    Setting,
    CodeEntry,
    *CLOCK_KINDS,
)
CATALOGUE = Catalogue(ALL)
