"""What records of records/work are made out of."""

from ercheng_station.services.turn import Turn

TURNS: tuple[Turn, ...] = ()
