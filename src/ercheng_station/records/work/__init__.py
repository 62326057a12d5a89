"""The notice's tasks, yearly evaluation, campaigns, posted boards, duty, past totals."""

from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = ()
