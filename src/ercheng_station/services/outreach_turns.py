"""What records of records/outreach are made out of."""

from ercheng_station.services.turn import Turn

TURNS: tuple[Turn, ...] = ()
