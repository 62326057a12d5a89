"""Clues of infringement and what becomes of them: verification, transfers, co-operation, evidence, reporters."""

from ercheng_station.records.clues.clue import Clue

KINDS = (Clue,)

__all__ = ["KINDS", "Clue"]
