"""What records of records/protection are made out of."""

from ercheng_station.services.turn import Turn

TURNS: tuple[Turn, ...] = ()
