"""Trainings, publicity, media, the yearly calendar, pilot schools, typical cases, questionnaires."""

from ercheng_station.records.outreach.publicity import MediaReport, Publicity
from ercheng_station.records.outreach.school import PilotSchool, SchoolYear
from ercheng_station.records.outreach.survey import Survey
from ercheng_station.records.outreach.training import Training
from ercheng_station.records.outreach.typical_case import TypicalCase

KINDS = (Training, Publicity, MediaReport, Survey, PilotSchool, SchoolYear, TypicalCase)

__all__ = [
    "KINDS",
    "MediaReport",
    "PilotSchool",
    "Publicity",
    "SchoolYear",
    "Survey",
    "Training",
    "TypicalCase",
]
