"""The papers of people's mediation (司发通〔2010〕239号 family), in the order of the file."""
