"""Papers of plans (一企一策), risk checks and slips."""
