"""Ledgers in: table → columns → plan → the same plan run, and taken back as a whole."""
