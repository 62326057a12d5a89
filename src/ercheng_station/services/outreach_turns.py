"""What records of records/outreach are made out of."""

from ercheng_station.records.clues import Clue
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.outreach import MediaReport, Publicity, Survey, Training, TypicalCase
from ercheng_station.services.case_publication import told_of_clue, told_of_mediation
from ercheng_station.services.turn import Turn, carry

TURNS: tuple[Turn, ...] = (
    Turn(Mediation, TypicalCase, "mediation", "写成典型案例", told_of_mediation),
    Turn(Clue, TypicalCase, "clue", "写成典型案例", told_of_clue),
    Turn(Training, MediaReport, "training", "登记媒体报道", carry(published_on="held_on")),
    Turn(Publicity, MediaReport, "publicity", "登记媒体报道", carry(published_on="held_on")),
    Turn(Training, Survey, "training", "做问卷", carry({"kind": "satisfaction"}, topic="theme", held_on="held_on")),
    Turn(Publicity, Survey, "publicity", "做问卷", carry({"kind": "awareness"}, topic="theme", held_on="held_on")),
)  # fmt: skip
