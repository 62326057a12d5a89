"""Agreements, platform contacts, joint conferences, funds."""

from ercheng_station.records.base import Record

KINDS: tuple[type[Record], ...] = ()
