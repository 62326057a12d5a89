"""Clues of infringement and what becomes of them: verification, transfers, co-operation, evidence, reporters."""

from ercheng_station.records.clues.clue import Clue
from ercheng_station.records.clues.cooperation import Cooperation
from ercheng_station.records.clues.grading import GradingRule
from ercheng_station.records.clues.reporter import Reporter
from ercheng_station.records.clues.transfer import Transfer
from ercheng_station.records.clues.work import EvidenceItem, Verification

KINDS = (Clue, Reporter, Verification, EvidenceItem, Transfer, Cooperation, GradingRule)

__all__ = [
    "KINDS",
    "Clue",
    "Cooperation",
    "EvidenceItem",
    "GradingRule",
    "Reporter",
    "Transfer",
    "Verification",
]
