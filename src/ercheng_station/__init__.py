"""两站工作台: the daily work of an IP service station, offline, in one window and one command."""

__version__ = "0.1.0"
