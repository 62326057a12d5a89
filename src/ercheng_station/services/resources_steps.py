"""What can be done in each state of the registers of records/resources."""

from ercheng_station.records.base import Record
from ercheng_station.services.step import Notes, Step

STEPS: dict[type[Record], tuple[Step, ...]] = {}
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {}
