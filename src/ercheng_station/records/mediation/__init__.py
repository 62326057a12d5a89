"""People's mediation (人民调解法): the bodies that mediate, the case and everything it owns."""

from ercheng_station.records.mediation.bodies import Committee, Court, Mediator
from ercheng_station.records.mediation.case import Mediation
from ercheng_station.records.mediation.outcome import Agreement, Confirmation, FollowUp, Instalment
from ercheng_station.records.mediation.people import Agent, Guest, Party
from ercheng_station.records.mediation.work import Event, Evidence, Investigation, Session

KINDS = (
    Mediation,
    Committee,
    Mediator,
    Court,
    Party,
    Agent,
    Guest,
    Investigation,
    Evidence,
    Session,
    Agreement,
    Instalment,
    Confirmation,
    FollowUp,
    Event,
)

__all__ = [
    "KINDS",
    "Agent",
    "Agreement",
    "Committee",
    "Confirmation",
    "Court",
    "Event",
    "Evidence",
    "FollowUp",
    "Guest",
    "Instalment",
    "Investigation",
    "Mediation",
    "Mediator",
    "Party",
    "Session",
]
