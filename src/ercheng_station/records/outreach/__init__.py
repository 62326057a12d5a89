"""Trainings, publicity, media, the yearly calendar, pilot schools, typical cases, questionnaires."""

from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = ()
