"""WHAT a station keeps. A new kind is one class in a file here, one line in ALL, one migration."""

from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.mediation import KINDS as MEDIATION_KINDS
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.office import CodeEntry, Phrase, Setting
from ercheng_station.records.paper import Paper
from ercheng_station.records.station import Equipment, Station, StationPerson, StationRule
from ercheng_station.records.visit import Visit

ALL: tuple[type[Record], ...] = (
    Station,
    StationPerson,
    StationRule,
    Equipment,
    Enterprise,
    Right,
    IpSnapshot,
    EnterpriseListing,
    Visit,
    Need,
    NeedStep,
    *MEDIATION_KINDS,
    Paper,
    Phrase,
    Setting,
    CodeEntry,
)
CATALOGUE = Catalogue(ALL)
