"""Clues of infringement, their verification, transfers to police and others, co-operation between regions."""

from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = ()
